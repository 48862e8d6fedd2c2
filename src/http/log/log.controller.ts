import { Controller, Get, Header, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { PublicLog } from '../../audit/public-log.ts';
import { TooLongForQr } from '../../audit/receipt.ts';
import { parseTilePath } from '../../verifier/formats/tile-path.ts';
import { InvalidRequest } from '../checked-request.pipe.ts';
import { UnknownResource } from '../unknown-resource.ts';
import { ConsistencyAnswer, ConsistencyQuery, EventQuery } from './log.dto.ts';

const text = 'text/plain; charset=utf-8';
/** A tile that is there never changes, and a part of one neither. */
const forEver = 'public, max-age=31536000, immutable';

/** The record as a transparency log: what anybody needs to see that nothing in it was changed. */
@ApiTags('log')
@Controller('log')
export class LogController {
  constructor(private readonly log: PublicLog) {}

  @Get('checkpoint')
  @Header('content-type', text)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The latest signed checkpoint (c2sp.org/tlog-checkpoint).' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  checkpoint(): string {
    const latest = this.log.checkpoint();
    if (!latest) throw new UnknownResource('NOT_YET_SIGNED', 'Nothing has been signed yet.');
    return latest.note;
  }

  @Get('keys')
  @Header('content-type', text)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'The published keys that checkpoints are signed with, one a line: Ed25519, ML-DSA-44.',
    description:
      'As c2sp.org/signed-note writes them, named after the origin of the log. Whoever checks the record of a server ' +
      'should have its keys from elsewhere: a forged record would come with keys of its own.',
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  keys(): string {
    return this.log.keys.map((key) => `${key}\n`).join('');
  }

  @Get('tile/*')
  @Header('content-type', 'application/octet-stream')
  @Header('cache-control', forEver)
  @ApiOperation({ summary: 'A tile of hashes, or of the events themselves (c2sp.org/tlog-tiles).' })
  @ApiParam({ name: 'path', description: '`<L>/<N>[.p/<W>]` or `entries/<N>[.p/<W>]`, such as `0/x001/067`' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async tile(@Req() request: FastifyRequest): Promise<StreamableFile> {
    const path = request.url.slice('/log/'.length);
    const name = parseTilePath(path);
    const bytes = name && (await this.log.tile(name));
    if (!bytes) throw new UnknownResource('UNKNOWN_RESOURCE', 'The log has no such tile, or not yet.');
    return new StreamableFile(bytes);
  }

  @Get('proof')
  @Header('content-type', text)
  @ApiOperation({ summary: 'That an event is in the record that the latest checkpoint signs (c2sp.org/tlog-proof).' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  proof(@Query() query: EventQuery): string {
    return signed(this.log.proof(this.#position(query)), this.log);
  }

  @Get('receipt')
  @Header('content-type', text)
  @ApiOperation({ summary: 'The same proof with the event in it: a file that can be checked offline, by itself.' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async receipt(@Query() query: EventQuery): Promise<string> {
    return signed(await this.log.receipt(this.#position(query)), this.log);
  }

  @Get('receipt.svg')
  @Header('content-type', 'image/svg+xml')
  @ApiOperation({ summary: 'The receipt as a QR code, to be printed beside the figures it is about.' })
  @ApiProduces('image/svg+xml')
  @ApiOkResponse({ schema: { type: 'string' } })
  async receiptAsSvg(@Query() query: EventQuery): Promise<string> {
    try {
      return signed(await this.log.receiptAsSvg(this.#position(query)), this.log);
    } catch (error) {
      if (error instanceof TooLongForQr) throw new UnknownResource('RECEIPT_TOO_LONG', error.message);
      throw error;
    }
  }

  @Get('consistency')
  @Header('cache-control', forEver)
  @ApiOperation({ summary: 'That the tree of one checkpoint is the beginning of that of a later one.' })
  @ApiOkResponse({ type: ConsistencyAnswer })
  consistency(@Query() { from, to }: ConsistencyQuery): ConsistencyAnswer {
    const proof = this.log.consistency(from, to);
    if (!proof) throw new UnknownResource('UNKNOWN_RESOURCE', `There is no way from ${from} to ${to} events.`);
    return { from, to, proof };
  }

  #position({ position, event }: EventQuery): number {
    if ((position === undefined) === (event === undefined)) {
      const message = 'name the event by its position or by its id';
      throw new InvalidRequest('query', [{ field: '/position', code: 'INVALID', message }]);
    }
    const found = position ?? this.log.positionOf(event!);
    if (found === undefined) throw new UnknownResource('UNKNOWN_RESOURCE', 'The record has no act of that id.');
    return found;
  }
}

function signed(proof: string | undefined, log: PublicLog): string {
  if (proof !== undefined) return proof;
  const size = log.checkpoint()?.size ?? 0;
  throw new UnknownResource('NOT_YET_SIGNED', `The latest checkpoint covers ${size} events. Ask again after the next.`);
}
