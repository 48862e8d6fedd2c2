import { hash } from 'node:crypto';
import { canonical } from '../domain/canonical.ts';

/** A UUID (version 8, RFC 9562) that the same parts always give: how a repeated request finds its first answer. */
export function uuidFrom(...parts: readonly unknown[]): string {
  const hex = hash('sha256', canonical(parts));
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
