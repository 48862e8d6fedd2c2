/** Names of the messages, in the order of one round. */
export const kindNames = ['turnout', 'progress', 'results', 'protocols', 'standings', 'overview'] as const;
export type KindName = (typeof kindNames)[number];
