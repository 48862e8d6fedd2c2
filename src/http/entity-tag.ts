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

/**
 * An answer's ETag is the digest of what it was made from. Weak, since the position may have moved on and left the
 * answer as it was. Whoever holds that answer already is told so, and sent nothing.
 */
export class DigestTag implements NestInterceptor<{ readonly digest: string }> {
  intercept(context: ExecutionContext, next: CallHandler<{ readonly digest: string }>): Observable<unknown> {
    const http = context.switchToHttp();
    const held = http.getRequest<FastifyRequest>().headers['if-none-match'];
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer) => {
        void reply.headers({ etag: `W/"${answer.digest}"`, 'cache-control': 'no-cache' });
        if (held === undefined || (held.trim() !== '*' && !held.includes(`"${answer.digest}"`))) return answer;
        void reply.status(304);
        return undefined;
      }),
    );
  }
}
