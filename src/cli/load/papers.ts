import { ruleSet } from '../../domain/rules/rule-sets.ts';
import type { PackageFiles } from '../package/files.ts';
import { copies, type PackageCopy, type PackageProtocol, protocols } from '../package/papers.ts';
import { isFault } from '../package/table.ts';
import { path, type Requests } from '../requests.ts';
import { CommandFailed } from '../surroundings.ts';
import type { Loading } from './loading.ts';
import type { Act } from './recording.ts';

/** What is in the record now. */
export interface LoadedPapers {
  readonly protocols: number;
  readonly copies: number;
}

/** Who else speaks in a load: the clerks who read protocols, and the observers whose copies the package holds. */
export interface Others {
  readonly clerks: readonly Requests[];
  /** Absent where nobody can speak for them. */
  readonly observer?: ((official: string, precinct: string) => Promise<Requests>) | undefined;
}

/** @throws CommandFailed when protocols are to be read by two people, and two are not named */
export function checkClerks(files: PackageFiles, ruleSetId: string, { clerks }: Others): void {
  const needed = files.sizes.has('protocols.csv') && !ruleSet(ruleSetId)?.protocol.importStandsForBoth;
  if (needed && clerks.length !== 2) {
    throw new CommandFailed(`Under ${ruleSetId} two people read each protocol: name two clerks, with --clerks.`);
  }
}

/** Each protocol with its source, read twice where the rule set asks for it; then the copies that observers hold. */
export async function loadPapers(loading: Loading, others: Others): Promise<LoadedPapers> {
  const { files, setUp } = loading;
  const reading = new Reading(loading, others);
  const taken = await recordAll(loading, 'protocols', protocols(files, setUp), (protocol) => reading.acts(protocol));
  const observers = new Observers(loading, others);
  const held = await recordAll(loading, 'copies', copies(files, setUp), (copy) => observers.acts(copy));
  return { protocols: taken, copies: held };
}

/** Papers side by side, those of one protocol in order. Gives how many were taken. */
async function recordAll<P extends PackageProtocol>(
  loading: Loading,
  label: 'protocols' | 'copies',
  papers: AsyncIterable<P | Parameters<Loading['refuse']>[0]>,
  acts: (paper: P) => Promise<readonly Act[]>,
): Promise<number> {
  const { lanes, terminal, setUp } = loading;
  if (!loading.files.sizes.has(`${label}.csv`)) return 0;
  const progress = terminal.progress(label, setUp.precincts.size);
  let taken = 0;
  for await (const paper of papers) {
    if (isFault(paper)) {
      loading.refuse(paper);
      continue;
    }
    await lanes.begin(async () => {
      if (await loading.record(...(await acts(paper)))) taken++;
      progress.advance();
    }, `${paper.contest}/${paper.precinct}`);
  }
  await lanes.done();
  progress.end(String(taken));
  return taken;
}

/** Makes requests of a protocol. */
class Reading {
  readonly #loading: Loading;
  readonly #clerks: readonly Requests[];

  constructor(loading: Loading, { clerks }: Others) {
    this.#loading = loading;
    this.#clerks = clerks;
  }

  async acts(protocol: PackageProtocol): Promise<readonly Act[]> {
    const { contest, precinct, figures, votes, line } = protocol;
    const { acts, digests, setUp } = this.#loading;
    const file = digests.get('protocols.csv')!;
    const rules = ruleSet(setUp.election.ruleSet)!;
    const body = {
      figures,
      votes: Object.fromEntries(votes),
      imported: { file, line },
      ...acts.counted(),
    };
    const row = { file: 'protocols.csv', line };
    const own = acts.protocol(contest, precinct);
    const entry = { path: `${own}/entries`, body, row };
    if (rules.protocol.importStandsForBoth) return [entry];
    return [
      ...acts.count(protocol, row),
      ...this.#clerks.map((by, i) => ({ ...entry, by, sameAs: `${file} ${own} ${i}` })),
    ];
  }
}

/** Makes requests of observers' copies, each by its observer. */
class Observers {
  readonly #loading: Loading;
  readonly #others: Others;
  readonly #known = new Map<string, Promise<Requests>>();

  constructor(loading: Loading, others: Others) {
    this.#loading = loading;
    this.#others = others;
  }

  async acts({ contest, precinct, copy, submittedBy, figures, votes, line }: PackageCopy): Promise<readonly Act[]> {
    const { acts, digests } = this.#loading;
    const by = await this.#observer(submittedBy, precinct);
    const body = {
      copy,
      figures,
      votes: Object.fromEntries(votes),
      sha256: digests.get('copies.csv')!,
      ...acts.counted(),
    };
    const submission = { path: `${acts.protocol(contest, precinct)}${path('observer-copies')}`, body };
    return [{ ...submission, row: { file: 'copies.csv', line }, ...(by && { by }) }];
  }

  #observer(official: string, precinct: string): Promise<Requests> | undefined {
    const { observer } = this.#others;
    if (!observer) return undefined;
    const key = `${official} ${precinct}`;
    let known = this.#known.get(key);
    if (!known) this.#known.set(key, (known = observer(official, precinct)));
    return known;
  }
}
