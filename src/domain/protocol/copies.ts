import type { Decision } from '../decider.ts';
import { Refusal } from '../refusal.ts';
import type { AttachObserverAct, SubmitObserverCopy } from './commands.ts';
import type { ProtocolEvent } from './events.ts';
import { type Counted, figureNames, votesFor } from './figures.ts';
import type { ProtocolState } from './state.ts';

/** What observers hold in their hands: certified copies and acts (art. 20, 20-1). */

const article = 'art. 20-1';

/** A copy is never refused for what it says; it is held against the record at once, or as soon as there is one. */
export function submit(command: SubmitObserverCopy, state: ProtocolState): Decision<ProtocolEvent> {
  const { copy, official, content, sha256, at } = command;
  if (state.copies.has(copy)) {
    return new Refusal('state', 'COPY_SUBMITTED', `Copy ${copy} is submitted already.`, { article, field: '/copy' });
  }
  const { figures, votes } = content;
  return [
    {
      type: 'ObserverCopySubmitted',
      data: { copy, official, figures: { ...figures }, votes: { ...votes }, sha256, at },
    },
    ...(state.accepted && !state.invalidated ? differing(copy, content, state.accepted) : []),
  ];
}

/** Copies that say something else than the paper that now stands. */
export function copiesDiffering(record: Counted, { copies }: ProtocolState): ProtocolEvent[] {
  return [...copies].flatMap(([copy, { content }]) => differing(copy, content, record));
}

function differing(copy: string, content: Counted, record: Counted): ProtocolEvent[] {
  const differences = copyDifferences(content, record);
  return differences.length > 0 ? [{ type: 'ObserverCopyDiffered', data: { copy, differences } }] : [];
}

/** Field by field what a copy and the record say; a figure or line that the copy does not show is no difference. */
export function copyDifferences(
  copy: Counted,
  record: Counted,
): { field: string; copy: number; record: number | null }[] {
  const shown: [string, number | null, number | null][] = [
    ...figureNames.map((name): [string, number | null, number | null] => [
      `/figures/${name}`,
      copy.figures[name],
      record.figures[name],
    ]),
    ...Object.entries(copy.votes).map(([line, votes]): [string, number | null, number | null] => [
      `/votes/${line}`,
      votes,
      votesFor(line, record) ?? null,
    ]),
  ];
  return shown.flatMap(([field, theirs, ours]) =>
    theirs === null || theirs === ours ? [] : [{ field, copy: theirs, record: ours }],
  );
}

export function attachAct(
  { act, official, sha256, about, at }: AttachObserverAct,
  state: ProtocolState,
): Decision<ProtocolEvent> {
  if (state.acts.includes(act)) {
    return new Refusal('state', 'ACT_ATTACHED', `Act ${act} is attached already.`, {
      article: 'art. 20',
      field: '/act',
    });
  }
  return [{ type: 'ObserverActAttached', data: { act, official, sha256, about, at } }];
}
