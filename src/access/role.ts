/** In what capacity somebody asks. A closed list: a token that names another is no token of ours. */
export const roles = [
  'central-commission',
  'territorial-commission',
  'precinct-commission',
  'observer',
  'auditor',
  'operator',
] as const;
export type Role = (typeof roles)[number];

export function isRole(value: unknown): value is Role {
  return roles.includes(value as Role);
}

/** Who records acts (art. 12, 14, 17); everybody else reads, but where an operation says otherwise. */
export const commissions: readonly Role[] = ['central-commission', 'territorial-commission', 'precinct-commission'];

/** Who asks, as a valid token says. */
export interface Subject {
  /** Official id of the person. */
  readonly official: string;
  readonly role: Role;
  /** Code of the area or precinct the role is for. */
  readonly area?: string;
}
