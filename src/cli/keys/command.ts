import { existsSync, linkSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { readIfThere, replaceFile } from '../../audit/durable-file.ts';
import { rotateKeys } from '../../audit/signing/key-rotation.ts';
import { findSigningKeys, type KeySource } from '../../audit/signing/key-source.ts';
import { logKeys, makeSigningKeys, parseSigningKeys, type SigningKeys } from '../../audit/signing/signing-key.ts';
import { Signer } from '../../audit/signing/signer.ts';
import { formatVerifierKey } from '../../verifier/formats/verifier-key.ts';
import { type Context, example } from '../context.ts';
import { CommandFailed } from '../surroundings.ts';

export function keysCommand(context: Context): Command {
  return new Command('keys')
    .description('Make, show and rotate the keys that the log of the record is signed with.')
    .addCommand(makeCommand(context))
    .addCommand(showCommand(context))
    .addCommand(rotateCommand(context))
    .addHelpText('after', example('keys make --out /etc/vote-record/signing.pem', 'keys show --json', 'keys rotate'));
}

function makeCommand({ terminal, log }: Context): Command {
  return new Command('make')
    .description('Make an Ed25519 and an ML-DSA-44 key in a file that only its owner may read.')
    .requiredOption('--out <file>', 'where to keep them; nothing is overwritten')
    .option('--json', 'print one JSON object')
    .action(async ({ out, json }: { out: string; json?: boolean }) => {
      if (existsSync(out)) throw new CommandFailed(`${out} is there already.`);
      const pem = makeSigningKeys();
      writeFileSync(out, pem, { mode: 0o600, flag: 'wx', flush: true });
      await terminal.print(shown(parseSigningKeys(pem, out), log.origin, json));
    });
}

function showCommand({ terminal, log }: Context): Command {
  return new Command('show')
    .description('Print the published keys: what an auditor needs, and all that may be told of them.')
    .option('--json', 'print one JSON object')
    .action(({ json }: { json?: boolean }) => {
      const { keys, warning } = findSigningKeys({ ...log.keys, production: false });
      if (warning !== undefined) terminal.say(`note: ${warning}`);
      return terminal.print(shown(keys, log.origin, json));
    });
}

function rotateCommand({ terminal, log }: Context): Command {
  return new Command('rotate')
    .description(
      'Make new keys, and have the old one sign that they take over. The server takes them up when it starts.',
    )
    .option('--out <file>', 'where to keep them; in place of the old ones, which stay beside, when left out')
    .option('--json', 'print one JSON object')
    .action(async ({ out, json }: { out?: string; json?: boolean }) => {
      const { keys, stateFile } = findSigningKeys({ ...log.keys, production: false });
      const signer = new Signer(log.origin, logKeys(keys, log.origin), stateFile, keys.rotation);
      if (signer.isTakingOver) {
        throw new CommandFailed('The present keys have not signed yet: start the server once before they are rotated.');
      }
      const pem = rotateKeys(keys, log.origin);
      const file = out ?? fileOf(log.keys);
      if (out !== undefined) writeFileSync(out, pem, { mode: 0o600, flag: 'wx', flush: true });
      else await replace(file, pem, logKeys(keys, log.origin)[0]!.verifier.id);
      terminal.say(`new keys in ${file}; publish them:`);
      await terminal.print(shown(parseSigningKeys(pem, file), log.origin, json));
    });
}

function fileOf({ keyFile, pem, data }: KeySource): string {
  if (pem !== undefined)
    throw new CommandFailed('The keys come from VOTE_RECORD_SIGNING_KEY: say --out for the new ones.');
  return keyFile ?? `${data}/keys/signing.pem`;
}

/** The old keys stay, under their id: nothing that may be needed again is overwritten. */
async function replace(file: string, pem: string, oldId: string): Promise<void> {
  const retired = `${file}.${oldId}`;
  if (readIfThere(retired) === undefined) linkSync(file, retired);
  await replaceFile(file, pem);
}

function shown(keys: SigningKeys, origin: string, json = false): string {
  const vkeys = logKeys(keys, origin).map(({ verifier }) => formatVerifierKey(verifier));
  return json ? JSON.stringify({ vkey: vkeys[0], vkeys }) : vkeys.join('\n');
}
