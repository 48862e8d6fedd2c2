import { recordingRoles } from '../domain/entitlement.ts';

/** In what capacity somebody asks. A closed list: a token that names another is no token of ours. */
export const roles = [...recordingRoles, 'auditor', 'operator'] as const;
export type Role = (typeof roles)[number];

export function isRole(value: unknown): value is Role {
  return roles.includes(value as Role);
}

/** Who asks, as a valid token says. */
export interface Subject {
  /** Official id of the person. */
  readonly official: string;
  readonly role: Role;
  /** Code of the area or precinct the role is for. */
  readonly area?: string;
  /** The one election that the role is for; absent: whichever. */
  readonly election?: string;
}
