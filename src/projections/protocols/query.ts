import type { ProtocolStage } from '../../domain/protocol/state.ts';
import type { View } from '../projection.ts';
import type { ResultsPart } from '../results/view.ts';
import { type PageOptions, pageOf } from '../rows.ts';
import type { ProtocolContent, PrecinctProtocol } from './protocol.ts';

/** A protocol in a list. */
export interface ProtocolRow {
  readonly precinct: string;
  readonly stage: ProtocolStage;
  /** 0: the count; each recount is one more. */
  readonly round: number;
  /** Of all that is known of it. */
  readonly digest: string;
  readonly discrepancies: { readonly open: number; readonly explained: number; readonly resolved: number };
  readonly copies: { readonly submitted: number; readonly differing: number };
}

export interface ProtocolsOptions extends PageOptions {
  /** Only precincts that lie in this area. */
  readonly area?: string | undefined;
  readonly stage?: ProtocolStage | undefined;
  /** Only those that fail a control relation of the severity `error` that nobody has explained; or only the others. */
  readonly flagged?: boolean | undefined;
}

/** The protocols of a contest by their precincts' codes, a page of them; the digest is of all. `undefined`: unknown contest. */
export function listProtocols(
  view: View<ResultsPart>,
  election: string,
  contest: string,
  { area, stage, flagged, ...page }: ProtocolsOptions = {},
) {
  const part = view.get(election);
  const protocols = part?.find(contest)?.protocols;
  if (!part || !protocols) return undefined;
  const fits = (protocol: PrecinctProtocol): boolean =>
    (area === undefined || part.territory.liesIn(protocol.precinct, area)) &&
    (stage === undefined || protocol.stage === stage) &&
    (flagged === undefined || protocol.openErrors.length > 0 === flagged);
  const { rows, next } = pageOf(protocols.all(), ({ precinct }) => precinct, page, fits);
  return { digest: protocols.digest, protocols: rows.map(rowOf), next };
}

/** A protocol as lists give it. */
export function rowOf(protocol: PrecinctProtocol): ProtocolRow {
  const { precinct, stage, digest, discrepancies, record } = protocol;
  const times = (wanted: string): number => discrepancies.filter(({ status }) => status === wanted).length;
  return {
    precinct,
    stage,
    round: record.round,
    digest,
    discrepancies: { open: times('open'), explained: times('explained'), resolved: times('resolved') },
    copies: {
      submitted: record.observerCopies.length,
      differing: record.observerCopies.filter(({ differences }) => differences).length,
    },
  };
}

/** All that is known of one protocol, with the digest of just that. */
export function findProtocol(
  view: View<ResultsPart>,
  election: string,
  contest: string,
  precinct: string,
): ({ digest: string } & ProtocolContent) | undefined {
  const found = view.get(election)?.find(contest)?.protocols.find(precinct);
  return found && { digest: found.digest, ...found.content() };
}
