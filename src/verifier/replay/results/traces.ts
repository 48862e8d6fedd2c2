import type { EventMeta } from '../../../domain/event-meta.ts';
import { streams as names } from '../../../domain/stream.ts';
import type { VoteEvent } from '../../../domain/vote-event.ts';
import type { Act } from '../act.ts';
import type { EventIn } from '../kinds.ts';
import type { Streams } from '../streams.ts';
import type { ContestTrace } from './contest-trace.ts';
import { ElectionTrace } from './election-trace.ts';
import { Sums } from './sums.ts';

/** When an event happened: its position, and who recorded it at which moment. */
interface When {
  readonly index: number;
  readonly meta: EventMeta;
}

/** Keeps what totals need to remember up with the events, and marks which contests a change is of. */
export class Traces {
  readonly sums: Sums;
  readonly #streams: Streams;
  readonly #elections = new Map<string, ElectionTrace>();

  constructor(streams: Streams) {
    this.#streams = streams;
    this.sums = new Sums(streams, this.#elections);
  }

  /** To be called with every event, after it is folded. */
  happened({ kind, address, meta }: Act, event: VoteEvent, index: number): void {
    if (kind === 'log') return; // of no election
    const election = this.#election(address.election);
    const { area, precinct } = address;
    const contest = election.contests.get(address.contest);
    const when = { index, meta };
    switch (kind) {
      case 'election':
        return;
      case 'area':
        if (event.type !== 'AreaRegistered') return;
        election.territory.registerArea(area, event.data.level, event.data.parent);
        changed(election.contestsAbove(area), when);
        return;
      case 'precinct':
        this.#inPrecinct(election, precinct, event as EventIn<'precinct'>, when);
        return;
      case 'contest':
        this.#inContest(election, address.contest, event as EventIn<'contest'>, when);
        return;
      case 'ballotbox':
        if (event.type === 'BallotBoxClosed') this.#stale(election, contest, precinct);
        contest?.change(index, meta);
        return;
      case 'protocol':
        if (contest) this.#onPaper(election, contest, precinct, event as EventIn<'protocol'>, when);
    }
  }

  #inPrecinct(election: ElectionTrace, code: string, event: EventIn<'precinct'>, when: When): void {
    switch (event.type) {
      case 'PollsOpened':
      case 'PollsClosed':
        return;
      case 'CommissionComposed': {
        const held = election.contestsAt(code).filter((contest) => election.paper(contest, code));
        for (const contest of held) this.#stale(election, contest, code);
        changed(held, when);
        return;
      }
      case 'PrecinctFormed':
        election.territory.formPrecinct(code, event.data.area);
        break;
      case 'RollReceived':
      case 'TurnoutReported':
        break;
    }
    changed(election.contestsAt(code), when);
  }

  #inContest(election: ElectionTrace, code: string, event: EventIn<'contest'>, when: When): void {
    if (event.type === 'ContestCalled') election.callContest(code, event.data.area, event.data.againstAll);
    const contest = election.contests.get(code);
    if (!contest) return;
    if (contest.happened(event)) changed([contest], when);
    if (event.type === 'BallotTextApproved') {
      for (const precinct of election.precincts(contest)) this.#stale(election, contest, precinct);
    }
    if (event.type === 'ResultTabulated') {
      const { position } = event.data;
      contest.tabulated = contest.changedAt <= position ? { ...this.sums.tabulation(contest), position } : undefined;
    }
  }

  #onPaper(
    election: ElectionTrace,
    contest: ContestTrace,
    precinct: string,
    event: EventIn<'protocol'>,
    when: When,
  ): void {
    if (event.type === 'ProtocolAccepted') contest.protocolAccepted = true;
    const paper = election.paper(contest, precinct) ?? election.beginPaper(contest, precinct);
    const rests = paper.happened(event, this.#protocol(contest, precinct), () => this.sums.around(contest, precinct));
    if (rests) changed([contest], when);
  }

  #stale(election: ElectionTrace, contest: ContestTrace | undefined, precinct: string): void {
    if (contest) election.paper(contest, precinct)?.stale(this.#protocol(contest, precinct));
  }

  #protocol({ election, code }: ContestTrace, precinct: string) {
    return this.#streams.stateOf(names.protocol(election, code, precinct), 'protocol');
  }

  #election(id: string): ElectionTrace {
    let election = this.#elections.get(id);
    if (!election) this.#elections.set(id, (election = new ElectionTrace(id)));
    return election;
  }
}

function changed(contests: readonly ContestTrace[], { index, meta }: When): void {
  for (const contest of contests) contest.change(index, meta);
}
