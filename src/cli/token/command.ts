import { Command, InvalidArgumentError, Option } from 'commander';
import { roles } from '../../access/role.ts';
import { type Context, example } from '../context.ts';
import { CommandFailed, type TokenWish } from '../surroundings.ts';

export function tokenCommand(context: Context): Command {
  return new Command('token')
    .description('Issue a bearer token, signed with the key of the data folder, or revoke one.')
    .addCommand(issueCommand(context), { isDefault: true })
    .addCommand(revokeCommand(context))
    .addHelpText(
      'after',
      example(
        'token --role territorial-commission --area 632810000 --as a.akhmetova --ttl 8h',
        'token revoke a.akhmetova',
      ),
    );
}

type IssueOptions = Omit<TokenWish, 'official'> & { readonly as: string; readonly json?: boolean };

function issueCommand({ terminal, issueToken }: Context): Command {
  return new Command('issue')
    .description('Issue a token; it is printed, and its id and end are said beside it.')
    .addOption(new Option('--role <role>', 'in what capacity').choices(roles).makeOptionMandatory())
    .option('--area <code>', 'the area or precinct the role is for')
    .option('--election <id>', 'the one election the role is for; whichever, when left out')
    .option('--as <official>', 'official id of its holder', 'operator')
    .addOption(
      new Option('--ttl <time>', 'how long it is good: 90s, 30m, 12h').argParser(seconds).default(12 * 3_600, '12h'),
    )
    .option('--json', 'print one JSON object')
    .action(async ({ as: official, json, ...options }: IssueOptions) => {
      const wish = { ...options, official };
      const issued = await issueToken(wish);
      if (!json) terminal.say(`token ${issued.jti} of ${official}, good until ${issued.expires}`);
      await terminal.print(json ? JSON.stringify({ ...wish, ...issued }) : issued.token);
    });
}

function revokeCommand({ terminal, revokeTokens }: Context): Command {
  return new Command('revoke')
    .description('Revoke one token by its id, or every token issued to a person until now. A server heeds it at once.')
    .argument('<id>', "a token's id, or a person's")
    .option('--json', 'print one JSON object')
    .action(async (id: string, { json }: { readonly json?: boolean }) => {
      if (!/^[\x21-\x7e]{1,255}$/.test(id)) throw new CommandFailed(`"${id}" is the id of no token, and of nobody.`);
      revokeTokens(id);
      await terminal.print(json ? JSON.stringify({ revoked: id }) : `revoked: ${id}`);
    });
}

function seconds(text: string): number {
  const [, count, unit] = /^([1-9]\d{0,5})([smhd])$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError('A time is a number with s, m, h or d, such as 12h.');
  return Number(count) * { s: 1, m: 60, h: 3_600, d: 86_400 }[unit as 's' | 'm' | 'h' | 'd'];
}
