import { isIPv6 } from 'node:net';

/**
 * The part of an address that says where, and not who: `203.0.113.0/24`, `2001:db8:1::/48`. It is what gets into a log.
 */
export function networkOf(address: string): string {
  const groups = groupsOf(address);
  if (groups) return `${groups.slice(0, 3).join(':')}::/48`;
  const bytes = ipv4(address).split('.');
  return bytes.length === 4 ? `${bytes.slice(0, 3).join('.')}.0/24` : 'unknown';
}

/** What counts as one address: an IPv4 address, or the /64 of IPv6 that one line is given. */
export function lineOf(address: string): string {
  return groupsOf(address)?.slice(0, 4).join(':') ?? ipv4(address);
}

/** Without the prefix of an IPv4 address that arrived over an IPv6 socket. */
function ipv4(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** The eight groups of an IPv6 address, without leading zeros; `undefined` for anything else. */
function groupsOf(address: string): string[] | undefined {
  const plain = address.split('%', 1)[0]!;
  if (!isIPv6(plain) || ipv4(plain) !== plain) return undefined;
  const { hostname } = new URL(`http://[${plain}]`); // compressed, and an IPv4 tail written as groups
  const [head, tail] = hostname.slice(1, -1).split('::');
  const first = head === '' ? [] : head!.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  return [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last];
}
