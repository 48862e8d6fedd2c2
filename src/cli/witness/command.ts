import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { readIfThere } from '../../audit/durable-file.ts';
import { makeSigningKeys, parseSigningKeys, witnessKeys } from '../../audit/signing/signing-key.ts';
import { Witness } from '../../audit/witness/witness.ts';
import { witnessServer } from '../../audit/witness/witness-server.ts';
import type { VerifierKey } from '../../verifier/formats/verifier-key.ts';
import { type Context, example } from '../context.ts';
import { publishedKeys } from '../log-keys.ts';

interface WitnessWish {
  readonly log: readonly VerifierKey[];
  readonly name: string;
  readonly key: string;
  readonly state: string;
  readonly host: string;
  readonly port: number;
}

export function witnessCommand({ terminal }: Context): Command {
  return new Command('witness')
    .description('Run a witness: it cosigns a log for as long as that shows it one record, and only ever adds to it.')
    .requiredOption('--log <key>', 'published key of a log, or a file of them; may come again', publishedKeys)
    .requiredOption('--name <name>', 'its own name, such as court.example/witness', witnessName)
    .option('--key <file>', 'its signing keys; made when there are none', 'witness.pem')
    .option('--state <file>', 'where it remembers what it cosigned', 'witness.sqlite')
    .option('--host <address>', 'where to listen', '127.0.0.1')
    .option('--port <port>', 'where to listen; 0 takes a free one', port, 2_025)
    .addHelpText('after', example('witness --log example.kz/akims+530d903a+Aekyer... --name court.example/witness'))
    .action(async ({ log, name, key, state, host, port: wished }: WitnessWish) => {
      if (!existsSync(key)) {
        mkdirSync(dirname(key), { recursive: true });
        writeFileSync(key, makeSigningKeys(), { mode: 0o600, flag: 'wx', flush: true });
        terminal.say(`new keys in ${key}`);
      }
      const keys = witnessKeys(parseSigningKeys(readIfThere(key)!, key), name);
      const witness = new Witness({ keys, logs: log, file: state });
      const server = witnessServer(witness, (line) => terminal.say(line));
      server.listen(wished, host);
      await once(server, 'listening');
      const { port: taken } = server.address() as AddressInfo;
      terminal.say(`witness ${name} listens at http://${host}:${taken}; its line for a policy:`);
      await terminal.print(`witness ${name.replaceAll(/[^\w.-]/g, '-')} ${witness.keys[0]} http://${host}:${taken}`);
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
      server.close();
      server.closeAllConnections();
      witness.close();
    });
}

function witnessName(text: string): string {
  if (/^[^\s+]{1,200}$/u.test(text)) return text;
  throw new InvalidArgumentError('A name has no spaces and no plus sign.');
}

function port(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError('A port is a number up to 65535.');
}
