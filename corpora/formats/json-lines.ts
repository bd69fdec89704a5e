/** Reads JSON lines. */
import { isUtf8 } from 'node:buffer';
import { readUtf8 } from '../detect/encoding.js';
import { isRecord, malformedJson, notARecord, parseJson } from '../input/json-value.js';
import { limitDefect, sizeText } from '../input/limits.js';
import { readLines } from '../input/lines.js';
import type { Defect } from '../input/read-failure.js';
import type { Reader } from './format.js';

/** JSON lines: an object a line (RFC 8259, newline-delimited). Empty lines are passed over. */
export const readJsonLines: Reader = async function* (source, limits) {
  let number = 0;
  for await (const line of readLines(readUtf8(source, source.encoding, limits), limits.maxRecordBytes)) {
    const place = `line ${line.number}`;
    if (line.bytes === null) {
      number++;
      yield { number, defect: recordTooLarge(place, limits.maxRecordBytes) };
      continue;
    }
    if (line.bytes.length === 0) continue;
    if (!isUtf8(line.bytes)) {
      number++;
      yield { number, defect: notUtf8(place) };
      continue;
    }
    const text = line.bytes.toString('utf8');
    if (text.trim() === '') continue;
    number++;
    let value: unknown;
    try {
      value = parseJson(text, limits.maxNesting);
    } catch (error) {
      yield { number, defect: malformedJson(error, text, line.number) };
      continue;
    }
    if (isRecord(value)) yield { number, place, values: value };
    else yield { number, defect: notARecord(value, place) };
  }
};

export function recordTooLarge(place: string, maxBytes: number): Defect {
  return limitDefect(
    'maxRecordBytes',
    `${place} is larger than ${sizeText(maxBytes)}`,
    'Split the document',
    place,
  );
}

export function notUtf8(place: string): Defect {
  return {
    place,
    reason: 'undecodable',
    message: `${place} is not valid UTF-8, which JSON requires`,
    remedy: 'Convert the file to UTF-8, for example with `iconv -f WINDOWS-1252 -t UTF-8`.',
  };
}
