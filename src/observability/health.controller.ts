import { setTimeout } from 'node:timers/promises';
import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { EVENT_READER, type EventReader } from '../event-store/port.ts';
import { Projector } from '../projections/projector.ts';

/** Milliseconds in which the store must answer, and the read models must have folded what it held. */
const patience = 1_000;

/** Whether to restart this process (live), and whether to send it requests (ready). */
@ApiTags('operation')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(EVENT_READER) private readonly reader: EventReader,
    private readonly projector: Projector,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers.' })
  @ApiResponse({ status: 200, description: 'Always.' })
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'The record can be read, and the read models have folded all of it.' })
  @ApiResponse({ status: 200, description: 'Both are so.' })
  @ApiResponse({ status: 503, description: 'The reasons say what is not.' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string; reasons: string[] }> {
    const reasons = await this.#reasons();
    if (reasons.length === 0) return { status: 'ready', reasons };
    void reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return { status: 'not ready', reasons };
  }

  async #reasons(): Promise<string[]> {
    const late = setTimeout(patience, 'late' as const, { ref: false });
    const head = await Promise.race([this.reader.head(), late]).catch(() => 'unreachable' as const);
    if (head === 'late') return ['The store does not answer.'];
    if (head === 'unreachable') return ['The store cannot be read.'];
    if (this.projector.failure) return ['The read models have stopped.'];
    const folded = this.projector.whenProcessed(head?.position ?? -1).then(() => 'folded' as const);
    const outcome = await Promise.race([folded, late]).catch(() => 'stopped' as const);
    if (outcome === 'stopped') return ['The read models have stopped.'];
    if (outcome === 'folded') return [];
    return [`The read models stand at position ${this.projector.position}, the record at ${head?.position}.`];
  }
}
