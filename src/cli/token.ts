import { Command, InvalidArgumentError, Option } from 'commander';
import { roles } from '../access/role.ts';
import { type Context, example } from './context.ts';
import type { TokenWish } from './surroundings.ts';

export function tokenCommand({ terminal, issueToken }: Context): Command {
  return new Command('token')
    .description('Issue a bearer token, signed with the key of the data folder.')
    .addOption(new Option('--role <role>', 'in what capacity').choices(roles).makeOptionMandatory())
    .option('--area <code>', 'the area or precinct the role is for')
    .option('--as <official>', 'official id of its holder', 'operator')
    .addOption(
      new Option('--ttl <time>', 'how long it is good: 90s, 30m, 12h, 7d')
        .argParser(seconds)
        .default(12 * 3_600, '12h'),
    )
    .option('--json', 'print one JSON object')
    .addHelpText('after', example('token --role territorial-commission --area 632810000 --as a.akhmetova --ttl 8h'))
    .action(
      async ({ as: official, json, ...options }: Omit<TokenWish, 'official'> & { as: string; json?: boolean }) => {
        const wish = { ...options, official };
        const token = await issueToken(wish);
        await terminal.print(json ? JSON.stringify({ token, ...wish }) : token);
      },
    );
}

function seconds(text: string): number {
  const [, count, unit] = /^([1-9]\d{0,5})([smhd])$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError('A time is a number with s, m, h or d, such as 12h.');
  return Number(count) * { s: 1, m: 60, h: 3_600, d: 86_400 }[unit as 's' | 'm' | 'h' | 'd'];
}
