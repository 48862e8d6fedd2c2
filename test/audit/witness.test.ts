import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, test } from '@jest/globals';
import {
  logKeys,
  makeSigningKeys,
  parseSigningKeys,
  signNote,
  witnessKeys,
} from '../../src/audit/signing/signing-key.ts';
import { formatAddCheckpoint } from '../../src/audit/witness/add-checkpoint.ts';
import { streams } from '../../src/domain/stream.ts';
import type { EventStore } from '../../src/event-store/port.ts';
import { formatCheckpoint } from '../../src/verifier/formats/checkpoint.ts';
import { leafHash } from '../../src/verifier/formats/merkle.ts';
import { formatNote, parseNote, parseSignatureLines, signersOf } from '../../src/verifier/formats/note.ts';
import { formatVerifierKey, parseVerifierKey } from '../../src/verifier/formats/verifier-key.ts';
import { MerkleTree } from '../../src/audit/tree/merkle-tree.ts';
import { TileFiles } from '../../src/audit/tree/tile-files.ts';
import { RunningWitness } from '../support/running-witness.ts';
import { agreed, auditing, origin, RecordFolder } from './record.ts';

const log = logKeys(parseSigningKeys(makeSigningKeys(), 'a test'), origin);
const known = log.map(({ verifier }) => verifier);

/** The log of a test: leaves, and what it says of them. */
function treeOf(leaves: readonly string[]): MerkleTree {
  const tree = new MerkleTree(new TileFiles(undefined, true));
  for (const leaf of leaves) tree.append(leafHash(leaf));
  return tree;
}

function checkpoint(tree: MerkleTree, size = tree.size, keys = log, name = origin): string {
  const text = formatCheckpoint({ origin: name, size, root: tree.rootAt(size) });
  return formatNote({ text, signatures: keys.map((key) => signNote(text, key, 1)) });
}

const letters = (count: number, from = 'a') => Array.from({ length: count }, (_, i) => `${from}${i}`);

describe('a witness', () => {
  const tree = treeOf(letters(20));
  const fork = treeOf([...letters(9), ...letters(11, 'x')]);

  it('cosigns what continues its last, remembers it over a restart, and is shown no fork', async () => {
    using folder = new RecordFolder();
    const file = join(folder.path, 'witness.sqlite');
    const pem = makeSigningKeys();
    let running = await RunningWitness.start(file, 'court.example', known, pem);
    const first = await running.ask(0, [], checkpoint(tree, 10));
    expect(first.status).toBe(200);
    const cosigned = { text: parseNote(checkpoint(tree, 10)).text, signatures: parseSignatureLines(first.body) };
    expect(signersOf(cosigned, running.witness.keys.map(parseVerifierKey)).map(({ type }) => type)).toEqual([4, 6]);
    await running.stop();

    running = await RunningWitness.start(file, 'court.example', known, pem);
    expect(await running.ask(0, [], checkpoint(tree, 20))).toEqual({
      status: 409,
      type: 'text/x.tlog.size',
      body: '10\n',
    });
    // The same log, to another public: nine events alike, then others.
    expect((await running.ask(10, fork.consistencyProof(10, 20), checkpoint(fork, 20))).status).toBe(422);
    expect((await running.ask(10, [], checkpoint(fork, 10))).status).toBe(422);
    expect((await running.ask(10, tree.consistencyProof(10, 20), checkpoint(tree, 20))).status).toBe(200);
    // An old one, replayed.
    expect((await running.ask(10, [], checkpoint(tree, 10))).body).toBe('20\n');
    expect((await running.ask(20, [], checkpoint(tree, 20))).status).toBe(200);
    await running.stop();
  });

  const stranger = logKeys(parseSigningKeys(makeSigningKeys(), 'a test'), origin);
  const spoilt = checkpoint(tree)
    .replace(`— ${origin} `, `— ${origin} `)
    .replace(/(— \S+ \S{60})./, '$1A');
  test.each<[string, string, number]>([
    [
      'from a log it does not know',
      formatAddCheckpoint({ old: 0, proof: [], checkpoint: checkpoint(tree, 20, log, 'other.example') }),
      404,
    ],
    [
      'signed by a stranger',
      formatAddCheckpoint({ old: 0, proof: [], checkpoint: checkpoint(tree, 20, stranger) }),
      403,
    ],
    ['with a spoilt signature', formatAddCheckpoint({ old: 0, proof: [], checkpoint: spoilt }), 403],
    ['with a larger old size', formatAddCheckpoint({ old: 21, proof: [], checkpoint: checkpoint(tree) }), 400],
    [
      'with a proof from nothing',
      formatAddCheckpoint({ old: 0, proof: [leafHash('')], checkpoint: checkpoint(tree) }),
      422,
    ],
    ['that is no request', 'old x\n\n', 400],
    ['that is empty', '', 400],
    [
      'with 64 hashes',
      formatAddCheckpoint({ old: 0, proof: Array(64).fill(leafHash('')), checkpoint: checkpoint(tree) }),
      400,
    ],
    ['without an end', 'x'.repeat(200_000), 413],
  ])('refuses a request %s', async (_, body, status) => {
    using folder = new RecordFolder();
    const running = await RunningWitness.start(join(folder.path, 'witness.sqlite'), 'court.example', known);
    expect((await running.post(body)).status).toBe(status);
    expect(running.witness.last(origin)).toBeUndefined();
    await running.stop();
  });

  it('looks and stores in one act: of two that come at once with the same old size, one is told to look again', async () => {
    using folder = new RecordFolder();
    const running = await RunningWitness.start(join(folder.path, 'witness.sqlite'), 'court.example', known);
    const second = await RunningWitness.start(join(folder.path, 'witness.sqlite'), 'court.example', known);
    const answers = await Promise.all(
      [running, second, running, second].map((each, i) => each.ask(0, [], checkpoint(tree, 10 + i))),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
    await running.stop();
    await second.stop();
  });
});

describe('the witnesses of a log', () => {
  it('cosign before it publishes; without their quorum it publishes all the same, and says so', async () => {
    using folder = new RecordFolder();
    const store = await folder.open();
    await folder.ballots(store, 5);
    const alone = await auditing(folder, store);
    const logs = alone.audit.keys.map(parseVerifierKey);
    await alone.audit.stop();
    const court = await RunningWitness.start(join(folder.path, 'court.sqlite'), 'court.example', logs);
    const party = await RunningWitness.start(join(folder.path, 'party.sqlite'), 'party.example', logs);
    const policy =
      `log ${alone.audit.keys[0]}\nwitness court ${court.key} ${court.url}/\nwitness party ${party.key} ${party.url}\n` +
      `witness media ${formatVerifierKey(witnessKeys(parseSigningKeys(makeSigningKeys(), 'a test'), 'media.example')[0]!.verifier)} http://127.0.0.1:9\n` +
      'group most 2 court party media\nquorum most\n';
    await agreed(store, { policy });
    const { audit, warnings } = await auditing(folder, store);
    await folder.ballots(store, 5);
    await audit.checkpoints.current(11);
    const { note, quorum } = audit.log.checkpoint()!;
    expect(quorum).toBe('reached');
    const cosigners = [court, party].map(({ key }) => parseVerifierKey(key));
    expect(signersOf(parseNote(note), cosigners)).toHaveLength(2);
    expect(warnings).toEqual([expect.stringMatching(/^witness media did not cosign 12: /)]);

    // A witness that has seen more of this log than there is takes no part, nor does one that is gone.
    await party.stop();
    await folder.ballots(store, 1);
    await audit.checkpoints.current(12);
    expect(audit.log.checkpoint()).toMatchObject({ size: 13, quorum: 'missed' });
    expect(warnings.at(-1)).toBe('checkpoint 13 is published without its quorum of witnesses');
    expect(signersOf(parseNote(audit.log.checkpoint()!.note), cosigners)).toHaveLength(1);
    await audit.stop();

    // After a restart the log does not know what its witnesses saw, and is told.
    await folder.ballots(store, 3);
    const again = await auditing(folder, store);
    await again.audit.checkpoints.current(15);
    expect(signersOf(parseNote(again.audit.log.checkpoint()!.note), cosigners)).toHaveLength(1);
    expect(court.witness.last(origin)!.size).toBe(16);
    await again.audit.stop();
    await court.stop();
    await store.close();
  });

  it('that come back cosign what was published without them: it is published again with their quorum, and then left', async () => {
    using folder = new RecordFolder();
    const store = await folder.open();
    await folder.ballots(store, 5);
    const alone = await auditing(folder, store);
    const logs = alone.audit.keys.map(parseVerifierKey);
    await alone.audit.stop();
    const file = join(folder.path, 'court.sqlite');
    const pem = makeSigningKeys();
    const away = await RunningWitness.start(file, 'court.example', logs, pem);
    await agreed(store, { policy: `witness court ${away.key} ${away.url}\nquorum court\n` });
    await away.stop();

    const { audit, warnings } = await auditing(folder, store, { every: { events: 1_000, seconds: 0 } });
    await folder.ballots(store, 5);
    await audit.checkpoints.current(11);
    const published = await notesIn(store);
    await until(() => warnings.filter((words) => words.startsWith('witness court did not cosign 12')).length > 3);
    expect(audit.log.checkpoint()).toMatchObject({ size: 12, quorum: 'missed' });
    expect(await notesIn(store)).toEqual(published);
    expect(warnings.filter((words) => words.startsWith('checkpoint 12'))).toHaveLength(1);

    const back = await RunningWitness.start(file, 'court.example', logs, pem, Number(new URL(away.url).port));
    await until(() => audit.log.checkpoint()!.quorum === 'reached');
    const { note } = audit.log.checkpoint()!;
    expect(signersOf(parseNote(note), [parseVerifierKey(back.key)])).toHaveLength(1);
    await setTimeout(50);
    expect(await notesIn(store)).toEqual([...published, note]);
    await audit.stop();
    await back.stop();
    await store.close();
  });
});

async function notesIn(store: EventStore): Promise<string[]> {
  const notes: string[] = [];
  for await (const { data } of store.readStream(streams.checkpoint(origin)))
    notes.push((data as { note: string }).note);
  return notes;
}

/** Waits, within reason, until something is so. */
async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !holds(); i += 1) await setTimeout(10);
  expect(holds()).toBe(true);
}
