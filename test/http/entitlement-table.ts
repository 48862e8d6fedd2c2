/**
 * Who may ask what, as the law has it: written from the law, not from the sources. One row an operation: method, path and,
 * where that matters, the correction it is about; then everybody, or the codes that a token of each role must name.
 *
 * The village v, where the precincts p1 and p2 vote, lies in the district d, which conducts its contest, and d in the region
 * r. Beside d lies the district x. Codes are those of areas for territorial commissions, of precincts for their own.
 */
export interface Who {
  readonly territorial?: readonly string[];
  readonly precinct?: readonly string[];
  readonly observer?: readonly string[];
  /** Only for those who sit in the commission: not even for the central one. */
  readonly members?: true;
  /** It lies in no area yet: a token for any area is good. */
  readonly nowhere?: true;
  /** It is the whole country's: only who speaks for all of it, not for an area alone. */
  readonly whole?: true;
}
export type Row = Who | 'everybody';

/** A territorial commission calls an election (art. 14); it lies in no area yet. */
const caller: Who = { territorial: [], nowhere: true };
/** What the record itself is witnessed and signed by is the central commission's, whose information system it is (art. 12). */
const central: Who = { whole: true };
/** An area is described, and its commission composed, by the commission of an area above. */
const above: Who = { territorial: ['r'] };
/** What a commission's members sign with is between them. */
const itself: Who = { territorial: ['d'], members: true };
const ofPrecinct: Who = { precinct: ['p1'], members: true };
const holdingDistrict: Who = { territorial: ['r', 'd'] };
/** Precincts are formed, and their commissions composed, by a territorial commission whose area they lie in (art. 14). */
const holdingVillage: Who = { territorial: ['r', 'd', 'v'] };
/** For a rural akim the district's commission, and no other, conducts the election (art. 14). */
const conducting: Who = { territorial: ['d'] };
/** Its decisions are appealed against to the commission above it. */
const higher: Who = { territorial: ['r'] };
const conductingOrHigher: Who = { territorial: ['r', 'd'] };
/** Roll, voting, count and protocol are the precinct's own commission's (art. 17, 18, 43). */
const own: Who = { precinct: ['p1'] };
/** A protocol is read into the record there, or where it is handed in. */
const reader: Who = { ...own, ...holdingVillage };
/** Observers and proxies see their precinct, or all of an area (art. 20-1). */
const observer = { observer: ['p1', 'v', 'd', 'r'] };
const copyHolder: Who = { ...observer, ...holdingVillage };
const actFiler: Who = { ...observer, ...reader };

const election = '/elections/{election}';
const area = `${election}/areas/{area}`;
const precinct = `${election}/precincts/{precinct}`;
const contest = `${election}/contests/{contest}`;
const candidate = `${contest}/candidates/{candidate}`;
const box = `${contest}/ballot-boxes/{precinct}`;
const protocol = `${contest}/protocols/{precinct}`;

export const table: Readonly<Record<string, Row>> = {
  'POST /elections': caller,
  'GET /elections': 'everybody',
  [`GET ${election}`]: 'everybody',

  [`POST ${election}/areas`]: holdingDistrict,
  [`GET ${election}/areas`]: 'everybody',
  [`GET ${area}`]: 'everybody',
  [`POST ${area}/commission`]: above,
  [`POST ${area}/commission/proposal`]: holdingDistrict,
  [`POST ${area}/commission/confirmation`]: holdingDistrict,
  [`POST ${area}/commission/key-proposals`]: itself,
  [`POST ${area}/commission/keys`]: itself,
  [`POST ${area}/commission/key-revocation-proposals`]: itself,
  [`POST ${area}/commission/key-revocations`]: itself,

  [`POST ${election}/precincts`]: holdingVillage,
  [`GET ${election}/precincts`]: 'everybody',
  [`GET ${precinct}`]: 'everybody',
  [`POST ${precinct}/commission`]: holdingVillage,
  [`POST ${precinct}/commission/proposal`]: reader,
  [`POST ${precinct}/commission/confirmation`]: holdingVillage,
  [`POST ${precinct}/commission/key-proposals`]: ofPrecinct,
  [`POST ${precinct}/commission/keys`]: ofPrecinct,
  [`POST ${precinct}/commission/key-revocation-proposals`]: ofPrecinct,
  [`POST ${precinct}/commission/key-revocations`]: ofPrecinct,
  [`POST ${precinct}/roll`]: own,
  [`POST ${precinct}/opening`]: own,
  [`POST ${precinct}/turnout`]: own,
  [`POST ${precinct}/closing`]: own,

  [`POST ${election}/contests`]: conducting,
  [`GET ${election}/contests`]: 'everybody',
  [`GET ${contest}`]: 'everybody',
  [`POST ${contest}/nomination-extension`]: conducting,
  [`POST ${contest}/prolongation`]: conducting,
  [`POST ${contest}/ballot-text`]: conducting,
  [`POST ${contest}/tabulation`]: conducting,
  [`POST ${contest}/approvals`]: conducting,
  [`POST ${contest}/publication`]: conducting,
  [`POST ${contest}/akim`]: conducting,
  [`POST ${contest}/invalidation-proposal`]: conducting,
  [`POST ${contest}/invalidation`]: conducting,
  [`POST ${contest}/repeat`]: conducting,

  [`POST ${contest}/candidates`]: conducting,
  [`GET ${contest}/candidates`]: 'everybody',
  [`POST ${candidate}/signatures`]: conducting,
  [`POST ${candidate}/eligibility`]: conducting,
  [`POST ${candidate}/registration`]: conducting,
  [`POST ${candidate}/refusal`]: conducting,
  [`POST ${candidate}/withdrawal`]: conducting,
  [`POST ${candidate}/revocation`]: conducting,
  [`POST ${candidate}/cancellation`]: conducting,
  [`POST ${candidate}/appeal`]: conductingOrHigher,
  [`POST ${candidate}/appeal-decision`]: higher,

  [`POST ${contest}/ballot-boxes`]: own,
  [`POST ${box}/ballots`]: own,
  [`POST ${box}/closing`]: own,

  [`GET ${contest}/protocols`]: 'everybody',
  [`GET ${protocol}`]: 'everybody',
  [`POST ${protocol}/signatures-count`]: own,
  [`POST ${protocol}/unused-ballots`]: own,
  [`POST ${protocol}/mobile-boxes`]: own,
  [`POST ${protocol}/stationary-boxes`]: own,
  [`POST ${protocol}/entries`]: reader,
  [`POST ${protocol}/discards`]: reader,
  [`POST ${protocol}/examination`]: reader,
  [`POST ${protocol}/explanations`]: reader,
  [`POST ${protocol}/signatures`]: own,
  [`POST ${protocol}/posting`]: own,
  [`POST ${protocol}/copies`]: own,
  [`POST ${protocol}/observer-copies`]: copyHolder,
  [`POST ${protocol}/observer-acts`]: actFiler,
  // By the precinct on a proxy's written request (art. 43); ordered, or its result found invalid, from above (art. 14).
  [`POST ${protocol}/corrections recount-by-precinct`]: own,
  [`POST ${protocol}/corrections recount-by-order`]: holdingVillage,
  [`POST ${protocol}/corrections invalidation`]: holdingVillage,
  [`POST ${protocol}/corrections/{correction}/confirmation recount-by-precinct`]: own,
  [`POST ${protocol}/corrections/{correction}/confirmation recount-by-order`]: holdingVillage,
  [`POST ${protocol}/corrections/{correction}/confirmation invalidation`]: holdingVillage,

  [`GET ${contest}/observer-copies`]: 'everybody',
  [`GET ${election}/observer-copies`]: 'everybody',
  [`GET ${election}/discrepancies`]: 'everybody',
  [`GET ${election}/discrepancies/summary`]: 'everybody',
  [`GET ${election}/overview`]: 'everybody',
  [`GET ${election}/trail`]: 'everybody',
  [`GET ${election}/results`]: 'everybody',
  [`GET ${election}/turnout`]: 'everybody',
  [`GET ${election}/progress`]: 'everybody',
  [`GET ${election}/figures`]: 'everybody',
  [`GET ${election}/live`]: 'everybody',
  [`GET ${election}/deadlines`]: 'everybody',
  [`GET ${election}/export.zip`]: 'everybody',
  'GET /control-relations': 'everybody',
  'GET /log/checkpoint': 'everybody',
  'GET /log/keys': 'everybody',
  'GET /log/agreements': 'everybody',
  'GET /log/witness-policy': 'everybody',
  'POST /log/witness-policy/proposal': central,
  'POST /log/witness-policy/confirmation': central,
  'POST /log/keys/proposal': central,
  'POST /log/keys/confirmation': central,
  'GET /log/tile/{path}': 'everybody',
  'GET /log/proof': 'everybody',
  'GET /log/receipt': 'everybody',
  'GET /log/receipt.svg': 'everybody',
  'GET /log/consistency': 'everybody',
  'GET /health/live': 'everybody',
  'GET /health/ready': 'everybody',
  'GET /metrics': 'everybody',
};
