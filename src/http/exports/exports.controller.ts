import { PassThrough } from 'node:stream';
import { type BeforeApplicationShutdown, Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TooManyRequests } from '../../access/limits.ts';
import { Audit } from '../../audit/audit.ts';
import { type Cover, coverOf, exportCovered } from '../../audit/export/exporter.ts';
import { CannotExport, zipInto } from '../../audit/export/target.ts';
import { results } from '../../projections/results/projection.ts';
import { resultsOf } from '../../projections/results/query.ts';
import { Answers } from '../answers.ts';
import { MayAnswer } from '../operation.ts';
import { MomentQuery } from '../page.dto.ts';
import { ElectionPath } from '../path.dto.ts';
import { UnknownResource } from '../unknown-resource.ts';

/** Exports that are written at the same time: each takes a share of the process for as long as the record is long. */
const atOnce = 2;
/** Seconds after which to ask again when there are as many. */
const retryAfter = 30;
/** Milliseconds in which a reader must take something of what was sent: who takes nothing is dropped after one or two such. */
const patience = 30_000;

/** The whole record as a file, to be checked without this server. */
@ApiTags('exports')
@Controller('elections/:election/export.zip')
export class ExportsController implements BeforeApplicationShutdown {
  readonly #running = new Set<PassThrough>();

  constructor(
    private readonly audit: Audit,
    private readonly answers: Answers,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The record up to its latest checkpoint, as a .zip that stands alone: what `vote-record verify` takes.',
    description:
      'Holds the events of all elections of this record, and the results published of the one named. `at`: up to the ' +
      'latest checkpoint that covers nothing after that position. The same checkpoint gives the same answer.',
  })
  @ApiHeader({ name: 'If-None-Match', description: 'An ETag of an earlier answer.', schema: { type: 'string' } })
  @ApiResponse({
    status: 200,
    description: 'The archive, as it is being made.',
    content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } },
    headers: { ETag: { description: 'The checkpoint that it goes up to.', schema: { type: 'string' } } },
  })
  @ApiResponse({ status: 304, description: 'Nothing has been signed since.' })
  @MayAnswer(400, 404, 429, 503)
  async export(
    @Param() { election }: ElectionPath,
    @Query() { at }: MomentQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const cover = await this.#cover(at);
    const { size, root } = cover.latest;
    const tag = `W/"${size}-${root.slice(0, 32)}-${cover.rotations.length}"`;
    const published = await this.answers.give(results, (view) => resultsOf(view, election), size - 1);
    void reply.headers({ etag: tag, 'cache-control': 'no-cache' });
    if (request.headers['if-none-match']?.includes(tag)) {
      await reply.status(304).send();
      return;
    }
    if (this.#running.size >= atOnce) throw new TooManyRequests('TOO_MANY_REQUESTS', retryAfter);
    const file = `${election}-${size - 1}.zip`;
    void reply.type('application/zip').header('content-disposition', `attachment; filename="${file}"`);
    if (request.method === 'HEAD') await reply.send();
    else await this.#stream(cover, election, published, reply);
  }

  /** A server that closes does not wait for those who read slowly. */
  beforeApplicationShutdown(): void {
    for (const out of this.#running) out.destroy(new Error('The server is closing.'));
  }

  async #cover(at: number | undefined): Promise<Cover> {
    const { keeper } = this.audit;
    const end = keeper.tree.size - 1;
    if (at !== undefined && at > end) {
      throw new UnknownResource('POSITION_BEYOND_HEAD', `The record ends at position ${end}.`);
    }
    try {
      return await coverOf(keeper, at === undefined ? undefined : at + 1);
    } catch (error) {
      if (!(error instanceof CannotExport)) throw error;
      throw new UnknownResource(
        'NOT_YET_SIGNED',
        'No checkpoint has been signed of this yet. Ask again after the next.',
      );
    }
  }

  /** What goes wrong when the archive has begun can only cut it short: whoever checks it sees that it is no whole one. */
  async #stream(cover: Cover, election: string, published: object, reply: FastifyReply): Promise<void> {
    const out = new PassThrough();
    const gone = new AbortController();
    out.once('close', () => gone.abort());
    reply.raw.setTimeout(patience, () => reply.raw.destroy());
    this.#running.add(out);
    const { keeper } = this.audit;
    const written = exportCovered(cover, {
      keeper,
      election,
      target: zipInto(out, gone.signal),
      results: async () => published,
      progress: () => {},
    })
      .catch((error: Error) => out.destroy(error))
      .finally(() => this.#running.delete(out));
    await reply.send(out);
    await written;
  }
}
