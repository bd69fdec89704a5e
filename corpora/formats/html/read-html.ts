/** Reads saved pages. */
import { readBytes } from '../../input/bytes.js';
import { wholeBytes } from '../../input/whole.js';
import { mayBeExport, splitExport } from '../exports/export.js';
import { givenEncoding, type Reader } from '../format.js';
import { articleOfPage } from './article.js';
import { checkNotBinary, decodePage } from './charset.js';
import { isEuropresse, splitEuropresse } from './europresse.js';
import { textOfHtml } from './text-of-html.js';

/** A saved page: one document, or those of a database's export. Nothing in it is run or fetched. */
export const readHtml: Reader = async function* (source, limits) {
  const bytes = await wholeBytes(readBytes(source, limits), limits.maxRecordBytes);
  const { text: html, encoding } = decodePage(bytes, null, givenEncoding(source));
  checkNotBinary(html);
  const exported = isEuropresse(html)
    ? splitEuropresse(html)
    : mayBeExport(html)
      ? splitExport(textOfHtml(html), headlinesOf(html))
      : null;
  if (exported !== null) {
    for (const item of exported) yield 'defect' in item ? item : { ...item, encoding };
    return;
  }
  const { values, text } = articleOfPage(html, null);
  yield { number: 1, place: null, values, body: text, encoding };
};

/** Factiva's headlines, marked by a class. */
function headlinesOf(html: string): ReadonlySet<string> {
  const found = html.matchAll(/class=["']?[a-z]{2}Headline["']?[^<>]{0,100}>([^<]{1,500})</g);
  return new Set([...found].map(([, text]) => textOfHtml(text!.replace(/\s+/g, ' ')).trim()));
}
