import { existsSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { rotateKeys } from '../../audit/signing/key-rotation.ts';
import { findSigningKeys } from '../../audit/signing/key-source.ts';
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
    .addHelpText(
      'after',
      example('keys make --out /etc/vote-record/signing.pem', 'keys show --json', 'keys rotate --out next.pem'),
    );
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
      'Make new keys in another file, and have the old one sign that they take over. They do once two people of the ' +
        'central commission have confirmed them and the server is started with them.',
    )
    .requiredOption('--out <file>', 'where to keep them; nothing is overwritten')
    .option('--json', 'print one JSON object')
    .action(async ({ out, json }: { out: string; json?: boolean }) => {
      if (existsSync(out)) throw new CommandFailed(`${out} is there already.`);
      const { keys, stateFile } = findSigningKeys({ ...log.keys, production: false });
      const signer = new Signer(log.origin, logKeys(keys, log.origin), stateFile, keys.rotation);
      if (signer.isTakingOver) {
        throw new CommandFailed('The present keys have not signed yet: start the server once before they are rotated.');
      }
      const pem = rotateKeys(keys, log.origin);
      writeFileSync(out, pem, { mode: 0o600, flag: 'wx', flush: true });
      terminal.say(`new keys in ${out}; have them proposed (POST /log/keys/proposal) and confirmed, and publish them:`);
      await terminal.print(shown(parseSigningKeys(pem, out), log.origin, json));
    });
}

function shown(keys: SigningKeys, origin: string, json = false): string {
  const vkeys = logKeys(keys, origin).map(({ verifier }) => formatVerifierKey(verifier));
  return json ? JSON.stringify({ vkey: vkeys[0], vkeys }) : vkeys.join('\n');
}
