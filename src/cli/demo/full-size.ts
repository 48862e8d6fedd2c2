import { join } from 'node:path';
import type { Role } from '../../access/role.ts';
import { loadPackage } from '../load/report.ts';
import { requestsOverHttp } from '../requests-over-http.ts';
import { countryOf } from '../simulate/country.ts';
import { freshFolder } from '../simulate/fresh-folder.ts';
import { type ScaleId, scales } from '../simulate/scales.ts';
import { writeSimulation } from '../simulate/simulate.ts';
import { CommandFailed, type Surroundings } from '../surroundings.ts';

/** Longer than the largest load takes. */
const tokenLife = 3_600;

/**
 * An election of full size: invented as a package in a folder, then loaded into the server by an importer, two clerks
 * and the observers. Gives the election's id.
 */
export async function loadFullSize(
  { terminal, issueToken }: Surroundings,
  url: string,
  data: string,
  { scale, seed }: { readonly scale: ScaleId; readonly seed: number },
): Promise<string> {
  const folder = join(data, 'package');
  const country = countryOf(scales[scale], seed);
  terminal.say(`An election of the size ${scale} is invented, and loaded through the API.`);
  let election = '';
  await freshFolder(folder, async (path) => {
    ({ election } = await writeSimulation(country, path, () => undefined));
  });
  const as = async (official: string, role: Role, area?: string) =>
    requestsOverHttp(url, (await issueToken({ official, role, ...(area && { area }), ttl: tokenLife })).token);
  const recorders = {
    requests: await as('package-import', 'central-commission'),
    clerks: [await as('clerk.1', 'central-commission'), await as('clerk.2', 'central-commission')],
    observer: (official: string, precinct: string) => as(official, 'observer', precinct),
    close: async () => undefined,
  };
  const whole = await loadPackage(folder, async () => recorders, terminal, false);
  if (!whole) throw new CommandFailed('Some of the invented package was refused.');
  return election;
}
