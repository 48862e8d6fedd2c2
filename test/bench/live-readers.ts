import { connect, type Socket } from 'node:net';

/** Readers of the feed, in a process of their own: they take everything as it comes, and count bytes. */
let readers: Socket[] = [];
let bytes = 0;

/** @param count how many are to read; 0: all leave */
async function become(url: string, count: number): Promise<void> {
  for (const reader of readers) reader.destroy();
  readers = [];
  bytes = 0;
  const { hostname, port } = new URL(url);
  for (let begun = 0; begun < count; begun += 50) {
    await Promise.all(
      Array.from({ length: Math.min(50, count - begun) }, (_, i) => open(hostname, Number(port), scopeOf(begun + i))),
    );
  }
}

function open(host: string, port: number, which: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect(port, host, () => {
    socket.write(`GET /elections/bench/live?${which} HTTP/1.1\r\nHost: bench\r\n\r\n`);
  });
  socket.on('data', (chunk) => {
    bytes += chunk.length;
    resolve();
  });
  socket.on('error', reject);
  readers.push(socket);
  return promise;
}

process.on('message', ({ url, count }: { url: string; count: number }) => {
  const before = { bytes, alive: readers.filter((reader) => !reader.destroyed).length };
  void become(url, count).then(() => process.send!(before));
});

/** Most watch a precinct, 200 the area with all its 200 precincts. */
function scopeOf(reader: number): string {
  return reader % 5 === 0 ? 'area=A' : `area=P${reader % 200}`;
}
