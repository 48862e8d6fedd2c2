import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { roleFault } from '../domain/entitlement.ts';
import { Limits } from './limits.ts';
import { Requires } from './requires.ts';
import type { Subject } from './role.ts';
import { TokenRefused } from './token-refused.ts';
import { Tokens } from './tokens.ts';

/** The person is known, but in no place is this recorded in their role. */
export class NotEntitled extends Error {
  override readonly name = 'NotEntitled';
}

const subjects = new WeakMap<FastifyRequest, Subject>();

/** Who asks, once the guard has seen a good token; also of requests that it did not let pass. */
export function knownSubjectOf(request: FastifyRequest): Subject | undefined {
  return subjects.get(request);
}

/** Who asks, once the guard has let a request pass that needs a token. */
export function subjectOf(request: FastifyRequest): Subject {
  const subject = subjects.get(request);
  if (!subject) throw new Error('This request was not made to identify itself.');
  return subject;
}

/**
 * Everybody may read; whatever else a request does needs a token, and a role in which it is recorded. Whether it may be
 * recorded just there is decided with the command itself. A token that is sent is looked at, whether or not it is needed.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly tokens: Tokens,
    private readonly limits: Limits,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (reads && request.headers.authorization === undefined) return true;
    const subject = await this.#identify(request);
    subjects.set(request, subject);
    this.limits.identity(subject.official);
    if (reads) return true;
    const unentitled = roleFault(subject.role, this.reflector.get(Requires, context.getHandler()) ?? []);
    if (unentitled) throw new NotEntitled(unentitled.message);
    return true;
  }

  /** Tokens that are none cost their sender's address the right to have another looked at. */
  async #identify({ headers, ip }: FastifyRequest): Promise<Subject> {
    const token = bearerToken(headers.authorization);
    if (!this.tokens.knows(token)) this.limits.beforeToken(ip);
    try {
      return await this.tokens.verify(token);
    } catch (error) {
      if (error instanceof TokenRefused && error.code === 'TOKEN_INVALID') this.limits.badToken(ip);
      throw error;
    }
  }
}

function bearerToken(authorization: string | undefined): string {
  const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new TokenRefused('TOKEN_MISSING', 'Send "Authorization: Bearer" with a token.');
  return token;
}
