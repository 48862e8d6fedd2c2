import { join } from 'node:path';

/** What lies in the folder that `VOTE_RECORD_DATA` names; the issuer's key lies in `keys/`, see `access/issuer-key.ts`. */
export interface DataFolder {
  /** The record itself: the one file that cannot be made again. */
  readonly record: string;
  /** A cache of the read models. */
  readonly snapshots: string;
  /** A cache of the Merkle tree. */
  readonly tiles: string;
  /** A cache of where each event stands in a database. */
  readonly count: string;
  /** Which tokens are no longer good. */
  readonly revocations: string;
  /** Who read what with a token. */
  readonly accessLog: string;
}

export function dataFolder(data: string): DataFolder {
  return {
    record: join(data, 'record.sqlite'),
    snapshots: join(data, 'snapshots.sqlite'),
    tiles: join(data, 'tiles'),
    count: join(data, 'eventstoredb.count'),
    revocations: join(data, 'keys', 'revoked.ndjson'),
    accessLog: join(data, 'access.ndjson'),
  };
}
