import './no-eval.ts';
import { keptName, type Answer, type Question, type Said } from './asked.ts';
import {
  sizeOfCheckpoint,
  sizeOfExport,
  verifyContinues,
  verifyExport,
  verifyLog,
  verifyReceipt,
} from '../../verifier/browser.ts';

interface Kept {
  readonly name: string;
  readonly text: string;
}

/** More than the longest receipt: an event of 65,535 bytes, and a checkpoint with all the signatures it may have. */
const longestReceipt = 1_000_000;

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  answer(data).then(say, (error: unknown) => say({ kind: 'failure', message: (error as Error).message }));
});
say({ kind: 'ready' });

function say(said: Said): void {
  postMessage(said);
}

async function answer({ what, keys, kept }: Question): Promise<Answer> {
  const checkpoints = kept === undefined ? [] : [{ name: keptName, text: kept }];
  if (what === 'continuation') return { kind: 'continuation', ...(await verifyContinues(fromServer, kept, { keys })) };
  if (what === 'log') {
    const report = await verifyLog(fromServer, { keys, checkpoints }, progress());
    return { kind: 'record', ...report, older: undefined };
  }
  if ((await what.slice(0, 2).text()) === 'PK') return ofExport(what, keys, checkpoints);
  if (what.size > longestReceipt) throw new Error('neither a .zip that an export is, nor a receipt');
  const { leaf, size, signedBy, faults } = verifyReceipt(await what.text(), { keys });
  return { kind: 'receipt', leaf, size, signedBy, faults };
}

/** An export of before the kept checkpoint lacks what came later: that is no fault of it. */
async function ofExport(archive: File, keys: string, checkpoints: readonly Kept[]): Promise<Answer> {
  const size = await sizeOfExport(archive);
  const older = checkpoints.map(({ text }) => sizeOfCheckpoint(text)).find((kept) => size !== undefined && kept > size);
  const report = await verifyExport(archive, { keys, checkpoints: older === undefined ? checkpoints : [] }, progress());
  return { kind: 'record', ...report, older, checkpoint: undefined };
}

async function fromServer(path: string): Promise<Uint8Array> {
  const response = await fetch(`/log/${path}`);
  if (!response.ok) throw new Error(`/log/${path}: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Tells of each hundredth, and not of what lies between. */
function progress(): (done: number, of: number) => void {
  let told = -1;
  return (done, of) => {
    const hundredth = Math.floor((100 * done) / of);
    if (hundredth === told) return;
    told = hundredth;
    say({ kind: 'progress', share: done / of });
  };
}
