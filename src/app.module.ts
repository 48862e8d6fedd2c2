import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_GUARD, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { AccessGuard } from './access/access.guard.ts';
import { verifySignature } from './access/act-signature.ts';
import { Limits } from './access/limits.ts';
import { Tokens } from './access/tokens.ts';
import { Audit } from './audit/audit.ts';
import { PublicLog } from './audit/public-log.ts';
import { Checkpoints } from './commands/checkpoints.ts';
import { Clock } from './commands/clock.ts';
import { Executor } from './commands/execute.ts';
import { commandHandlers } from './commands/handlers.ts';
import { EVENT_READER, type EventStore } from './event-store/port.ts';
import { Answers } from './http/answers.ts';
import { AreasController } from './http/areas/areas.controller.ts';
import { AreaCommissionController } from './http/areas/commission.controller.ts';
import { BallotBoxesController } from './http/ballot-boxes/ballot-boxes.controller.ts';
import { CandidatesController } from './http/candidates/candidates.controller.ts';
import { CheckedRequestPipe } from './http/checked-request.pipe.ts';
import { ContestsController } from './http/contests/contests.controller.ts';
import { DeadlinesController } from './http/deadlines/deadlines.controller.ts';
import { DiscrepanciesController } from './http/discrepancies/discrepancies.controller.ts';
import { ElectionsController } from './http/elections/elections.controller.ts';
import { ExportsController } from './http/exports/exports.controller.ts';
import { LiveFeed } from './http/live/feed.ts';
import { Figures } from './http/live/figures.ts';
import { LiveController } from './http/live/live.controller.ts';
import { ObserverCopiesController } from './http/observer-copies/observer-copies.controller.ts';
import { OverviewController } from './http/overview/overview.controller.ts';
import { AgreementsController } from './http/log/agreements.controller.ts';
import { LogController } from './http/log/log.controller.ts';
import { PrecinctCommissionController } from './http/precincts/commission.controller.ts';
import { PrecinctsController } from './http/precincts/precincts.controller.ts';
import { CountController } from './http/protocols/count.controller.ts';
import { ObserversController } from './http/protocols/observers.controller.ts';
import { ControlRelationsController } from './http/protocols/control-relations.controller.ts';
import { ProtocolQueriesController } from './http/protocols/protocol-queries.controller.ts';
import { ProtocolsController } from './http/protocols/protocols.controller.ts';
import { Recorder } from './http/recorder.ts';
import { ResultsController } from './http/results/results.controller.ts';
import { TrailController } from './http/trail/trail.controller.ts';
import { HealthController } from './observability/health.controller.ts';
import { Metrics } from './observability/metrics.ts';
import { MetricsController } from './observability/metrics.controller.ts';
import { Projector } from './projections/projector.ts';
import { ReadModels } from './projections/read-models.ts';
import { ResultsTabulator } from './projections/results/results-tabulator.ts';
import type { Snapshots } from './projections/snapshots/snapshots.ts';
import { Trail } from './projections/trail/trail.ts';
import { Tabulator } from './projections/tabulator.ts';

/** What the application stands on: opened before it, closed after it. */
export interface Foundation {
  readonly store: EventStore;
  readonly snapshots: Snapshots;
  readonly projector: Projector;
  readonly tokens: Tokens;
  readonly limits: Limits;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly audit: Audit;
}

/** The wiring: the record below, the read models beside it, the API above. */
@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [
    ElectionsController,
    AreasController,
    AreaCommissionController,
    PrecinctsController,
    PrecinctCommissionController,
    ContestsController,
    CandidatesController,
    BallotBoxesController,
    CountController,
    ProtocolsController,
    ObserversController,
    ProtocolQueriesController,
    ControlRelationsController,
    DiscrepanciesController,
    ObserverCopiesController,
    OverviewController,
    TrailController,
    ResultsController,
    LiveController,
    DeadlinesController,
    LogController,
    AgreementsController,
    ExportsController,
    HealthController,
    MetricsController,
  ],
  providers: [
    ...commandHandlers,
    Recorder,
    Answers,
    Figures,
    LiveFeed,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_PIPE, useClass: CheckedRequestPipe },
  ],
})
export class AppModule {
  static on(foundation: Foundation): DynamicModule {
    const { store, snapshots, projector, tokens, limits, metrics, clock, audit } = foundation;
    return {
      module: AppModule,
      providers: [
        { provide: EVENT_READER, useValue: store },
        { provide: Clock, useValue: clock },
        {
          provide: Executor,
          useValue: new Executor(store, metrics.counting(store), clock, verifySignature, audit.log.origin),
        },
        { provide: Tabulator, useValue: new ResultsTabulator(store, projector) },
        { provide: Checkpoints, useValue: audit.checkpoints },
        { provide: PublicLog, useValue: audit.log },
        { provide: Audit, useValue: audit },
        { provide: Projector, useValue: projector },
        { provide: ReadModels, useValue: new ReadModels(store, projector, snapshots) },
        { provide: Trail, useValue: new Trail(store) },
        { provide: Tokens, useValue: tokens },
        { provide: Limits, useValue: limits },
        { provide: Metrics, useValue: metrics },
        { provide: Closing, useValue: new Closing(foundation) },
      ],
    };
  }
}

/** What was laid, as far as it was laid. */
type Laid = Omit<Foundation, 'audit'> & { readonly audit: Audit | undefined };

/** The last checkpoint is signed, the read models leave a snapshot, then the store finishes and lets go. */
export async function release({ store, snapshots, projector, audit }: Laid): Promise<void> {
  await audit?.stop();
  await projector.stop();
  snapshots.close();
  await store.close();
}

/** Nest calls this when the last request has been answered. */
class Closing implements OnApplicationShutdown {
  constructor(private readonly foundation: Foundation) {}

  onApplicationShutdown(): Promise<void> {
    return release(this.foundation);
  }
}
