import { resolve } from 'node:path';
import { IsIn, IsInt, IsNotEmpty, IsString, Max, Min, validateSync } from 'class-validator';

/** Everything the process is told from outside, checked once at start. Frozen; nobody else reads the environment. */
export class Config {
  /** Folder of the record and its keys, absolute. `VOTE_RECORD_DATA`, default `.vote-record` where the command runs. */
  @IsString()
  @IsNotEmpty()
  readonly data!: string;

  /** Which store keeps the record. `EVENT_STORE`. */
  @IsIn(['sqlite'])
  readonly eventStore!: 'sqlite';

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
}

const variables: Readonly<Record<keyof Config, string>> = {
  data: 'VOTE_RECORD_DATA',
  eventStore: 'EVENT_STORE',
  host: 'HOST',
  port: 'PORT',
  logLevel: 'LOG_LEVEL',
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
  const config = Object.assign(new Config(), {
    data: resolve(VOTE_RECORD_DATA || '.vote-record'),
    eventStore: EVENT_STORE || 'sqlite',
    host: HOST || '127.0.0.1',
    port: /^\d{1,5}$/.test(PORT || '3000') ? Number(PORT || 3000) : PORT,
    logLevel: LOG_LEVEL || 'info',
  });
  const faults = validateSync(config).map(({ property, value, constraints }) => {
    const [fault] = Object.values(constraints ?? {}).toReversed();
    return `${variables[property as keyof Config]}=${JSON.stringify(value)}: ${fault?.replace(`${property} `, '')}`;
  });
  if (faults.length > 0) throw new InvalidConfig(faults.join('; '));
  return Object.freeze(config);
}

/** The environment for a process of ours that is told otherwise in some things. */
export function environmentWith(changes: { readonly data: string; readonly port: number }): NodeJS.ProcessEnv {
  return { ...process.env, VOTE_RECORD_DATA: changes.data, PORT: String(changes.port), LOG_LEVEL: 'info' };
}
