import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { mayRecord, type Role, type Subject } from './role.ts';
import { TokenRefused, Tokens } from './tokens.ts';

/** The person is known, but not entitled to what was asked. */
export class NotEntitled extends Error {
  override readonly name = 'NotEntitled';
  constructor(role: Role) {
    super(`The role ${role} reads the record; only commissions write it.`);
  }
}

const subjects = new WeakMap<FastifyRequest, Subject>();

/** Who asks, once the guard has let a request pass that needs a token. */
export function subjectOf(request: FastifyRequest): Subject {
  const subject = subjects.get(request);
  if (!subject) throw new Error('This request was not made to identify itself.');
  return subject;
}

/** Everybody may read; whatever else a request does needs a token, and the role of a commission. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly tokens: Tokens) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.method === 'GET' || request.method === 'HEAD') return true;
    const subject = await this.tokens.verify(bearerToken(request.headers.authorization));
    if (!mayRecord(subject.role)) throw new NotEntitled(subject.role);
    subjects.set(request, subject);
    return true;
  }
}

function bearerToken(authorization: string | undefined): string {
  const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new TokenRefused('TOKEN_MISSING', 'Send "Authorization: Bearer" with a token.');
  return token;
}
