import { inKazakhOrder } from '../../domain/rules/kazakh-alphabet.ts';

/** Orders names, numbers in them by their size: the Kazakh alphabet holds all letters of Russian too, in the same order. */
export function inOrder(a: string, b: string): number {
  return inKazakhOrder(bySize(a), bySize(b));
}

function bySize(name: string): string {
  return name.replaceAll(/\d+/g, (number) => number.padStart(12, '0'));
}
