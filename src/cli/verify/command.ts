import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { allChecks, checksOfElections } from '../../verifier/checks/all-checks.ts';
import { exportNames } from '../../verifier/export-files.ts';
import type { Policy } from '../../verifier/formats/policy.ts';
import type { VerifierKey } from '../../verifier/formats/verifier-key.ts';
import { notProved } from '../../verifier/not-proved.ts';
import { verify } from '../../verifier/verify.ts';
import { type Context, example } from '../context.ts';
import { policyOf, publishedKeys } from '../log-keys.ts';
import { openExport } from './open-export.ts';
import { inWords } from './print.ts';

interface VerifyWish {
  readonly key: readonly VerifierKey[];
  readonly policy?: Policy;
  readonly checkpoint: readonly string[];
  readonly json?: boolean;
}

export function verifyCommand(context: Context): Command {
  const { terminal } = context;
  return new Command('verify')
    .description('Check an exported record, with nothing but the export and the published key of its log.')
    .argument('<export>', 'a folder or a .zip that "export" made')
    .option('--key <key>', 'published key of the log, or a file of them; may come again', publishedKeys, [])
    .option(
      '--policy <file>',
      'whose cosignatures are asked for; what the export says of itself, when left out',
      policyOf,
    )
    .option('--checkpoint <file>', 'a checkpoint kept from before; may come again', collect, [])
    .option('--json', 'print one JSON object')
    .addHelpText('after', example('verify mpls.zip --key example.kz/akims+530d903a+Aekyer... --checkpoint kept.txt'))
    .action(async (path: string, { key: keys, policy, checkpoint, json }: VerifyWish) => {
      const checkpoints = checkpoint.map((file) => ({ name: file, text: readFileSync(file, 'utf8') }));
      const opened = await openExport(path);
      const { checks: ofTheLog, told } = allChecks({ keys, policy, checkpoints });
      const checks = [...ofTheLog, ...checksOfElections()];
      const progress = terminal.progress('verify', opened.sizeOf(exportNames.record));
      try {
        const report = await verify(opened.files, checks, { told, progress: (bytes) => progress.advance(bytes) });
        progress.end(`${report.size} events`);
        const shown = { ...report, notProved };
        await terminal.print(json ? JSON.stringify(shown, null, 2) : inWords(report).join('\n'));
        context.outcome(report.good);
      } finally {
        await opened.close();
      }
    });
}

function collect(text: string, before: readonly string[]): string[] {
  return [...before, text];
}
