import { Injectable } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import type { Receipt } from '../commands/folded.ts';
import { CommandRefused } from '../commands/refused.ts';
import { Metrics } from '../observability/metrics.ts';

/** Hands commands to whoever decides them, and counts what became of them. */
@Injectable()
export class Recorder {
  constructor(
    private readonly bus: CommandBus,
    private readonly metrics: Metrics,
  ) {}

  /** @throws whatever the command's handler throws */
  async record(command: ICommand): Promise<Receipt> {
    try {
      const receipt = await this.bus.execute<ICommand, Receipt>(command);
      this.#count(command, receipt.events.length > 0 ? 'recorded' : 'unchanged');
      return receipt;
    } catch (error) {
      this.#count(command, error instanceof CommandRefused ? error.refusal.code : (error as Error).name);
      throw error;
    }
  }

  #count(command: ICommand, outcome: string): void {
    this.metrics.commands.inc({ command: command.constructor.name, outcome });
  }
}
