import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

/** Contents of a package's files by name. */
export type PackageContents = Record<string, string | Uint8Array>;

/** Two precincts of one town, two candidates, five ballots: the smallest package that has everything `load` can take. */
export const tinyPackage = {
  'election.json': `${JSON.stringify(
    {
      id: 'tiny-2024',
      name: { en: 'A tiny election' },
      votingDay: '2024-05-05',
      ruleSet: 'plurality',
      timeZone: 'Asia/Almaty',
    },
    null,
    2,
  )}\n`,
  'areas.csv':
    'code,parent,level,name_en,name_ru,name_kk\nLAND,,country,Land,,\nTOWN,LAND,locality,Town,Город,Қала\nFARM,LAND,locality,Farm,,\n',
  'precincts.csv': 'code,area,name,voters_on_roll\nP1,TOWN,School,100\nP2,TOWN,"Mill, old",\nP9,FARM,Barn,7\n',
  'contests.csv': 'code,area,name_en,name_ru,name_kk,against_all\nMAYOR,TOWN,Mayor of the town,,,true\n',
  'candidates.csv':
    'contest,code,name,nominated_by,party,ballot_order\nMAYOR,A,Asel,self,,2\nMAYOR,B,Bolat,party,Birlik,1\n',
  'ballots.csv':
    'contest,precinct,choice\nMAYOR,P1,A\nMAYOR,P2,B\nMAYOR,P1,against-all\nMAYOR,P1,A\nMAYOR,P2,invalid:unsigned\n',
} satisfies PackageContents;

/** The tiny package with some files replaced, or left out where `undefined`. */
export function tinyPackageWith(changes: Record<string, string | Uint8Array | undefined>): PackageContents {
  const files: Record<string, string | Uint8Array | undefined> = { ...tinyPackage, ...changes };
  return Object.fromEntries(
    Object.entries(files).filter((entry): entry is [string, string | Uint8Array] => entry[1] !== undefined),
  );
}

/** A folder that is gone when the test is over. */
export function temporaryFolder(): { readonly path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'vote-record-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Writes a package as a folder. */
export function writePackage(folder: string, contents: PackageContents): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content);
  return folder;
}

/** What a maker of hostile archives can say of an entry besides the truth. */
export interface EntryLies {
  readonly size?: number;
  readonly checksum?: number;
  readonly encrypted?: boolean;
}

/** Bytes of a .zip with these entries in this order; names may repeat and lead anywhere. */
export function zipped(
  entries: readonly (readonly [name: string, content: string | Uint8Array, lies?: EntryLies])[],
): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content, lies] of entries) {
    const bytes = Buffer.from(content as string);
    const packed = deflateRawSync(bytes);
    const path = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800 | (lies?.encrypted ? 1 : 0), 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(lies?.checksum ?? crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(lies?.size ?? bytes.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, place, path]));
    locals.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listed, end]);
}
