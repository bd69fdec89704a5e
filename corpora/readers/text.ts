import { readUtf8 } from '../encoding.js';
import { sizeText } from '../limits.js';
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
      throw new ReadFailure({
        reason: 'text-too-large',
        message: `the text is larger than ${sizeText(limits.maxTextBytes)}`,
        remedy: 'Split it into documents, or raise maxTextBytes.',
      });
    }
    parts.push(chunk);
  }
  const { values, body } = splitFrontMatter(Buffer.concat(parts).toString('utf8'));
  yield { number: 1, place: null, values, body };
};
