import type { Primitives } from './machine.ts';

/** Node has them built in, and is asked for them without an import, which a browser could not follow. */
const node = (
  globalThis as { process?: { getBuiltinModule?(id: 'node:crypto'): typeof import('node:crypto') | undefined } }
).process?.getBuiltinModule?.('node:crypto');

export const { sha256, hasher, verifyEd25519, verifyMlDsa44 }: Primitives = node
  ? (await import('./primitives-of-node.ts')).primitivesOfNode(node)
  : (await import('./primitives-anywhere.ts')).primitivesAnywhere;
