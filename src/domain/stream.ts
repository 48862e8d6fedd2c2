/**
 * Names of streams, and the only place that builds or takes them apart. A name is `<kind>-<election>`, followed by the
 * codes of what it concerns, each after a slash: codes may hold hyphens but no slash, so two things never share a stream.
 */
export type StreamName = string & { readonly __stream: never };

export type StreamKind = LeafKind | 'checkpoint';
/** Those whose events are leaves of the tree. */
export type LeafKind = 'area' | 'election' | 'contest' | 'precinct' | 'ballotbox' | 'protocol' | 'log';

/** What a stream's name says: the codes its events need not repeat. Absent codes are empty strings. */
export interface StreamAddress {
  readonly kind: StreamKind;
  /** Election id; for `log` and `checkpoint`, which are of no election, the log's origin, percent-encoded. */
  readonly election: string;
  readonly area: string;
  readonly contest: string;
  readonly precinct: string;
}

const named = (name: string): StreamName => name as StreamName;

export const streams = {
  area: (election: string, code: string): StreamName => named(`area-${election}/${code}`),
  election: (election: string): StreamName => named(`election-${election}`),
  contest: (election: string, code: string): StreamName => named(`contest-${election}/${code}`),
  precinct: (election: string, code: string): StreamName => named(`precinct-${election}/${code}`),
  ballotBox: (election: string, contest: string, precinct: string): StreamName =>
    named(`ballotbox-${election}/${contest}/${precinct}`),
  protocol: (election: string, contest: string, precinct: string): StreamName =>
    named(`protocol-${election}/${contest}/${precinct}`),
  /** @param log its origin, which may hold slashes */
  log: (log: string): StreamName => named(`log-${encodeURIComponent(log)}`),
  /** @param log the same */
  checkpoint: (log: string): StreamName => named(`checkpoint-${encodeURIComponent(log)}`),
};

/** The codes after the election's id, by kind. */
const parts: Record<StreamKind, readonly ('area' | 'contest' | 'precinct')[]> = {
  area: ['area'],
  election: [],
  contest: ['contest'],
  precinct: ['precinct'],
  ballotbox: ['contest', 'precinct'],
  protocol: ['contest', 'precinct'],
  log: [],
  checkpoint: [],
};

export const streamKinds = Object.keys(parts) as readonly StreamKind[];

/** The inverse of {@link streams}; `undefined` for a name that none of them makes. */
export function addressOf(name: string): StreamAddress | undefined {
  const hyphen = name.indexOf('-');
  const kind = name.slice(0, hyphen) as StreamKind;
  const fields = Object.hasOwn(parts, kind) ? parts[kind] : undefined;
  const [election, ...codes] = name.slice(hyphen + 1).split('/');
  if (!fields || !election || codes.length !== fields.length || codes.includes('')) return undefined;
  const address = { kind, election, area: '', contest: '', precinct: '' };
  for (const [i, field] of fields.entries()) address[field] = codes[i]!;
  return address;
}

/** Checkpoints are kept in the log but are no leaves of its tree: they have no position of their own. */
export function isLeafStream(name: string): boolean {
  return !name.startsWith('checkpoint-');
}
