import { Command } from 'commander';
import { type Context, example, exit } from '../context.ts';
import { requestsOverHttp } from '../requests-over-http.ts';
import { loadPackage, type Recorders } from './report.ts';

interface LoadOptions {
  readonly url?: string;
  readonly token?: string;
  readonly as: string;
  readonly clerks?: readonly string[];
  readonly clerkToken: readonly string[];
  readonly json?: boolean;
}

const names = (text: string): string[] => text.split(',');
const collected = (text: string, before: readonly string[]): string[] => [...before, text];

export function loadCommand(context: Context): Command {
  const command = new Command('load')
    .description(
      'Record an election package. Rows that are refused are listed, with the place in the file and the reason.',
    )
    .argument('<package>', 'a folder of CSV files, or a .zip of one')
    .option('--url <url>', 'record it on this server, rather than in the data folder')
    .option('--token <jwt>', 'token for --url')
    .option('--clerks <a,b>', 'official ids of the two who read each protocol, where the rule set asks for two', names)
    .option('--clerk-token <jwt>', 'token of one of them for --url; twice', collected, [])
    .option('--as <official>', 'official id to record it as, in the data folder', 'package-import')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      example('load minneapolis-2013', 'load akims.zip --url https://record.example.kz --token "$TOKEN"'),
    );
  return command.action(async (path: string, options: LoadOptions) => {
    const { url, token, as: official, clerks = [], clerkToken, json = false } = options;
    if ((url === undefined) !== (token === undefined)) {
      command.error('error: --url and --token go together', { exitCode: exit.usage });
    }
    const application = async (): Promise<Recorders> => {
      if (url !== undefined && token !== undefined) {
        const requests = (jwt: string) => requestsOverHttp(url, jwt);
        return { requests: requests(token), clerks: clerkToken.map(requests), close: async () => undefined };
      }
      const opened = await context.openApplication(official);
      return {
        ...opened,
        clerks: await Promise.all(clerks.map((clerk) => opened.as(clerk, 'central-commission'))),
        observer: (each, precinct) => opened.as(each, 'observer', precinct),
      };
    };
    context.outcome(await loadPackage(path, application, context.terminal, json));
  });
}
