import { writeFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { auditBench } from './audit.ts';
import { dayBench } from './day.ts';
import { eventStoreDbBench } from './eventstoredb.ts';
import { httpBench } from './http.ts';
import { liveBench } from './live.ts';
import type { Measure } from './measure.ts';
import { rebuildBench } from './rebuild.ts';
import { storeBench } from './store.ts';

/** `npm run bench [-- --json FILE] [-- --only store|eventstoredb|rebuild|http|live|day|audit]`: ratios of rates measured in this one run. */
const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const benches: Readonly<Record<string, () => Promise<Measure[]>>> = {
  store: storeBench,
  eventstoredb: eventStoreDbBench,
  rebuild: rebuildBench,
  http: httpBench,
  live: liveBench,
  day: dayBench,
  audit: auditBench,
};

const print = (text: string) => process.stdout.write(`${text}\n`);
const machine = `${cpus().length} x ${cpus()[0]?.model ?? arch()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
print(machine);
const measures: Measure[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (values.only !== undefined && values.only !== name) continue;
  for (const measure of await bench()) {
    measures.push(measure);
    print(line(measure));
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, measures }, null, 2)}\n`);

function line({ name, ratio, target, unit, figures }: Measure): string {
  const verdict = target === undefined ? '' : (unit ? ratio <= target : ratio >= target) ? 'met   ' : 'MISSED';
  const goal = target === undefined ? '' : `${unit ? '<=' : '>='} ${target}${unit ? ` ${unit}` : ''}`;
  const parts = Object.entries(figures).map(([figure, value]) => `${figure} ${Math.round(value).toLocaleString('en')}`);
  return `${verdict.padEnd(6)}  ${ratio.toFixed(2).padStart(8)}  ${goal.padEnd(10)}  ${name}  (${parts.join(', ')})`;
}
