import type { Projection } from '../projection.ts';
import { DeadlinesPart } from './view.ts';

/** What is due in each contest of an election, and what was done in time or late. */
export const deadlines: Projection<DeadlinesPart> = {
  name: 'deadlines',
  version: 1,
  initial: () => new DeadlinesPart(),
  on: {
    ElectionCalled: (part, { data }) => part.call(data),
    AreaRegistered: (part, { data }, { area }) => part.territory.registerArea(area, data.level, data.parent),
    PrecinctFormed: (part, { data }, { precinct }) => part.territory.formPrecinct(precinct, data.area),

    ContestCalled(part, { data }, { contest }) {
      part.callContest(contest, data.area);
      // The tied stand in a repeat voting as they stood before: nobody nominates or registers to a calendar.
      if (!data.repeats?.candidates) {
        part.open('nomination', contest);
        part.open('registration', contest);
      }
      part.open('withdrawal', contest);
      part.open('prolongation', contest);
      part.open('result-established', contest);
    },
    NominationExtended: (part, { data }, { contest }) => part.move('nomination', contest, data.until),
    CandidateNominated: (part, { data }, { contest }) => part.meet('nomination', contest, data.at),
    CandidateRegistered: (part, { data }, { contest }) => part.meet('registration', contest, data.at),
    RegistrationRefused(part, { data: { candidate, at } }, { contest }) {
      part.meet('registration', contest, at);
      part.open('appeal', contest, { candidate }, at);
    },
    CandidateWithdrawn: (part, { data }, { contest }) => part.meet('withdrawal', contest, data.at),
    NominationRevoked: (part, { data }, { contest }) => part.meet('withdrawal', contest, data.at),
    RegistrationCancelled(part, { data: { candidate, at } }, { contest }) {
      part.meet('withdrawal', contest, at);
      part.open('appeal', contest, { candidate }, at);
    },
    RegistrationAppealed(part, { data: { candidate, at } }, { contest }) {
      part.meet('appeal', contest, at, { candidate });
      part.open('appeal-decision', contest, { candidate }, at);
    },
    AppealDecided: (part, { data: { candidate, at } }, { contest }) =>
      part.meet('appeal-decision', contest, at, { candidate }),
    ContestProlonged(part, { data }, { contest }) {
      part.meet('prolongation', contest, data.at);
      part.prolong(contest, data.votingDay);
      for (const id of ['nomination', 'registration', 'withdrawal', 'result-established'] as const) {
        part.open(id, contest);
      }
    },

    PollsClosed(part, { data: { at } }, { precinct }) {
      for (const contest of part.territory.contestsAtPrecinct(precinct)) {
        part.open('recount', contest, { precinct }, at);
        part.open('protocol-posted', contest, { precinct }, at);
      }
    },
    ProtocolPosted: (part, { data }, { contest, precinct }) =>
      part.meet('protocol-posted', contest, data.at, { precinct }),
    RecountCompleted: (part, { data }, { contest, precinct }) => part.meet('recount', contest, data.at, { precinct }),

    ResultCertified(part, { data }, { contest }) {
      part.meet('result-established', contest, data.at);
      part.lapse(contest, ['repeat']);
      part.open('result-published', contest);
      part.open('akim-registered', contest);
    },
    TieDeclared(part, { data }, { contest }) {
      part.meet('result-established', contest, data.at);
      part.lapse(contest, ['result-published', 'akim-registered']);
      part.open('repeat', contest);
    },
    ResultPublished: (part, { data }, { contest }) => part.meet('result-published', contest, data.at),
    AkimRegistered: (part, { data }, { contest }) => part.meet('akim-registered', contest, data.at),
    ContestInvalidated(part, _, { contest }) {
      part.lapse(contest);
      part.open('repeat', contest);
    },
    RepeatVotingCalled: (part, { data }, { contest }) => part.meet('repeat', contest, data.at),
    RepeatElectionCalled: (part, { data }, { contest }) => part.meet('repeat', contest, data.at),
  },
};
