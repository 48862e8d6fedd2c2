import { Refusal } from './refusal.ts';

/** Roles that something may be recorded in; auditors, operators and the public record nothing. */
export const recordingRoles = [
  'central-commission',
  'territorial-commission',
  'precinct-commission',
  'observer',
] as const;
export type RecordingRole = (typeof recordingRoles)[number];

/**
 * How the area of a territorial commission stands to what is acted on. `itself`: it is that area; `holds`: that area, or one
 * above; `above`: one above; `conducts`: its commission conducts the contest; `above-conducting`: one above that;
 * `anywhere`: the act lies in no area yet.
 */
export type Standing = 'itself' | 'holds' | 'above' | 'conducts' | 'above-conducting' | 'anywhere';

/** Who gives a command, besides the central commission, which may give every one (art. 12): data, beside the command. */
export interface Requirement {
  /** Territorial commissions whose area stands in one of these ways to what is acted on. */
  readonly territorial?: readonly Standing[];
  /** The commission of the precinct itself. */
  readonly precinct?: true;
  /** Observers and candidates' proxies accredited for the precinct, or for an area that holds it (art. 20-1). */
  readonly observer?: true;
}

/** Where that lies which is acted on. */
export interface Place {
  /** Codes of its area and of all areas above, from below; empty when nothing of that name is recorded. */
  readonly areas: readonly string[];
  /** Code of the precinct, where it lies in one. */
  readonly precinct?: string;
  /** The area whose commission conducts its contest, where it is of one. */
  readonly conducting?: string | undefined;
}

/** In what capacity somebody acts, as a token says and an event repeats. */
export interface Capacity {
  readonly role: string;
  readonly area?: string;
}

/**
 * Why somebody may not act there; `undefined` when they may. `place` is `undefined` for what lies in no area. Codes of areas
 * and of precincts are compared apart: a precinct that has an area's code is not that area.
 */
export function entitlementFault(
  { role, area }: Capacity,
  requirement: Requirement,
  place: Place | undefined,
): Refusal | undefined {
  const ofRole = roleFault(role, [requirement]);
  if (ofRole) return ofRole;
  if (area === undefined) {
    if (role === 'central-commission') return undefined;
    return refusal('SCOPE_MISSING', `The token names no area or precinct that the role ${role} is for.`);
  }
  if (!place) return undefined;
  if (placesOf(role as RecordingRole, requirement, place).includes(area)) return undefined;
  return refusal('OUT_OF_SCOPE', `The role is for ${area}; there this is recorded by ${inWords(requirement)}.`);
}

/** Why somebody may not act in an election, where their token is for another. @param asked id of the election */
export function electionFault(election: string | undefined, asked: string): Refusal | undefined {
  if (election === undefined || election === asked) return undefined;
  return refusal('OUT_OF_SCOPE', `The token is for the election ${election}, and this is not of it.`);
}

/** Why somebody in this role may not act, whichever of these is asked and wherever it is; `undefined` when they may somewhere. */
export function roleFault(role: string, requirements: readonly Requirement[]): Refusal | undefined {
  if (isRecording(role) && requirements.some((each) => takes(each, role))) return undefined;
  const asked = requirements.map(inWords).join(', or ') || 'nobody';
  return refusal('ROLE_NOT_ENTITLED', `This is recorded by ${asked}: not by the role ${role}.`);
}

/**
 * Why somebody may not act in a commission's name. Once it is composed only its members do; one that is composed elsewhere, as
 * the central commission is, has none here.
 */
export function seatFault(
  members: readonly { readonly official: string }[],
  official: string,
  area: string | undefined,
): Refusal | undefined {
  if (members.length === 0 || members.some((member) => member.official === official)) return undefined;
  return new Refusal('entitlement', 'NOT_A_MEMBER', `${official} is no member of the commission of ${area}.`, {
    article: 'art. 20',
  });
}

/** Why somebody may not confirm what was proposed: it takes two people. */
export function samePersonFault(proposedBy: string, by: string, where?: Refusal['where']): Refusal | undefined {
  if (proposedBy !== by) return undefined;
  return new Refusal('entitlement', 'SAME_PERSON', 'Nobody confirms what they proposed.', where);
}

/** Why what somebody proposed cannot be confirmed any more: nobody is bound by the word of those who have left. */
export function proposerLeft(official: string): Refusal {
  const words = `${official}, who proposed this, sits in that commission no more: it is to be proposed again.`;
  return new Refusal('state', 'PROPOSER_LEFT', words, { article: 'art. 20' });
}

function isRecording(role: string): role is RecordingRole {
  return recordingRoles.includes(role as RecordingRole);
}

function takes({ territorial, precinct, observer }: Requirement, role: RecordingRole): boolean {
  switch (role) {
    case 'central-commission':
      return true;
    case 'territorial-commission':
      return territorial !== undefined;
    case 'precinct-commission':
      return precinct ?? false;
    case 'observer':
      return observer ?? false;
  }
}

/** The codes that somebody in this role may be there for. */
function placesOf(role: RecordingRole, { territorial = [] }: Requirement, place: Place): readonly string[] {
  const own = place.precinct === undefined ? [] : [place.precinct];
  switch (role) {
    case 'central-commission':
      return place.areas; // a token that names an area is good for what lies in it
    case 'territorial-commission':
      return territorial.flatMap((standing) => areasThat(standing, place));
    case 'precinct-commission':
      return own;
    case 'observer':
      return [...own, ...place.areas];
  }
}

function areasThat(standing: Standing, { areas, conducting }: Place): readonly string[] {
  const conducted = conducting === undefined ? -1 : areas.indexOf(conducting);
  switch (standing) {
    case 'itself':
      return areas.slice(0, 1);
    case 'holds':
    case 'anywhere':
      return areas;
    case 'above':
      return areas.slice(1);
    case 'conducts':
      return conducted < 0 ? [] : [areas[conducted]!];
    case 'above-conducting':
      return conducted < 0 ? [] : areas.slice(conducted + 1);
  }
}

const standingInWords: Readonly<Record<Standing, string>> = {
  itself: 'the commission of that area',
  holds: 'a territorial commission whose area holds it',
  above: 'a territorial commission of an area above',
  conducts: 'the commission that conducts the contest',
  'above-conducting': 'a territorial commission above the one that conducts the contest',
  anywhere: 'a territorial commission',
};

/** Who is asked for, in words: `the central commission or the commission that conducts the contest`. */
export function inWords({ territorial = [], precinct, observer }: Requirement): string {
  const others = [
    ...territorial.map((standing) => standingInWords[standing]),
    ...(precinct ? ['the precinct’s own commission'] : []),
    ...(observer ? ['an observer or proxy accredited there'] : []),
  ];
  return ['the central commission', ...others].join(' or ');
}

function refusal(code: string, message: string): Refusal {
  return new Refusal('entitlement', code, message);
}
