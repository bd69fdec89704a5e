/** A step of the build: the bundled reference as reports read it, see reference-file.ts. */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { writeWhole } from '../base/output-file.js';
import { fromPackageRoot } from '../base/package-root.js';
import {
  type CompiledReference,
  compiledFile,
  PIECES,
  parsed,
  pieceOf,
  REFERENCE_FILE,
} from './reference-file.js';

if (import.meta.url.endsWith('.ts'))
  throw new Error('run the one in dist/, so that no JSON lands among the sources');

function inPieces(record: Readonly<Record<string, unknown>>): readonly string[] {
  const pieces = Array.from({ length: PIECES }, (): [string, unknown][] => []);
  for (const entry of Object.entries(record)) pieces[pieceOf(entry[0])]!.push(entry);
  return pieces.map((entries) => JSON.stringify(Object.fromEntries(entries)));
}

const bytes = readFileSync(fromPackageRoot(REFERENCE_FILE));
const { outlets: _, actors, terms, ...head } = parsed(bytes);
const compiled: CompiledReference = {
  crc32: crc32(bytes),
  head,
  pieces: { actors: inPieces(actors), terms: inPieces(terms) },
};
// All in ASCII, which is read as it stands.
const text = JSON.stringify(compiled).replace(
  /[\u0080-\uffff]/g,
  (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
);
mkdirSync(dirname(compiledFile()), { recursive: true });
writeWhole(compiledFile(), `${text}\n`);
