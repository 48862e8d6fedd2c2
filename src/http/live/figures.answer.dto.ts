import { Answer } from '../answer.dto.ts';
import { ProgressAnswer, ResultsAnswer, TurnoutAnswer } from '../results/results.answer.dto.ts';

/** Figures as of one position: what a reader of the feed who held nothing would be told there. What has no rows is left out. */
export class FiguresAnswer extends Answer {
  readonly turnout?: TurnoutAnswer;
  readonly progress?: ProgressAnswer;
  readonly results?: ResultsAnswer;
}
