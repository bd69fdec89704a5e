/** Text that is not clean is measured as its clean twin is, with every offset exact into the text as given. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measuredText } from '../../../corpora/cleaning/measured-text.js';
import { openCorpus } from '../../../corpora/open-corpus.js';
import { BatchWriter } from '../../../pipeline/arrow/encode.js';
import { analyseDocument } from '../../../pipeline/run/analyse-document.js';
import { documentColumns } from '../../../pipeline/store/document-columns.js';

const CLEAN =
  'Officials may perhaps find the office closed, Zoë O’Dale said. “It is probably difficult,” said Zoë O’Dale, who runs the mill at Orrdale. It seems that nobody told the firm, and the flood could possibly cost O’Dale a whole year. Critics of AT&T suggested that it isn’t over – “yet”.';

const inside =
  (mark: string) =>
  (word: string): string =>
    `${word.slice(0, 2)}${mark}${word.slice(2)}`;
const within = (mark: string): string => CLEAN.replace(/\p{L}{5,}/gu, inside(mark));

const INVISIBLE: Readonly<Record<string, string>> = {
  'soft hyphens': within('\u00ad'),
  'zero-width spaces': within('\u200b'),
  'word joiners about words': CLEAN.replace(/ (?=\p{L})/gu, ' \u2060'),
  'marks of direction': CLEAN.replace(/(?<=\p{L}) /gu, '\u200e '),
  ligatures: CLEAN.replaceAll('ffi', '\ufb03').replaceAll('fi', '\ufb01').replaceAll('fl', '\ufb02'),
  'letter apostrophes': CLEAN.replaceAll('’', '\u02bc'),
  'no-break spaces': CLEAN.replaceAll(' ', '\u00a0'),
  'narrow and wide spaces': CLEAN.replaceAll(' ', '\u3000'),
  'decomposed letters': CLEAN.normalize('NFD'),
  'a surrogate pair before': within('\u00ad').replace('Critics', '\u{1d402}ritics'),
};
const ENCODED: Readonly<Record<string, string>> = {
  entities: CLEAN.replaceAll('&', '&amp;')
    .replaceAll('’', '&#8217;')
    .replaceAll('“', '&ldquo;')
    .replaceAll('”', '&rdquo;')
    .replaceAll('ë', '&euml;')
    .replaceAll('–', '&#x2013;'),
  'entities encoded twice': CLEAN.replaceAll('&', '&amp;amp;')
    .replaceAll('’', '&amp;rsquo;')
    .replaceAll('ë', '&amp;euml;'),
  mojibake: new TextDecoder('windows-1252').decode(Buffer.from(CLEAN), { stream: true }),
  tags: `<p>${CLEAN.replaceAll('&', '&amp;').replace('Critics', '<a href="https://x.example">Critics</a>')}</p>`,
  'escapes of a program': CLEAN.replace(
    /[^\p{ASCII}]/gu,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  ),
};

interface Hit {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
}

/** All that a stage's row says but where it stands. */
function figures(row: Readonly<Record<string, unknown>>): unknown {
  return JSON.parse(
    JSON.stringify(row, (name, value: unknown) =>
      /start|end|surface/.test(name)
        ? undefined
        : value instanceof Object && 'surface' in value
          ? { ...value, surface: undefined }
          : value,
    ),
  );
}

function hits(value: unknown): Hit[] {
  if (Array.isArray(value)) return value.flatMap(hits);
  if (value === null || typeof value !== 'object') return [];
  const own = value as Partial<Hit>;
  return [...(typeof own.surface === 'string' ? [own as Hit] : []), ...Object.values(value).flatMap(hits)];
}

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-twins-'));

async function analysed(text: string) {
  const path = join(folder, 'one.jsonl');
  writeFileSync(path, JSON.stringify({ id: 'a', text }));
  for await (const item of openCorpus(path).read())
    if (item.kind === 'document')
      return { document: item.document, ...(await analyseDocument(item.document)) };
  throw new Error('no document');
}

describe('a text that is not clean', async () => {
  const clean = await analysed(CLEAN);
  const expected = figures(clean.row);
  for (const [name, given] of Object.entries(INVISIBLE))
    it(`with ${name} is measured as its twin, and keeps its offsets`, async () => {
      const { document, row, annotations, plan } = await analysed(given);
      expect(document.text).toBe(given);
      expect(figures(row)).toEqual(expected);
      const points = Array.from(given);
      const found = Object.values(row).flatMap(hits);
      expect(found.length).toBeGreaterThan(10);
      for (const { start, end, surface } of found) expect(points.slice(start, end).join('')).toBe(surface);
      const bare = (one: string): string => measuredText(one)?.text ?? one;
      expect(found.map(({ surface }) => bare(surface))).toEqual(
        Object.values(clean.row)
          .flatMap(hits)
          .map(({ surface }) => bare(surface)),
      );
      // The codec stores the same.
      const writer = new BatchWriter(documentColumns([]), plan.stages);
      writer.push(document, annotations);
      const stored = writer.finish().get(0)!.toJSON();
      expect(stored.text).toBe(given);
      const cues = [...(stored.hedging_cues as Iterable<Hit>)].map(({ start, end, surface }) => ({
        start,
        end,
        surface,
      }));
      expect(cues).toEqual(
        (row.hedging_cues as Hit[]).map(({ start, end, surface }) => ({ start, end, surface })),
      );
    });
  for (const [name, given] of Object.entries(ENCODED))
    it(`with ${name} is mended, the original kept`, async () => {
      const { document, row } = await analysed(given);
      expect(document.text).toBe(CLEAN);
      expect(document.extra.text_original).toBe(given);
      expect(row).toEqual(clean.row);
    });
});
