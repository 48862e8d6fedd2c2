import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { EventWriter } from '../event-store/port.ts';

/** What is counted and timed, for Prometheus; one registry an application. Default process metrics are among it. */
export class Metrics {
  readonly registry = new Registry();

  readonly httpDuration = new Histogram({
    name: 'vote_record_http_request_duration_seconds',
    help: 'Time from a request to its answer, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [this.registry],
  });

  readonly commands = new Counter({
    name: 'vote_record_commands_total',
    help: 'Commands by type and outcome: recorded, unchanged, the code of a refusal, or the kind of a failure.',
    labelNames: ['command', 'outcome'],
    registers: [this.registry],
  });

  readonly eventsAppended = new Counter({
    name: 'vote_record_events_appended_total',
    help: 'Events that this process has appended.',
    registers: [this.registry],
  });

  readonly refusedAttempts = new Counter({
    name: 'vote_record_refused_attempts_total',
    help: 'Requests refused for who sent them, or how many: by code, and the role of the token where it was good.',
    labelNames: ['code', 'role'],
    registers: [this.registry],
  });

  readonly storeFaults = new Counter({
    name: 'vote_record_store_faults_total',
    help: 'Faults of the event store, or of the way to it, that were survived: by kind.',
    labelNames: ['fault'],
    registers: [this.registry],
  });

  readonly storeResubscriptions = new Counter({
    name: 'vote_record_store_resubscriptions_total',
    help: 'How often the subscription to the event store was lost and taken up again.',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Gauges read when they are asked for: where the read models stand, and how far the record is ahead of them. */
  watchProjections(position: () => number, head: () => Promise<number>): void {
    const where = new Gauge({
      name: 'vote_record_projection_position',
      help: 'Position of the last event that the read models have folded; -1 before the first.',
      registers: [],
      collect() {
        this.set(position());
      },
    });
    const lag = new Gauge({
      name: 'vote_record_projection_lag_events',
      help: 'Events recorded that the read models have not folded yet.',
      registers: [],
      async collect() {
        // A store that is away leaves the lag unknown, and the other figures where they are.
        this.set(
          await head().then(
            (at) => Math.max(0, at - position()),
            () => NaN,
          ),
        );
      },
    });
    for (const gauge of [where, lag]) this.registry.registerMetric(gauge);
  }

  /** What an event store is to tell its faults to. */
  watchStore(): { fault(fault: string): void; resubscribed(): void } {
    return {
      fault: (fault) => this.storeFaults.inc({ fault }),
      resubscribed: () => this.storeResubscriptions.inc(),
    };
  }

  /** The same writer, counted. */
  counting(writer: EventWriter): EventWriter {
    return {
      append: async (stream, expected, events) => {
        const appended = await writer.append(stream, expected, events);
        this.eventsAppended.inc(events.length);
        return appended;
      },
    };
  }
}
