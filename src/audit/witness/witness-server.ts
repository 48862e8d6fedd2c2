import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Witness, WitnessAnswer } from './witness.ts';

/** Room for 63 hashes and a checkpoint of many signatures. */
const longestBody = 128 * 1024;

/** A witness over HTTP: `POST /add-checkpoint`, and its keys at `GET /`. Not yet listening. */
export function witnessServer(witness: Witness, report: (line: string) => void): Server {
  return createServer({ requestTimeout: 10_000 }, (request, response) => {
    const answer = ({ status, type, body }: WitnessAnswer) =>
      response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff' }).end(body);
    const say = (status: number, body: string) => answer({ status, type: 'text/plain; charset=utf-8', body });
    if (request.url === '/' && request.method === 'GET') {
      say(200, witness.keys.map((key) => `${key}\n`).join(''));
    } else if (request.url !== '/add-checkpoint') {
      say(404, 'there is POST /add-checkpoint, and nothing else\n');
    } else if (request.method !== 'POST') {
      say(405, 'POST it\n');
    } else {
      void bodyOf(request).then((body) => {
        if (body === undefined) return say(413, 'a request of more than any log sends\n');
        const answered = witness.addCheckpoint(body, Math.floor(Date.now() / 1000));
        report(`${answered.status} ${answered.status === 200 ? 'cosigned' : answered.body.trim()}`);
        return answer(answered);
      });
    }
  });
}

/** `undefined` for one that is too long, or never came whole. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request) {
      length += (chunk as Buffer).length;
      if (length > longestBody) return undefined;
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks).toString('utf8');
  } catch {
    return undefined;
  }
}
