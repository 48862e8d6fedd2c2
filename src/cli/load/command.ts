import { Command } from 'commander';
import { type Context, example, exit } from '../context.ts';
import { requestsOverHttp } from '../requests-over-http.ts';
import { loadPackage } from './report.ts';

export function loadCommand(context: Context): Command {
  const command = new Command('load')
    .description(
      'Record an election package. Rows that are refused are listed, with the place in the file and the reason.',
    )
    .argument('<package>', 'a folder of CSV files, or a .zip of one')
    .option('--url <url>', 'record it on this server, rather than in the data folder')
    .option('--token <jwt>', 'token for --url')
    .option('--as <official>', 'official id to record it as, in the data folder', 'package-import')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      example('load minneapolis-2013', 'load akims.zip --url https://record.example.kz --token "$TOKEN"'),
    );
  return command.action(async (path: string, options: { url?: string; token?: string; as: string; json?: boolean }) => {
    const { url, token, as: official, json = false } = options;
    if ((url === undefined) !== (token === undefined)) {
      command.error('error: --url and --token go together', { exitCode: exit.usage });
    }
    const application = () =>
      url === undefined || token === undefined
        ? context.openApplication(official)
        : Promise.resolve({ requests: requestsOverHttp(url, token), close: async () => undefined });
    context.outcome(await loadPackage(path, application, context.terminal, json));
  });
}
