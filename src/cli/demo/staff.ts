import type { Role } from '../../access/role.ts';
import { path, type Requests } from '../requests.ts';
import { requestsOverHttp } from '../requests-over-http.ts';
import { CommandFailed, type Surroundings } from '../surroundings.ts';

/** The people of the play: each asks with a token of their own. */
export class Staff {
  readonly #url: string;
  readonly #issueToken: Surroundings['issueToken'];
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(url: string, issueToken: Surroundings['issueToken']) {
    this.#url = url;
    this.#issueToken = issueToken;
  }

  /**
   * One person records one act.
   * @param parts of the path behind `/elections`
   * @throws CommandFailed when it is refused, which the play does not expect
   */
  async act(official: string, role: Role, area: string, parts: readonly string[], body: object): Promise<Receipt> {
    const requests = await this.#requestsOf(official, role, area);
    const address = path('elections', ...parts);
    const answer = await requests.send('POST', address, body);
    if (answer.status === 201) return answer.body as Receipt;
    throw new CommandFailed(`POST ${address} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  /** What anybody may read. */
  async read<A>(parts: readonly string[]): Promise<A> {
    const address = path('elections', ...parts);
    const answer = await requestsOverHttp(this.#url).send('GET', address);
    if (answer.status === 200) return answer.body as A;
    throw new CommandFailed(`GET ${address} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  async #requestsOf(official: string, role: Role, area: string): Promise<Requests> {
    const known = this.#tokens.get(official);
    const token = known ?? this.#issueToken({ official, role, area, ttl: 3_600 }).then((issued) => issued.token);
    if (!known) this.#tokens.set(official, token);
    return requestsOverHttp(this.#url, await token);
  }
}

export interface Receipt {
  readonly revision: number;
  readonly position: number;
  readonly events: readonly string[];
}
