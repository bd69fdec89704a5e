/** What files' names tell: the extension under a compression's, and what systems leave in folders. */
import { extname } from 'node:path';

/** The extension of a compressed file. */
const COMPRESSED = /\.(?:gz|gzip|zst|zstd)$/i;

/** A file's name without the extension of its compression: `a.csv` of `a.csv.gz`. */
export const bareName = (name: string): string => name.replace(COMPRESSED, '');

/** The extension that tells the format: `.csv` of `a.csv.gz`, lower case. */
export const extensionOf = (name: string): string => extname(bareName(name)).toLowerCase();

/** What operating systems and tools leave in folders; passed over without a reject, as all hidden files are. */
const LEFTOVERS = new Set(['thumbs.db', 'desktop.ini', '__macosx', '_success', 'icon\r']);

export const isPassedOver = (name: string): boolean =>
  (name.startsWith('.') && name !== '.' && name !== '..') || LEFTOVERS.has(name.toLowerCase());
