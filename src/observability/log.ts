import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/**
 * One JSON object a line on stdout, written before the next thing happens. Lines name requests by correlation id; they
 * hold no body, no header and no query, so neither a token nor a choice gets into a log.
 */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ sync: true }));
}

/** Another log of lines like these, in a file that only its owner may read. */
export function createFileLog(file: string): Logger {
  const destination = pino.destination({ dest: file, append: true, mode: 0o600, sync: true });
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}

/** Nest's own messages: of its progress only at `debug`, of its troubles always. */
export class NestLog implements LoggerService {
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  log(message: unknown, context?: string): void {
    this.#log.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.#log.warn({ context }, String(message));
  }

  error(message: unknown, stack?: string, context?: string): void {
    this.#log.error({ context, stack }, String(message));
  }
}
