/** A whole number as an environment says it; anything else stays text, for the check to name. */
export function numberIn(text: string | undefined, otherwise: number): number | string {
  if (!text) return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}
