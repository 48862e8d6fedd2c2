import Type from 'typebox';

/** A query has strings only. */
export const YesOrNoSchema = Type.Union([Type.Literal('true'), Type.Literal('false')]);
export type YesOrNo = 'true' | 'false';

export function isYes(answer: YesOrNo | undefined): boolean | undefined {
  return answer === undefined ? undefined : answer === 'true';
}
