import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, jest } from '@jest/globals';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { eventStoreContract } from './contract.ts';

// Every append to a file waits for the disk, which a busy machine can make slow.
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'vote-record-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

eventStoreContract('SQLite in memory', () => openSqliteStore(':memory:'));
eventStoreContract('a SQLite file', () => openSqliteStore(join(folder, `${++files}.db`)));
