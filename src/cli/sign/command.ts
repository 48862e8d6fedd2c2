import { Command } from 'commander';
import { publicKeyOf, signAct } from '../../access/act-signature.ts';
import { makePrivateKey, readPrivateKey } from '../../access/private-key-file.ts';
import { type Context, example } from '../context.ts';
import { CommandFailed } from '../surroundings.ts';
import { readAct } from './act.ts';

export function signCommand(context: Context): Command {
  return new Command('sign')
    .description("Sign an act with a member's own key, or make that key.")
    .addCommand(actCommand(context), { isDefault: true })
    .addCommand(makeKeyCommand(context))
    .addCommand(showKeyCommand(context))
    .addHelpText('after', example('sign make-key member.pem', 'sign --key member.pem act.json'));
}

function actCommand({ terminal }: Context): Command {
  return new Command('act')
    .description('Sign an act: { act, log, stream, expectedRevision, data, official }. Prints { key, signature }.')
    .argument('<file>', 'the act as JSON; - for the standard input')
    .requiredOption('--key <file>', "the member's key")
    .action(async (file: string, { key }: { readonly key: string }) => {
      const privateKey = readPrivateKey(key);
      const act = await readAct(file);
      terminal.say(
        `${act.official} signs ${act.act} in ${act.stream} of ${act.log} after revision ${act.expectedRevision}:`,
      );
      terminal.say(JSON.stringify(act.data, undefined, 2));
      await terminal.print(JSON.stringify(signAct(act, privateKey)));
    });
}

function makeKeyCommand({ terminal }: Context): Command {
  return new Command('make-key')
    .description('Make a key that only its owner may read, and show its public half.')
    .argument('<file>', 'where to keep it; nothing is overwritten')
    .action(async (file: string) => {
      if (!makePrivateKey(file)) throw new CommandFailed(`${file} is there already.`);
      await terminal.print(publicKeyOf(readPrivateKey(file)));
    });
}

function showKeyCommand({ terminal }: Context): Command {
  return new Command('show-key')
    .description('Show the public half of a key: what a commission enrols.')
    .argument('<file>', "the member's key")
    .action((file: string) => terminal.print(publicKeyOf(readPrivateKey(file))));
}
