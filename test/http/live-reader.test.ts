import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Reader } from '../../src/http/live/reader.ts';

const server = createServer();
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

/** Both ends of a line. */
async function line(): Promise<{ response: ServerResponse; client: IncomingMessage }> {
  const asked = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', agent: false });
  const [, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
  response.flushHeaders();
  const [client] = (await once(asked, 'response')) as [IncomingMessage];
  return { response, client };
}

test('One message at most waits for a reader who does not take it, and they are ready again once they have', async () => {
  const { response, client } = await line();
  client.pause();
  const reader = new Reader(response, -1);
  const message = Buffer.alloc(1 << 20, 'x');
  const taken = Promise.withResolvers<void>();
  let sent = 0;
  while (reader.ready) {
    reader.send(message, taken.resolve);
    sent += message.length;
    expect(sent).toBeLessThan(1 << 26);
  }
  expect(response.writableLength).toBeLessThanOrEqual(message.length + 1024);
  client.resume();
  await taken.promise;
  expect(reader.ready).toBe(true);
  response.end();
});
