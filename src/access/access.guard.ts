import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { RecordedBy } from './recorded-by.ts';
import { commissions, type Role, type Subject } from './role.ts';
import { TokenRefused, Tokens } from './tokens.ts';

/** The person is known, but not entitled to what was asked. */
export class NotEntitled extends Error {
  override readonly name = 'NotEntitled';
  constructor(role: Role, admitted: readonly Role[]) {
    super(`This is recorded by ${admitted.join(' or ')}, not by the role ${role}.`);
  }
}

const subjects = new WeakMap<FastifyRequest, Subject>();

/** Who asks, once the guard has let a request pass that needs a token. */
export function subjectOf(request: FastifyRequest): Subject {
  const subject = subjects.get(request);
  if (!subject) throw new Error('This request was not made to identify itself.');
  return subject;
}

/** Everybody may read; whatever else a request does needs a token, and a role that may record it. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly tokens: Tokens,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.method === 'GET' || request.method === 'HEAD') return true;
    const subject = await this.tokens.verify(bearerToken(request.headers.authorization));
    this.#mustRecord(subject, context);
    subjects.set(request, subject);
    return true;
  }

  /** @throws {@link NotEntitled} */
  #mustRecord({ role }: Subject, context: ExecutionContext): void {
    const admitted = this.reflector.get(RecordedBy, context.getHandler()) ?? commissions;
    if (!admitted.includes(role)) throw new NotEntitled(role, admitted);
  }
}

function bearerToken(authorization: string | undefined): string {
  const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new TokenRefused('TOKEN_MISSING', 'Send "Authorization: Bearer" with a token.');
  return token;
}
