import { lineOf } from './network.ts';
import { Rate } from './rate.ts';

/** Somebody asks more often than anybody needs to. */
export class TooManyRequests extends Error {
  override readonly name = 'TooManyRequests';
  constructor(
    readonly code: 'TOO_MANY_REQUESTS' | 'TOO_MANY_BAD_TOKENS',
    /** Seconds after which to ask again. */
    readonly retryAfter: number,
  ) {
    super(`Too many ${code === 'TOO_MANY_REQUESTS' ? 'requests' : 'tokens that are none'}: wait ${retryAfter} s.`);
  }
}

/** How many a minute; 0: no limit. */
export interface RequestRates {
  readonly byAddress: number;
  readonly byIdentity: number;
  /** Tokens that are none, by address. */
  readonly badTokens: number;
}

/** How often somebody may ask: by address, by identity, and with tokens that are none. */
export class Limits {
  readonly #byAddress: Rate;
  readonly #byIdentity: Rate;
  readonly #badTokens: Rate;

  constructor({ byAddress, byIdentity, badTokens }: RequestRates) {
    this.#byAddress = new Rate(byAddress);
    this.#byIdentity = new Rate(byIdentity);
    this.#badTokens = new Rate(badTokens);
  }

  /** A request came. @throws {@link TooManyRequests} */
  address(address: string): void {
    admit('TOO_MANY_REQUESTS', this.#byAddress.take(lineOf(address)));
  }

  /** A request came with a good token. @throws {@link TooManyRequests} */
  identity(official: string): void {
    admit('TOO_MANY_REQUESTS', this.#byIdentity.take(official));
  }

  /** A token is to be checked. @throws {@link TooManyRequests} when too many from there were none */
  beforeToken(address: string): void {
    admit('TOO_MANY_BAD_TOKENS', this.#badTokens.wait(lineOf(address)));
  }

  /** It was none. */
  badToken(address: string): void {
    this.#badTokens.take(lineOf(address));
  }
}

function admit(code: TooManyRequests['code'], wait: number): void {
  if (wait > 0) throw new TooManyRequests(code, wait);
}
