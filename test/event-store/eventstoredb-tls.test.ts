import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '../../src/event-store/port.ts';
import { type Certificate, selfSigned } from '../support/certificate.ts';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.ts';
import { all } from './all.ts';
import { ballots, boxOf } from './ballots.ts';
import { Bench } from './eventstoredb-store.ts';

const bench = new Bench();
const user = { name: 'vote record', password: 'p@ss:w/rd' };
const [spelled, secret] = [user.name, user.password].map(encodeURIComponent);
let folder: string;
let authority: string;
let stranger: string;
let certificate: Certificate;
let node: EventStoreDbDouble;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tls-'));
  [authority, stranger] = [join(folder, 'authority.pem'), join(folder, 'stranger.pem')];
  certificate = selfSigned();
  await writeFile(authority, certificate.certificate);
  await writeFile(stranger, selfSigned().certificate);
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => void (node = await bench.double(undefined, { ...certificate, user })));
afterEach(() => bench.clear());

function url(credentials: string, trusted: string, scheme = 'esdb'): string {
  return `${scheme}://${credentials}@localhost:${node.port}?tlsCAFile=${trusted}`;
}

describe('a node that is spoken to over TLS', () => {
  it.each(['esdb', 'esdb+discover'])(
    'is written to, read and followed by the user of an %s:// string',
    async (scheme) => {
      const { store } = await bench.store(url(`${spelled}:${secret}`, authority, scheme));
      const news = store.subscribe(undefined, new AbortController().signal)[Symbol.asyncIterator]();
      await store.append(boxOf(1), 'no-stream', ballots('a', 'b'));
      expect((await all(store.readAll())).map(({ revision }) => revision)).toEqual([0, 1]);
      expect((await news.next()).value).toMatchObject({ stream: boxOf(1), revision: 0 });
    },
  );

  it('is not spoken to when nobody vouches for it', async () => {
    const opened = bench.store(url(`${spelled}:${secret}`, stranger));
    await expect(opened).rejects.toThrow(/unavailable .*self-signed certificate/);
    await expect(opened).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('refuses a wrong password, which no message repeats', async () => {
    const opened = bench.store(url(`${spelled}:wrong-secret`, authority));
    await expect(opened).rejects.toThrow('The store cannot be read: denied');
    await expect(opened).rejects.not.toThrow('wrong-secret');
  });
});
