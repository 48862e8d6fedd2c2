import { Refusal } from '../domain/refusal.ts';
import type { Role, Subject } from './role.ts';

/** Roles that something may be recorded in. Auditors and operators record nothing, whatever a command asks for. */
export type RecordingRole = Exclude<Role, 'auditor' | 'operator'>;

/**
 * Which resource of a command must lie where the token is for. `any`: none, the role is enough. `area`, `contest`: the area
 * itself, or the contest's constituency; `precinct`: the precinct, or the area it lies in.
 */
export type Scope = 'any' | 'area' | 'contest' | 'precinct';

/** What a command needs of whoever gives it: data, beside the command. */
export interface Requirement {
  readonly roles: readonly RecordingRole[];
  readonly scope: Scope;
}

/** Where the resource lies that a requirement's scope names. */
export interface Target {
  /** Codes of its area and of all areas above, from below; empty when nothing of that name is recorded. */
  readonly areas: readonly string[];
  /** Code of the precinct, where it is one. */
  readonly precinct?: string;
}

/**
 * Whether somebody may act on a target: `undefined` when they may, else why not.
 *
 * A territorial commission acts in its area and in all below it; a precinct commission for its precinct alone; an observer
 * for the precinct or the area accredited for. The central commission acts everywhere, unless its token names an area. Codes
 * of areas and of precincts are compared apart: a precinct that has an area's code is not that area.
 */
export function entitlementFault(
  { role, area }: Pick<Subject, 'role' | 'area'>,
  { roles, scope }: Requirement,
  target: Target,
): Refusal | undefined {
  if (!isRecording(role) || !roles.includes(role)) {
    const asked = roles.length === 0 ? 'nobody' : roles.join(' or ');
    return refusal('ROLE_NOT_ENTITLED', `This is recorded by ${asked}, not by the role ${role}.`);
  }
  if (scope === 'any') return undefined;
  if (area === undefined) {
    if (role === 'central-commission') return undefined;
    return refusal('SCOPE_MISSING', `The token names no area or precinct that the role ${role} is for.`);
  }
  if (placesOf(role, target).includes(area)) return undefined;
  return refusal('OUT_OF_SCOPE', `The token is for ${area}, and this lies elsewhere.`);
}

function isRecording(role: Role): role is RecordingRole {
  return role !== 'auditor' && role !== 'operator';
}

/** The codes that a token of this role may name to reach the target. */
function placesOf(role: RecordingRole, { areas, precinct }: Target): readonly string[] {
  const own = precinct === undefined ? [] : [precinct];
  switch (role) {
    case 'central-commission':
    case 'territorial-commission':
      return areas;
    case 'precinct-commission':
      return own;
    case 'observer':
      return [...own, ...areas];
  }
}

function refusal(code: string, message: string): Refusal {
  return new Refusal('entitlement', code, message);
}
