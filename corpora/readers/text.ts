import { readUtf8 } from '../encoding.js';
import { limitDefect, sizeText } from '../limits.js';
import { ReadFailure } from '../read-failure.js';
import { splitFrontMatter } from './front-matter.js';
import type { Reader } from './reader.js';

/** Plain text or Markdown: the file is one document, perhaps with a header above its text. */
export const readText: Reader = async function* (source, limits) {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of readUtf8(source, source.encoding, limits)) {
    size += chunk.length;
    if (size > limits.maxTextBytes) {
      throw new ReadFailure(
        limitDefect(
          'maxTextBytes',
          `the text is larger than ${sizeText(limits.maxTextBytes)}`,
          'Split it into documents',
        ),
      );
    }
    parts.push(chunk);
  }
  const { values, body } = splitFrontMatter(Buffer.concat(parts).toString('utf8'));
  yield { number: 1, place: null, values, body };
};
