import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** A file of the built page, also as it is sent to whoever takes it compressed. */
export interface BuiltFile {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzipped: Buffer;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** `dist/dashboard`, seen from `dist/http/dashboard` and from `src/http/dashboard` alike. */
const folder = fileURLToPath(new URL('../../../dist/dashboard', import.meta.url));

/** The built page by the paths of its files; empty when it was not built. They are few and small, and kept in memory. */
export function builtFiles(): ReadonlyMap<string, BuiltFile> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => types[extname(name)]);
  return new Map(
    names.map((name): [string, BuiltFile] => {
      const plain = readFileSync(join(folder, name));
      const file = { type: types[extname(name)]!, plain, gzipped: gzipSync(plain) };
      return [`/${name}`, file];
    }),
  );
}
