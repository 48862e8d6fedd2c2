import type { Issued } from '../access/local-issuer.ts';
import type { Role, Subject } from '../access/role.ts';
import type { KeySource } from '../audit/signing/key-source.ts';
import type { EventReader, EventStore } from '../event-store/port.ts';
import type { Snapshots } from '../projections/snapshots/snapshots.ts';
import type { Requests } from './requests.ts';
import type { Terminal } from './terminal.ts';

/** The record of this data folder, for reading: a server may be writing it at the same time. */
export interface OpenRecord {
  readonly reader: EventReader;
  readonly snapshots: Snapshots;
  close(): Promise<void>;
}

/** The whole application in this process, over the same record: it answers as a server would, but listens nowhere. */
export interface OpenApplication {
  readonly requests: Requests;
  /** The same in another's name. */
  as(official: string, role: Role, area?: string): Promise<Requests>;
  close(): Promise<void>;
}

export type StoreKind = 'sqlite' | 'eventstoredb';

/** Whom a token speaks for, and for how long. */
export interface TokenWish extends Subject {
  /** Seconds from now. */
  readonly ttl: number;
}

/** The log of this record, as the environment describes it. */
export interface LogPlace {
  readonly origin: string;
  /** Folder of its tiles. */
  readonly tiles: string;
  readonly keys: KeySource;
}

/** What the command line stands in: given by the root, which alone knows adapters and the environment. */
export interface Surroundings {
  readonly terminal: Terminal;
  /** @throws StoreUnavailable when there is no record */
  openRecord(): Promise<OpenRecord>;
  /** Which store keeps the record. */
  readonly eventStore: StoreKind;
  /** The record of this data folder, or of the database, in one store or the other. @throws StoreUnavailable */
  openStore(kind: StoreKind): Promise<EventStore>;
  /** Makes the record when there is none. @throws StoreUnavailable when a server or another load writes it */
  openApplication(official: string): Promise<OpenApplication>;
  /**
   * @throws RangeError for an official id or a code that no event could carry, or a time too long; CommandFailed where
   * tokens come from a provider
   */
  issueToken(wish: TokenWish): Promise<Issued>;
  /** Of a token by its id, or of a person all that were issued until now. */
  revokeTokens(id: string): void;
  readonly log: LogPlace;
  /** The same over the record in another folder. */
  inFolder(data: string): Surroundings;
  /** Path of the server's program, for a demonstration that starts one. */
  readonly server: string;
}

/** Something the person at the command line can mend, said in one sentence; exit code 1. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}
