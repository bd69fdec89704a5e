/** Reads plain text and Markdown. */
import { readUtf8 } from '../detect/encoding.js';
import { type CorpusLimits, limitDefect, sizeText } from '../input/limits.js';
import { ReadFailure } from '../input/read-failure.js';
import { looksLikeTable } from './csv/dialect.js';
import { readDelimited } from './delimited.js';
import { splitExport } from './exports/export.js';
import type { Reader } from './format.js';
import { splitFrontMatter } from './front-matter.js';

function tooLarge(limits: CorpusLimits): ReadFailure {
  const message = `the text is larger than ${sizeText(limits.maxTextBytes)}`;
  return new ReadFailure(limitDefect('maxTextBytes', message, 'Split it into documents'));
}

/**
 * Plain text or Markdown: the file is one document, perhaps with a header above its text, or the export of a
 * database (Nexis, Factiva, ProQuest) with many, or a table, such as Excel saves as "Unicode Text".
 */
export const readText: Reader = async function* (source, limits, nested) {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of readUtf8(source, source.encoding, limits)) {
    if (size === 0 && looksLikeTable(chunk.subarray(0, 1 << 14).toString('utf8'))) {
      yield* readDelimited(source, limits, nested);
      return;
    }
    size += chunk.length;
    // A database's export of many documents may be larger than one text.
    if (size > limits.maxRecordBytes) throw tooLarge(limits);
    parts.push(chunk);
  }
  const text = Buffer.concat(parts).toString('utf8');
  const exported = splitExport(text);
  if (exported !== null) {
    yield* exported;
    return;
  }
  if (size > limits.maxTextBytes) throw tooLarge(limits);
  const { values, body } = splitFrontMatter(text);
  yield { number: 1, place: null, values, body };
};
