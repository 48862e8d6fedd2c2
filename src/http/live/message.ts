/**
 * A message as it goes over the wire (HTML, 9.2.6). Only the last one of a round carries the round's position as its id:
 * whoever is cut off between two messages resumes from the round before, and misses nothing.
 */
export function message(event: string, data: object, id?: number): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n${id === undefined ? '' : `id: ${id}\n`}\n`;
}
