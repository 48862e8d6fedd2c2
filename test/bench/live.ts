import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { inParallel, poster, precincts, setUp } from './http.ts';
import { type Measure, median, rate } from './measure.ts';

const rounds = 6;
const readers = 1_000;
const inFlight = 64;
const commands = 3_000;
const agent = new Agent({ keepAlive: true, maxSockets: inFlight });

/** Commands over real HTTP while nobody watches, and while a thousand read the feed of all that they change. */
export async function liveBench(): Promise<Measure[]> {
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const;
  const server = fork(new URL('./http-server.ts', import.meta.url), { stdio: [...stdio] });
  const [{ url, token }] = (await once(server, 'message')) as [{ url: string; token: string }];
  const watching = fork(new URL('./live-readers.ts', import.meta.url), { stdio: [...stdio] });
  const post = poster(url, token, agent);
  await setUp(post);

  const roll = (i: number) => JSON.stringify({ votersOnRoll: 600 + (i % 100) });
  const work = Array.from({ length: commands }, (_, i) => ({
    path: `/elections/bench/precincts/${precincts[i % 200]!}/roll`,
    body: roll(i),
  }));
  const round = () => rate(commands, () => inParallel(inFlight, work, ({ path, body }) => post(path, body)));
  await round();
  const figures = { alone: [] as number[], watched: [] as number[], bytes: [] as number[], left: [] as number[] };
  const ratios: number[] = [];
  for (let i = 0; i < rounds; i++) {
    // Which comes first changes from round to round: a record grows slower as it grows.
    const before = i % 2 === 0 ? await round() : undefined;
    await become(watching, url, readers);
    const watched = await round();
    const { bytes, alive } = await become(watching, url, 0);
    const alone = before ?? (await round());
    figures.alone.push(alone);
    figures.watched.push(watched);
    figures.bytes.push(bytes / readers);
    figures.left.push(alive);
    ratios.push(watched / alone);
  }
  server.send('stop');
  await once(server, 'exit');
  watching.kill();
  agent.destroy();
  return [
    {
      name: `a command over HTTP while ${readers} read the feed, against the same unwatched`,
      ratio: median(ratios),
      target: 0.8,
      figures: {
        'commands/s watched': median(figures.watched),
        'commands/s alone': median(figures.alone),
        'bytes told each': median(figures.bytes),
        'readers at the end': Math.min(...figures.left),
      },
    },
  ];
}

/** @returns how the readers fared until now */
async function become(watching: ChildProcess, url: string, count: number): Promise<{ bytes: number; alive: number }> {
  watching.send({ url, count });
  const [before] = (await once(watching, 'message')) as [{ bytes: number; alive: number }];
  return before;
}
