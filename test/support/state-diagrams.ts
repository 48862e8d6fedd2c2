import { type Decider, isRefusal } from '../../src/domain/decider.ts';

/** A stream kind whose state machine is drawn: by asking its decider, so that no arrow is there by hand. */
export interface Machine<Command, State, Event> {
  readonly decider: Decider<Command, State, Event>;
  /** Every type of event of the stream, in the order in which arrows name them. */
  readonly types: readonly string[];
  /** What a state is called; `null`: nothing was recorded yet. */
  readonly nameOf: (state: State) => string | null;
  /** Ways through the states; each step must be admitted. */
  readonly walks: readonly (readonly Command[])[];
  /** What is asked in every state that a walk passes. */
  readonly asked: readonly Command[];
}

/** A change of state, or a return to the same. */
export interface Arrow {
  readonly from: string | null;
  readonly to: string | null;
  readonly type: string;
}

/** Every arrow that the decider admits in the states that the walks pass. @throws Error when a walk is refused */
export function arrowsOf<Command, State, Event extends { readonly type: string }>({
  decider,
  nameOf,
  walks,
  asked,
}: Machine<Command, State, Event>): Arrow[] {
  const arrows = new Map<string, Arrow>();
  /** @returns the state after what the command records; `undefined` when it is refused */
  const ask = (state: State, command: Command): State | undefined => {
    const decision = decider.decide(command, state);
    if (isRefusal(decision)) return undefined;
    return decision.reduce((before, event) => {
      const after = decider.evolve(before, event);
      const arrow = { from: nameOf(before), to: nameOf(after), type: event.type };
      arrows.set(JSON.stringify(arrow), arrow);
      return after;
    }, state);
  };
  for (const walk of walks) {
    // Each state is folded anew: some states grow in place, and no question may colour the next one.
    for (let steps = 0; steps <= walk.length; steps++) {
      const standing = () =>
        walk.slice(0, steps).reduce((state, command) => {
          const after = ask(state, command);
          if (after === undefined) throw new Error(`a walk is refused: ${JSON.stringify(command)}`);
          return after;
        }, decider.initialState);
      for (const command of asked) ask(standing(), command);
      standing();
    }
  }
  return [...arrows.values()];
}

/** The arrows as a mermaid state diagram: one line a pair of states, with the events that lead from one to the other. */
export function diagramOf(arrows: readonly Arrow[], types: readonly string[]): string {
  const place = (state: string | null) => (state === null ? '[*]' : state.replaceAll('-', '_'));
  const byPair = Map.groupBy(arrows, ({ from, to }) => `${place(from)} --> ${place(to)}`);
  const states = [...new Set(arrows.flatMap(({ from, to }) => [from, to]))].filter((state) => state !== null);
  const named = states.filter((state) => state.includes('-')).map((state) => `state "${state}" as ${place(state)}`);
  const lines = [...byPair].map(([pair, found]) => {
    const labels = found.map(({ type }) => type).toSorted((a, b) => types.indexOf(a) - types.indexOf(b));
    return `${pair}: ${labels.join(', ')}`;
  });
  const initial = states.some(() => arrows.some(({ from }) => from === null)) ? [] : [`[*] --> ${place(states[0]!)}`];
  return ['stateDiagram-v2', ...[...named, ...initial, ...lines].map((line) => `    ${line}`)].join('\n');
}

const fence = /\n```mermaid\n[^]*?\n```\n/;

/** A README with its diagram replaced, or added at its end. */
export function withDiagram(readme: string, diagram: string): string {
  const block = `\n\`\`\`mermaid\n${diagram}\n\`\`\`\n`;
  return fence.test(readme) ? readme.replace(fence, () => block) : `${readme.trimEnd()}\n${block}`;
}
