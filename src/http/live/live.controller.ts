import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EVENT_READER, type EventReader } from '../../event-store/port.ts';
import { Projector } from '../../projections/projector.ts';
import { Answered } from '../operation.ts';
import { ElectionPath } from '../path.dto.ts';
import { InvalidHeader } from '../requester.ts';
import { apiHeaders } from '../server.ts';
import { UnknownResource } from '../unknown-resource.ts';
import { nothing } from './changes.ts';
import { LiveFeed } from './feed.ts';
import { FiguresAnswer } from './figures.answer.dto.ts';
import { Figures } from './figures.ts';
import { FiguresQuery, LiveQuery } from './live.dto.ts';
import { Scope } from './scope.ts';

/** Milliseconds after which a client whose line broke is asked to come back. */
const retry = 1_000;

/** An election as it is recorded: figures as of a position, and everything that changes after it. */
@ApiTags('live')
@Controller('elections/:election')
export class LiveController {
  constructor(
    private readonly feed: LiveFeed,
    private readonly answers: Figures,
    private readonly projector: Projector,
    @Inject(EVENT_READER) private readonly reader: EventReader,
  ) {}

  @Get('figures')
  @Answered('Figures, protocols and contests, as of one position: where a reader of the feed begins.', FiguresAnswer)
  figures(@Param() { election }: ElectionPath, @Query() { at, ...which }: FiguresQuery): Promise<FiguresAnswer> {
    return this.answers.of({ election, ...which }, at);
  }

  @Get('live')
  @ApiOperation({
    summary: 'The feed: figures, protocols and contests, as server-sent events, whenever they change.',
    description:
      'Events `turnout`, `progress` and `results` carry the rows that changed, in the shape of those queries’ answers: a ' +
      'row takes the place of the one held before. `protocols` tells of flags, copies and corrections in the rows of the ' +
      'protocols’ list, `standings` that a contest has changed, `overview` how areas stand. Without `after` all rows come first. The last message of a round ' +
      'has its position as its id, from which `Last-Event-ID` resumes without a gap. `heartbeat` says that the line is up.',
  })
  @ApiHeader({ name: 'Last-Event-ID', description: 'Id of the last message received.', schema: { type: 'string' } })
  @ApiResponse({
    status: 200,
    description: 'Goes on until the reader leaves.',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @ApiResponse({ status: 404, description: 'The record knows no such thing, or does not reach that position.' })
  async live(
    @Param() { election }: ElectionPath,
    @Query() { after, ...which }: LiveQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const held = lastEventId(request) ?? after ?? nothing;
    await this.#mustReach(held);
    const scope = new Scope(this.projector, { election, ...which });
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...apiHeaders(request),
      'content-type': 'text/event-stream',
      connection: 'close', // when the feed ends, the line does: nothing holds up a server that closes
      'x-accel-buffering': 'no', // a proxy that gathers bytes would hold news back
    });
    if (request.method === 'HEAD') {
      raw.end();
      return;
    }
    raw.socket?.setNoDelay(true);
    raw.write(`retry: ${retry}\n\n`);
    this.feed.read({ election, ...which }, scope, held, raw);
  }

  async #mustReach(position: number): Promise<void> {
    if (position <= this.projector.position) return;
    const head = (await this.reader.head())?.position ?? nothing;
    if (position > head) throw new UnknownResource('POSITION_BEYOND_HEAD', `The record ends at position ${head}.`);
  }
}

function lastEventId({ headers }: FastifyRequest): number | undefined {
  const given = headers['last-event-id'];
  if (given === undefined || given === '') return undefined;
  if (typeof given === 'string' && /^(0|[1-9]\d{0,14})$/.test(given)) return Number(given);
  throw new InvalidHeader('last-event-id', 'Last-Event-ID must be a position, as a message gave it.');
}
