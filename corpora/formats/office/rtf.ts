/** Reads RTF. */
import { readBytes } from '../../input/bytes.js';
import { ReadFailure } from '../../input/read-failure.js';
import { wholeBytes } from '../../input/whole.js';
import { splitExport } from '../exports/export.js';
import type { Reader } from '../format.js';
import { rtfText } from './rtf-text.js';

/** An RTF file: one document, or those of a database's export. */
export const readRtf: Reader = async function* (source, limits) {
  const bytes = await wholeBytes(readBytes(source, limits), limits.maxRecordBytes);
  const text = rtfText(bytes.toString('latin1'), limits.maxNesting);
  if (text === null) {
    throw new ReadFailure({
      reason: 'corrupt-rtf',
      message: `the RTF cannot be read: its groups are not closed, or nested more than ${limits.maxNesting} deep`,
      remedy: 'Fetch it again, or open it in a word processor and save it as .docx.',
    });
  }
  const exported = splitExport(text);
  if (exported === null) yield { number: 1, place: null, values: {}, body: text };
  else yield* exported;
};
