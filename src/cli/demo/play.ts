import { randomUUID } from 'node:crypto';
import { addDays, instantOf } from '../../domain/clock.ts';
import { inBatches } from './batches.ts';
import type { Chance } from './chance.ts';
import { ballotsOf, country, type District, type Locality, region } from './country.ts';
import type { Terminal } from '../terminal.ts';
import type { Staff } from './staff.ts';

export const election = 'akims-of-ulgi';
const timeZone = 'Asia/Almaty';
/** The commission of the region, which calls the election and knows its areas. */
const regional = ['region.chair', 'territorial-commission', region.code] as const;
const turnoutHours = [10, 12, 14, 16, 18, 20] as const;
/** Share of the day's ballots issued by those hours. */
const turnoutShares = [0.14, 0.38, 0.6, 0.78, 0.92, 1];
const batchSize = 200;

/** A voting day under kz-akim-2026, from the call to the certificates, through the API alone. */
export class Play {
  readonly #staff: Staff;
  readonly #terminal: Terminal;
  readonly #chance: Chance;
  readonly #day: string;
  readonly #districts: readonly District[];

  constructor(staff: Staff, terminal: Terminal, chance: Chance, votingDay: string) {
    this.#staff = staff;
    this.#terminal = terminal;
    this.#chance = chance;
    this.#day = votingDay;
    this.#districts = country(chance);
  }

  async run(): Promise<void> {
    await this.#call();
    await this.#nominate();
    await this.#vote();
    await this.#count();
    await this.#certify();
  }

  /** Local time so many days before the vote, as an instant. */
  #at(daysBefore: number, time: string): string {
    return instantOf(`${addDays(this.#day, -daysBefore)}T${time}:00`, timeZone);
  }

  #contests(): { district: District; locality: Locality }[] {
    return this.#districts.flatMap((district) => district.localities.map((locality) => ({ district, locality })));
  }

  async #call(): Promise<void> {
    const name = { kk: 'Ауыл әкімдерін сайлау', ru: 'Выборы сельских акимов', en: 'Election of rural akims' };
    const called = {
      id: election,
      name,
      votingDay: this.#day,
      ruleSet: 'kz-akim-2026',
      timeZone,
      at: this.#at(60, '10:00'),
    };
    await this.#staff.act(...regional, [], called);
    await this.#region('areas', { code: region.code, level: 'region', parent: null, name: region.name });
    for (const { code, name: districtName, commission, localities } of this.#districts) {
      await this.#region('areas', { code, level: 'district', parent: region.code, name: districtName });
      const members = commission.map((member, i) => ({
        ...member,
        office: i === 0 ? 'chair' : i === 1 ? 'secretary' : 'member',
      }));
      await this.#staff.act(...regional, [election, 'areas', code, 'commission'], { members });
      for (const locality of localities) {
        await this.#region('areas', { code: locality.code, level: 'locality', parent: code, name: locality.name });
        for (const precinct of locality.precincts) {
          const { code: number, name: words, votersOnRoll } = precinct;
          await this.#region('precincts', { code: number, area: locality.code, name: words, votersOnRoll });
        }
        const contest = { code: locality.code, area: locality.code, name: locality.name, againstAll: true };
        const dated = { termEnds: addDays(this.#day, 20), at: this.#at(58, '11:00') };
        await this.#chair({ code, commission }, ['contests'], { ...contest, ...dated });
      }
    }
    const precincts = this.#contests().flatMap(({ locality }) => locality.precincts);
    this.#say(
      `${this.#day} is the voting day: ${this.#contests().length} contests in ${this.#districts.length} districts, ${precincts.length} precincts.`,
    );
  }

  #region(resource: string, body: object) {
    return this.#staff.act(...regional, [election, resource], body);
  }

  /** The chair of the district's commission acts. */
  #chair({ code, commission }: Pick<District, 'code' | 'commission'>, parts: readonly string[], body: object) {
    return this.#staff.act(commission[0]!.official, 'territorial-commission', code, [election, ...parts], body);
  }

  async #nominate(): Promise<void> {
    for (const { district, locality } of this.#contests()) {
      const voters = locality.precincts.reduce((sum, { votersOnRoll }) => sum + votersOnRoll, 0);
      for (const { code, name, nominatedBy, party, fate } of locality.candidates) {
        const about = (step: string, body: object) =>
          this.#chair(district, ['contests', locality.code, 'candidates', code, step], body);
        const nomination = { code, name, nominatedBy, party, at: this.#at(30, '12:00') };
        await this.#chair(district, ['contests', locality.code, 'candidates'], nomination);
        if (nominatedBy === 'self') {
          const valid = Math.ceil(voters / 100) + this.#chance.between(0, 9);
          const settlements = { all: 3, represented: 2 };
          await about('signatures', { valid, votersInConstituency: voters, settlements, at: this.#at(26, '15:00') });
        }
        await about('eligibility', { eligible: fate !== 'refused', at: this.#at(24, '16:00') });
        if (fate === 'refused') {
          const reason = 'The candidate is younger than 25.';
          await about('refusal', { ground: 'ELIGIBILITY_MISMATCH', reason, at: this.#at(23, '10:00') });
          this.#say(`${name} is refused registration in ${locality.name.kk}: younger than 25.`);
          continue;
        }
        await about('registration', { at: this.#at(22, '10:00') });
        if (fate !== 'withdraws') continue;
        await about('withdrawal', { at: this.#at(18, '09:00') });
        this.#say(`${name} withdraws in ${locality.name.kk}.`);
      }
      await this.#chair(district, ['contests', locality.code, 'ballot-text'], { at: this.#at(15, '12:00') });
    }
    this.#say('Ballot texts are approved, candidates in the order of the Kazakh alphabet, "against all" last.');
  }

  async #vote(): Promise<void> {
    const contests = this.#contests();
    const progress = this.#terminal.progress('voting day', contests.length * 3);
    await Promise.all(
      contests.map(async ({ locality }) => {
        for (const { code, votersOnRoll, issued } of locality.precincts) {
          const precinct = (step: string, body: object) => this.#precinct(code, ['precincts', code, step], body);
          await precinct('roll', { votersOnRoll, at: this.#at(1, '18:00') });
          await this.#precinct(code, ['contests', locality.code, 'ballot-boxes'], {
            precinct: code,
            at: this.#at(0, '06:50'),
          });
          await precinct('opening', { at: this.#at(0, '07:00') });
          for (const [i, hour] of turnoutHours.entries()) {
            const ballotsIssued = Math.round(issued * turnoutShares[i]!);
            await precinct('turnout', { hour, ballotsIssued, at: this.#at(0, `${hour}:05`) });
          }
          await precinct('closing', { at: this.#at(0, '20:06') });
          progress.advance();
        }
      }),
    );
    progress.end('polls opened at 07:00, turnout reported six times, polls closed at 20:06');
  }

  /** The secretary of a precinct's commission acts. */
  #precinct(code: string, parts: readonly string[], body: object) {
    return this.#staff.act(`p${code}.secretary`, 'precinct-commission', code, [election, ...parts], body);
  }

  async #count(): Promise<void> {
    const boxes = this.#contests().flatMap(({ locality }) =>
      ballotsOf(locality, this.#chance).map((choices, i) => ({
        locality,
        precinct: locality.precincts[i]!.code,
        choices,
      })),
    );
    const ballots = boxes.reduce((sum, { choices }) => sum + choices.length, 0);
    const progress = this.#terminal.progress('count', ballots);
    let repeated = 0;
    await Promise.all(
      boxes.map(async ({ locality, precinct, choices }, box) => {
        for (const { choices: batch, last } of inBatches(choices, batchSize)) {
          const parts = ['contests', locality.code, 'ballot-boxes', precinct, 'ballots'];
          const body = { batch: randomUUID(), choices: batch, last, at: this.#at(0, '23:00') };
          await this.#precinct(precinct, parts, body);
          if (box === 0 && repeated === 0) {
            repeated = batch.length;
            const again = await this.#precinct(precinct, parts, body);
            if (again.events.length > 0) throw new Error('a repeated batch was recorded twice');
          }
          progress.advance(batch.length);
        }
      }),
    );
    progress.end(`${ballots.toLocaleString('en-US')} ballots read into the record in shuffled batches, boxes closed`);
    this.#say(`A batch of ${repeated} ballots was sent twice after a broken line, and is recorded once.`);
  }

  async #certify(): Promise<void> {
    for (const { district, locality } of this.#contests()) {
      const contest = ['contests', locality.code];
      await this.#chair(district, [...contest, 'tabulation'], { at: this.#at(-1, '10:00') });
      const { tabulation } = await this.#staff.read<{ tabulation: { position: number } }>([election, ...contest]);
      const { position } = tabulation;
      let recorded: readonly string[] = [];
      for (const { official } of district.commission.slice(0, 4)) {
        const voice = [election, ...contest, 'approvals'];
        const body = { position, at: this.#at(-1, '12:00') };
        recorded = (await this.#staff.act(official, 'territorial-commission', district.code, voice, body)).events;
      }
      await this.#tell(district, locality, recorded);
    }
  }

  async #tell(district: District, locality: Locality, recorded: readonly string[]): Promise<void> {
    const where = `${locality.name.kk} (${locality.name.en})`;
    const nameOf = (code: string) => locality.candidates.find((candidate) => candidate.code === code)?.name ?? code;
    const { certified, tie } = await this.#staff.read<{
      certified: { winner: string; votes: number } | null;
      tie: { candidates: string[]; votes: number } | null;
    }>([election, 'contests', locality.code]);
    if (recorded.includes('ResultCertified') && certified) {
      this.#say(
        `${where}: ${nameOf(certified.winner)} is elected with ${certified.votes} votes, certified by 4 of 7 members.`,
      );
    }
    if (!recorded.includes('TieDeclared') || !tie) return;
    const votingDay = addDays(this.#day, 28);
    await this.#chair(district, ['contests', locality.code, 'repeat'], { votingDay, at: this.#at(-1, '15:00') });
    const names = tie.candidates.map(nameOf).join(' and ');
    this.#say(`${where}: ${names} have ${tie.votes} votes each. A tie: repeat voting is called for ${votingDay}.`);
  }

  #say(words: string): void {
    this.#terminal.say(`  ${words}`);
  }
}
