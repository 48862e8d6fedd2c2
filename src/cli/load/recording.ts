import { hash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Fault } from '../package/fault.ts';
import type { Answer, Requests } from '../requests.ts';

/** One request to record something, and the row it comes from. */
export interface Act {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly row: { readonly file: string; readonly line: number };
  /** Which column a field of the body comes from, by JSON pointer: where a refusal of that field belongs. */
  readonly columns?: Readonly<Record<string, string>>;
  /** What makes the same act come again as the same: path and body, unless something else is named. */
  readonly sameAs?: string;
  /** Who asks; the load's own requester, when absent. */
  readonly by?: Requests;
}

/** What the record answers to an act that it took, now or the first time. */
export interface Receipt {
  readonly position: number;
  readonly events: readonly string[];
}

/** The record cannot be reached any more, or takes nothing from this token: to be run again when that is mended. */
export class LoadStopped extends Error {
  override readonly name = 'LoadStopped';
}

/** Pauses before a request is tried again, in milliseconds. */
const pauses = [100, 400, 1_600, 5_000];

/**
 * Records acts one request each. An act has the same Idempotency-Key whenever it is loaded, from this package or from a
 * corrected one: what is recorded already is recognised, and a load that was interrupted goes on where it stood.
 */
export class Recording {
  readonly #requests: Requests;
  readonly #refused: (fault: Fault) => void;

  constructor(requests: Requests, refused: (fault: Fault) => void) {
    this.#requests = requests;
    this.#refused = refused;
  }

  /**
   * Resolves when the act is durable; `undefined` when it was refused, which has been reported then.
   * @throws {@link LoadStopped}
   */
  async record(act: Act): Promise<Receipt | undefined> {
    const key = hash('sha256', act.sameAs ?? JSON.stringify([act.path, act.body]));
    const { status, body } = await this.#send(act, { 'idempotency-key': key });
    if (status === 201) return body as Receipt;
    const { code, detail, field, errors } = (body ?? {}) as Problem;
    if (code === undefined || status === 401 || status === 403 || status >= 500) {
      throw new LoadStopped(
        `${act.path} was answered with ${status}${code ? ` ${code}` : ''}: ${detail ?? 'no reason given'}`,
      );
    }
    const column = field === undefined ? undefined : act.columns?.[`/${field.split('/')[1]}`];
    this.#refused({ ...act.row, ...(column && { column }), code, reason: reasonIn(detail, errors) });
    return undefined;
  }

  async #send(act: Act, headers: Record<string, string>): Promise<Answer> {
    for (const pause of [...pauses, undefined]) {
      const answer = await (act.by ?? this.#requests)
        .send('POST', act.path, act.body, headers)
        .catch((error: unknown) => error as Error);
      if (!(answer instanceof Error) && !isPassing(answer)) return answer;
      if (pause === undefined) {
        if (!(answer instanceof Error)) return answer;
        throw new LoadStopped(`No answer from the record: ${reasonOf(answer)}`);
      }
      await setTimeout(pause);
    }
    throw new Error('unreachable');
  }
}

/** What of a problem (RFC 9457) is told on. */
interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly field?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

function reasonIn(detail = '', errors: Problem['errors'] = []): string {
  return [detail, ...errors.map(({ field, message }) => `${field} ${message}`)].join(' ');
}

/** Refusals that another try may not meet. */
function isPassing({ status, body }: Answer): boolean {
  return (
    [429, 502, 503, 504].includes(status) ||
    (status === 409 && (body as { code?: string } | null)?.code === 'CONCURRENT_CHANGE')
  );
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error
    ? error.cause.message || String((error.cause as NodeJS.ErrnoException).code)
    : error.message;
}
