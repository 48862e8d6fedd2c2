import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import type { Policy } from '../../verifier/formats/policy.ts';
import type { VerifierKey } from '../../verifier/formats/verifier-key.ts';
import { checkReceipt } from '../../verifier/receipt.ts';
import { type Context, example } from '../context.ts';
import { policyOf, publishedKeys } from '../log-keys.ts';

interface ReceiptWish {
  readonly key: readonly VerifierKey[];
  readonly policy?: Policy;
  readonly json?: boolean;
}

export function verifyReceiptCommand(context: Context): Command {
  const { terminal } = context;
  return new Command('verify-receipt')
    .description('Check a receipt, offline: that the event in it is in the record that was signed.')
    .argument(
      '<file>',
      'a receipt as "prove" or the server gives it, or the text of its QR code; - for the standard input',
    )
    .requiredOption('--key <key>', 'published key of the log, or a file of them; may come again', publishedKeys)
    .option('--policy <file>', 'whose cosignatures are asked for', policyOf)
    .option('--json', 'print one JSON object')
    .addHelpText('after', example('verify-receipt protocol.tlog-proof --key example.kz/akims+530d903a+Aekyer...'))
    .action(async (file: string, { key: keys, policy, json }: ReceiptWish) => {
      const report = checkReceipt(readFileSync(file === '-' ? 0 : file, 'utf8'), keys, policy);
      const { leaf, size, signedBy, witnessedBy, faults } = report;
      const lines = [
        `event ${leaf.index} of ${size} of ${leaf.log}: ${leaf.type} in ${leaf.stream}, recorded ${leaf.meta.recordedAt}`,
        JSON.stringify(leaf.data),
        `signed by ${signedBy.join(', ') || 'nobody known'}${policy ? `; witnessed by ${witnessedBy.join(', ') || 'nobody'}` : ''}`,
        ...faults.map((fault) => `FAILS: ${fault}`),
        faults.length === 0 ? 'This event is in the record that was signed.' : 'THIS RECEIPT IS NOT GOOD.',
      ];
      await terminal.print(json ? JSON.stringify({ good: faults.length === 0, ...report }, null, 2) : lines.join('\n'));
      context.outcome(faults.length === 0);
    });
}
