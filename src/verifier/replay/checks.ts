import { type Check, Faults, notChecked } from '../check.ts';
import { exportNames } from '../export-files.ts';
import { unagreed } from './agreed.ts';
import { type Published, readPublished } from './published.ts';
import { Replay } from './replay.ts';

/** What the four checks see together: the record is replayed once. */
class Replayed {
  #replay: Replay | undefined;
  /** What is wrong with `results.json` itself; absent where there is none. */
  published: Published | string | undefined;
  #ended = false;

  begin(documents: ReadonlyMap<string, string>): void {
    const text = documents.get(exportNames.results);
    this.published = text === undefined ? undefined : readPublished(text);
  }

  get replay(): Replay {
    return (this.#replay ??= new Replay(typeof this.published === 'string' ? undefined : this.published));
  }

  end(): Replay {
    if (!this.#ended) this.replay.end();
    this.#ended = true;
    return this.replay;
  }
}

/** (7) to (10): the rules, the control relations, the totals and the members' own signatures. The first of them is told of the leaves for all. */
export function replayed(): readonly Check[] {
  const shared = new Replayed();
  return [
    {
      number: 7,
      title: 'every rule of the domain holds on replay',
      begin: (documents) => shared.begin(documents),
      leaf({ leaf }) {
        if (leaf) shared.replay.leaf(leaf);
      },
      end({ documents }) {
        const replay = shared.end();
        const { rules, acts, sideBySide, uncheckable } = replay;
        for (const fault of unagreed(documents, (log) => replay.agreements(log))) rules.add(fault);
        return rules.finding(
          [
            `${acts} acts`,
            ...noted('in order only beside others, unseen', sideBySide),
            ...noted('tabulations whose figures changed under way are not added up again', uncheckable),
          ].join('; '),
        );
      },
    },
    {
      number: 8,
      title: 'what fails a control relation is flagged, and nothing else is',
      end() {
        const { relations, protocols } = shared.end();
        const open = shared.replay.openErrors();
        const some = open.slice(0, 5).map(({ contest, precinct, relation }) => `${relation} in ${contest}/${precinct}`);
        const rest = open.length > some.length ? ' and others' : '';
        const errors = open.length > 0 ? `${open.length} errors not explained: ${some.join(', ')}${rest}` : '';
        return relations.finding([`${protocols} protocols`, errors].filter(Boolean).join('; '));
      },
    },
    {
      number: 9,
      title: 'every total adds up to what was published',
      end() {
        const { results, compared } = shared.end();
        const { published } = shared;
        if (published === undefined) return notChecked(`the export has no ${exportNames.results}`);
        const faults = typeof published === 'string' || !compared ? new Faults() : results;
        if (typeof published === 'string') faults.add({ file: exportNames.results, message: published });
        else if (!compared) {
          const message = `is of position ${published.position}, which the record does not reach`;
          faults.add({ file: exportNames.results, message });
        }
        return faults.finding(typeof published === 'string' ? '' : `as of position ${published.position}`);
      },
    },
    {
      number: 10,
      title: 'acts that must be are signed by whoever did them',
      end() {
        const { signatures, signed, unsigned } = shared.end();
        return signatures.finding(`${signed} signed; ${unsigned} without a signature, which nobody had demanded`);
      },
    },
  ];
}

function noted(what: string, indexes: readonly number[]): string[] {
  if (indexes.length === 0) return [];
  const some = indexes.slice(0, 5).join(', ') + (indexes.length > 5 ? ' and others' : '');
  return [`${indexes.length} ${what} (events ${some})`];
}
