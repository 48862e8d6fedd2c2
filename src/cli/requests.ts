/** What the server answers to one request. */
export interface Answer {
  readonly status: number;
  /** The JSON body, parsed. */
  readonly body: unknown;
}

/** The one way from the command line into the record: its HTTP surface, over a network or in the same process. */
export interface Requests {
  /**
   * @param path from the root, e.g. `/elections`; its parts are percent-encoded by the caller
   * @param body JSON data, for a POST
   * @throws Error when no answer came: whether the request took effect is then unknown
   */
  send(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
}

/** Path of a resource: `path('elections', id)` -> `/elections/<id>`. */
export function path(...parts: readonly string[]): string {
  return parts.map((part) => `/${encodeURIComponent(part)}`).join('');
}
