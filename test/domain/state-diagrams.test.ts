import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { machines } from '../support/machines.ts';
import { diagramOf, withDiagram } from '../support/state-diagrams.ts';

/** `npm run diagrams` draws them anew; every other run sees that they are current. */
const drawing = process.env['DIAGRAMS'] === 'draw';

describe.each(machines)('the state machine of $folder', ({ folder, types, arrows }) => {
  test('is drawn in its README as the decider has it', () => {
    const readme = `src/domain/${folder}/README.md`;
    const written = readFileSync(readme, 'utf8');
    const current = withDiagram(written, diagramOf(arrows, types));
    if (drawing) writeFileSync(readme, current);
    else expect(written).toBe(current);
  });

  test('has an arrow for every event of the stream', () => {
    expect([...new Set(arrows.map(({ type }) => type))].toSorted()).toEqual(types.toSorted());
  });
});
