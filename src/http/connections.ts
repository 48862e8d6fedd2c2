import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { lineOf } from '../access/network.ts';

/** Closes connections that are more than so many at a time, in all and from one address; 0: no limit. */
export function capConnections(server: Server, most: { readonly inAll: number; readonly byAddress: number }): void {
  if (most.inAll > 0) server.maxConnections = most.inAll;
  if (most.byAddress === 0) return;
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const line = lineOf(socket.remoteAddress ?? '');
    const count = (open.get(line) ?? 0) + 1;
    open.set(line, count);
    socket.once('close', () => {
      const left = open.get(line)! - 1;
      if (left > 0) open.set(line, left);
      else open.delete(line);
    });
    if (count > most.byAddress) socket.destroy();
  });
}
