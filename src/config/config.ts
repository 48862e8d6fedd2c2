import { resolve } from 'node:path';
import { IsIn, IsInt, IsNotEmpty, IsString, Matches, Max, Min, validateSync } from 'class-validator';
import { eventStoreDbFaults } from './eventstoredb.ts';
import { type LimitsConfig, limitVariables, readLimits } from './limits.ts';
import { numberIn } from './number.ts';
import { type OidcConfig, oidcVariables, readOidc } from './oidc.ts';
import { ownSigningVariables, readSigning, type SigningConfig, signingVariables } from './signing.ts';

/** Everything the process is told from outside, checked once at start. Frozen; nobody else reads the environment. */
export class Config {
  /** Folder of the record and its keys, absolute. `VOTE_RECORD_DATA`, default `.vote-record` where the command runs. */
  @IsString()
  @IsNotEmpty()
  readonly data!: string;

  /** Which store keeps the record. `EVENT_STORE`. */
  @IsIn(['sqlite', 'eventstoredb'])
  readonly eventStore!: 'sqlite' | 'eventstoredb';

  /** Connection string of the database, if there is one. `EVENTSTOREDB_URL`: holds a password, and is never shown. */
  readonly eventStoreDbUrl!: string | null;

  /** Address to listen on. `HOST`, default `127.0.0.1`: only this machine. */
  @IsString()
  @IsNotEmpty()
  readonly host!: string;

  /** `PORT`, default 3000; 0 takes any that is free. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly port!: number;

  /** `LOG_LEVEL`, default `info`. */
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
  readonly logLevel!: string;

  /** Seconds from issue to expiry that a token may have at most. `TOKEN_LIFETIME`, default a day. */
  @IsInt()
  @Min(60)
  @Max(604_800)
  readonly tokenLifetime!: number;

  /** Origins whose pages may ask from a browser. `CORS_ORIGINS`, separated by commas; none by default. */
  @Matches(/^https?:\/\/[^\s/,*]+$/, { each: true, message: 'must be origins, such as https://results.example.kz' })
  readonly origins!: readonly string[];

  /** Reverse proxies whose word on the client's address is taken. `TRUSTED_PROXIES`: addresses or networks; none by default. */
  @Matches(/^[0-9a-fA-F.:]+(\/\d{1,3})?$/, { each: true, message: 'must be addresses or networks, such as 10.0.0.0/8' })
  readonly proxies!: readonly string[];

  /** Who issues tokens: a provider, or the data folder's own key when `null`. `OIDC_*`. */
  readonly oidc!: OidcConfig | null;

  /** What is let in. */
  readonly limits!: LimitsConfig;

  /** How the log is signed. */
  readonly signing!: SigningConfig;
}

const variables: Readonly<Record<keyof Omit<Config, 'eventStoreDbUrl' | 'oidc' | 'limits' | 'signing'>, string>> = {
  data: 'VOTE_RECORD_DATA',
  eventStore: 'EVENT_STORE',
  host: 'HOST',
  port: 'PORT',
  logLevel: 'LOG_LEVEL',
  tokenLifetime: 'TOKEN_LIFETIME',
  origins: 'CORS_ORIGINS',
  proxies: 'TRUSTED_PROXIES',
};

/** The environment does not describe a process that could run; the message names the variable, its value and the fault. */
export class InvalidConfig extends Error {
  override readonly name = 'InvalidConfig';
}

/**
 * Reads the environment; an empty variable counts as absent.
 * @throws {@link InvalidConfig}
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const { VOTE_RECORD_DATA, EVENT_STORE, HOST, PORT, LOG_LEVEL } = environment;
  const { EVENTSTOREDB_URL, TOKEN_LIFETIME, CORS_ORIGINS, TRUSTED_PROXIES } = environment;
  const config = Object.assign(new Config(), {
    data: resolve(VOTE_RECORD_DATA || '.vote-record'),
    eventStore: EVENT_STORE || 'sqlite',
    eventStoreDbUrl: EVENTSTOREDB_URL || null,
    host: HOST || '127.0.0.1',
    port: numberIn(PORT, 3000),
    logLevel: LOG_LEVEL || 'info',
    tokenLifetime: numberIn(TOKEN_LIFETIME, 86_400),
    origins: listIn(CORS_ORIGINS),
    proxies: listIn(TRUSTED_PROXIES),
    oidc: readOidc(environment),
    limits: readLimits(environment),
    signing: readSigning(environment),
  });
  const faults = [
    ...faultsOf(config, variables),
    ...eventStoreDbFaults(config.eventStore, config.eventStoreDbUrl),
    ...faultsOf(config.limits, limitVariables),
    ...faultsOf(config.signing, signingVariables),
    ...(config.oidc ? faultsOf(config.oidc, oidcVariables) : []),
  ];
  if (faults.length > 0) throw new InvalidConfig(faults.join('; '));
  return Object.freeze(config);
}

function faultsOf(part: object, names: Readonly<Record<string, string>>): string[] {
  return validateSync(part).map(({ property, value, constraints }) => {
    const [fault] = Object.values(constraints ?? {}).toReversed();
    return `${names[property]}=${JSON.stringify(value)}: ${fault?.replace(`${property} `, '')}`;
  });
}

function listIn(text = ''): readonly string[] {
  return text.split(',').flatMap((item) => item.trim() || []);
}

/** The environment for a process of ours that keeps a record and keys in a folder of its own, and takes our own tokens. */
export function environmentWith(changes: { readonly data: string; readonly port: number }): NodeJS.ProcessEnv {
  const ours = { VOTE_RECORD_DATA: changes.data, PORT: String(changes.port), LOG_LEVEL: 'info', EVENT_STORE: 'sqlite' };
  const elsewhere = [...Object.values(oidcVariables), ...Object.values(ownSigningVariables)];
  const unset = Object.fromEntries(elsewhere.map((variable) => [variable, '']));
  return { ...process.env, ...unset, ...ours };
}
