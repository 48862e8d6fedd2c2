import { IsInt, Max, Min } from 'class-validator';
import { numberIn } from './number.ts';

/** What one process lets in. Rates are counted a minute; 0 is no limit. */
export class LimitsConfig {
  /** Requests an address. `RATE_BY_ADDRESS`: by default 60,000, which no loader on one machine reaches. */
  @IsInt()
  @Min(0)
  @Max(100_000_000)
  readonly byAddress!: number;

  /** Requests an identity. `RATE_BY_IDENTITY`, default 60,000. */
  @IsInt()
  @Min(0)
  @Max(100_000_000)
  readonly byIdentity!: number;

  /** Tokens that are none, an address. `RATE_BAD_TOKENS`, default 60. */
  @IsInt()
  @Min(0)
  @Max(100_000_000)
  readonly badTokens!: number;

  /** Bytes of a body. `BODY_LIMIT`: by default some twice what the longest admissible request needs. */
  @IsInt()
  @Min(16_384)
  @Max(16_777_216)
  readonly body!: number;

  /** Seconds in which a request must have arrived whole. `REQUEST_TIMEOUT`, default 30. */
  @IsInt()
  @Min(1)
  @Max(3_600)
  readonly requestTimeout!: number;

  /** Connections at a time. `CONNECTIONS`, default 10,000. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly connections!: number;

  /** Connections at a time from one address. `CONNECTIONS_BY_ADDRESS`, default 1,000. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly connectionsByAddress!: number;
}

export const limitVariables: Readonly<Record<keyof LimitsConfig, string>> = {
  byAddress: 'RATE_BY_ADDRESS',
  byIdentity: 'RATE_BY_IDENTITY',
  badTokens: 'RATE_BAD_TOKENS',
  body: 'BODY_LIMIT',
  requestTimeout: 'REQUEST_TIMEOUT',
  connections: 'CONNECTIONS',
  connectionsByAddress: 'CONNECTIONS_BY_ADDRESS',
};

const defaults: Readonly<Record<keyof LimitsConfig, number>> = {
  byAddress: 60_000,
  byIdentity: 60_000,
  badTokens: 60,
  body: 256 * 1024,
  requestTimeout: 30,
  connections: 10_000,
  connectionsByAddress: 1_000,
};

export function readLimits(environment: NodeJS.ProcessEnv): LimitsConfig {
  const entries = Object.entries(limitVariables).map(([name, variable]) => [
    name,
    numberIn(environment[variable], defaults[name as keyof LimitsConfig]),
  ]);
  return Object.freeze(Object.assign(new LimitsConfig(), Object.fromEntries(entries)));
}

/** For a process that nobody but its own command speaks to. */
export function unlimited(limits: LimitsConfig): LimitsConfig {
  return { ...limits, byAddress: 0, byIdentity: 0, badTokens: 0 };
}
