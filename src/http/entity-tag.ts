import { hash } from 'node:crypto';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { Receipt } from '../commands/folded.ts';

/** A receipt's ETag is the revision of its stream: what the next command may name in If-Match. */
export class RevisionTag implements NestInterceptor<Receipt> {
  intercept(context: ExecutionContext, next: CallHandler<Receipt>): Observable<Receipt> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((receipt) => {
        void reply.header('etag', `"${receipt.revision}"`);
        return receipt;
      }),
    );
  }
}

/** What an answer's tag is made of. */
interface Tagged {
  readonly digest: string;
  readonly contests?: readonly { readonly status?: string }[];
  readonly deadlines?: readonly { readonly status: string }[];
}

/**
 * An answer's ETag is the digest of what it was made from. Weak, since the position may have moved on and left the
 * answer as it was. Whoever holds that answer already is told so, and sent nothing.
 */
export class DigestTag implements NestInterceptor<Tagged> {
  intercept(context: ExecutionContext, next: CallHandler<Tagged>): Observable<unknown> {
    const http = context.switchToHttp();
    const held = http.getRequest<FastifyRequest>().headers['if-none-match'];
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer) => {
        const tag = tagOf(answer);
        void reply.headers({ etag: `W/${tag}`, 'cache-control': 'no-cache' });
        if (held === undefined || (held.trim() !== '*' && !held.includes(tag))) return answer;
        void reply.status(304);
        return undefined;
      }),
    );
  }
}

/** Statuses are no part of the digest of results, nor of deadlines, but are part of the answer. */
function tagOf({ digest, contests = [], deadlines = [] }: Tagged): string {
  const statuses = [...contests, ...deadlines].flatMap(({ status }) => status ?? []);
  return statuses.length === 0 ? `"${digest}"` : `"${digest}-${hash('sha256', statuses.join()).slice(0, 16)}"`;
}
