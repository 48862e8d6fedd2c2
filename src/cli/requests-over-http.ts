import type { Requests } from './requests.ts';

/** Milliseconds after which an answer is no longer waited for. */
const patience = 60_000;

/** Requests to a server elsewhere, in the name of whoever the token speaks for; without one, of anybody. */
export function requestsOverHttp(url: string, token?: string): Requests {
  const base = url.replace(/\/+$/, '');
  return {
    async send(method, path, body, headers) {
      const response = await fetch(base + path, {
        method,
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(patience),
      });
      const text = await response.text();
      return { status: response.status, body: parsed(text) };
    },
  };
}

/** A server of ours answers in JSON; what stands in front of it may not. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 200) };
  }
}
