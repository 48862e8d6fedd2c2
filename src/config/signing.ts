import { resolve } from 'node:path';
import { IsInt, Matches, Max, Min } from 'class-validator';
import { numberIn } from './number.ts';

/** How the log of the record is signed. */
export class SigningConfig {
  /**
   * The log's name, in every leaf and checkpoint: chosen before the first event and never changed, best a name that one
   * owns, such as `example.kz/akims-2026`. `VOTE_RECORD_ORIGIN`, default `vote-record.local`.
   */
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,127}$/, { message: 'must be a name such as example.kz/akims-2026' })
  readonly origin!: string;

  /** File of the signing keys. `VOTE_RECORD_SIGNING_KEY_FILE`; without it a key is made beside the record. */
  readonly keyFile: string | undefined;

  /** The signing keys themselves, PEM. `VOTE_RECORD_SIGNING_KEY`. */
  readonly pem: string | undefined;

  /** Where the signer remembers its last checkpoint. `VOTE_RECORD_SIGNING_STATE_FILE`; beside the key's file by default. */
  readonly stateFile: string | undefined;

  /** A checkpoint after so many events. `CHECKPOINT_EVENTS`, default 10,000. */
  @IsInt()
  @Min(1)
  @Max(100_000_000)
  readonly everyEvents!: number;

  /** And so many seconds after an event that none covers. `CHECKPOINT_SECONDS`, default 30. */
  @IsInt()
  @Min(1)
  @Max(86_400)
  readonly everySeconds!: number;

  /** A key in the folder of the record will not do. `NODE_ENV=production`. */
  readonly production!: boolean;
}

export const signingVariables: Readonly<Record<keyof SigningConfig, string>> = {
  origin: 'VOTE_RECORD_ORIGIN',
  keyFile: 'VOTE_RECORD_SIGNING_KEY_FILE',
  pem: 'VOTE_RECORD_SIGNING_KEY',
  stateFile: 'VOTE_RECORD_SIGNING_STATE_FILE',
  everyEvents: 'CHECKPOINT_EVENTS',
  everySeconds: 'CHECKPOINT_SECONDS',
  production: 'NODE_ENV',
};

export function readSigning(environment: NodeJS.ProcessEnv): SigningConfig {
  const file = (variable: string | undefined) => (variable ? resolve(variable) : undefined);
  const { VOTE_RECORD_SIGNING_KEY_FILE, VOTE_RECORD_SIGNING_KEY, VOTE_RECORD_SIGNING_STATE_FILE } = environment;
  const { VOTE_RECORD_ORIGIN, CHECKPOINT_EVENTS, CHECKPOINT_SECONDS, NODE_ENV } = environment;
  return Object.freeze(
    Object.assign(new SigningConfig(), {
      origin: VOTE_RECORD_ORIGIN || 'vote-record.local',
      keyFile: file(VOTE_RECORD_SIGNING_KEY_FILE),
      pem: VOTE_RECORD_SIGNING_KEY || undefined,
      stateFile: file(VOTE_RECORD_SIGNING_STATE_FILE),
      everyEvents: numberIn(CHECKPOINT_EVENTS, 10_000),
      everySeconds: numberIn(CHECKPOINT_SECONDS, 30),
      production: NODE_ENV === 'production',
    }),
  );
}

/** What a record of its own, such as a demonstration's, does not share: a signer that remembers one record signs no other. */
const { keyFile, pem, stateFile, production } = signingVariables;
export const ownSigningVariables = { keyFile, pem, stateFile, production };

/** The same for such a record: keys in its own folder. */
export function ownSigning(signing: SigningConfig): SigningConfig {
  const own = { keyFile: undefined, pem: undefined, stateFile: undefined, production: false };
  return { ...signing, ...own };
}
