import { hash, randomUUID } from 'node:crypto';
import { canonical } from '../domain/canonical.ts';
import type { Requester } from './requester.ts';

/** What a command and its events are recognised by. */
export interface CommandIdentity {
  readonly id: string;
  eventId(index: number): string;
}

/** Ids that the same request under the same key always gets; random ones for a request without a key. */
export function identify(command: {
  readonly name: string;
  readonly stream: string;
  readonly by: Requester;
  readonly request?: unknown;
}): CommandIdentity {
  const { name, stream, by, request } = command;
  if (by.idempotencyKey === undefined || request === undefined) {
    return { id: randomUUID(), eventId: () => randomUUID() };
  }
  const id = uuidFrom(by.official, stream, name, by.idempotencyKey);
  return { id, eventId: (index) => uuidFrom(id, request, index) };
}

/** A UUID (version 8, RFC 9562) that the same parts always give: how a repeated request finds its first answer. */
export function uuidFrom(...parts: readonly unknown[]): string {
  const hex = hash('sha256', canonical(parts));
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
