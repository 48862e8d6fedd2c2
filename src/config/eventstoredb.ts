/** What `EVENTSTOREDB_URL` may look like: `esdb://user:password@host:2113`, several hosts, or `esdb+discover://`. */
const form = /^esdb(\+discover)?:\/\/(?<credentials>[^:@/\s]+:[^@\s]+@)?[^@/?\s]+\/?(\?(?<options>\S+))?$/;

/**
 * Faults of the connection string, each in a line that names the variable but never shows its value: it holds a password.
 * @param url `null` when it is not set
 */
export function eventStoreDbFaults(eventStore: string, url: string | null): string[] {
  const fault = url === null ? (eventStore === 'eventstoredb' ? 'must be set' : undefined) : faultOf(url);
  return fault === undefined ? [] : [`EVENTSTOREDB_URL: ${fault}`];
}

function faultOf(url: string): string | undefined {
  const { groups } = form.exec(url) ?? {};
  if (!groups) return 'must be a connection string, such as esdb://user:password@host:2113';
  const options = new URLSearchParams(groups['options']?.toLowerCase());
  const secure = options.get('tls') !== 'false';
  if (secure && !groups['credentials']) return 'must name a user and a password (or say tls=false)';
  if (!secure && groups['credentials'])
    return 'with tls=false the password would not be sent: leave it out, or use TLS';
  // The client then answers a conflict as a success, at a revision that is not the stream's.
  return options.has('throwonappendfailure') ? 'throwOnAppendFailure is not to be changed' : undefined;
}
