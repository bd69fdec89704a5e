/** Reads feeds: RSS, Atom and CDF. */
import { readBytes } from '../../input/bytes.js';
import { ReadFailure, type RecordOrDefect } from '../../input/read-failure.js';
import { wholeBytes } from '../../input/whole.js';
import { givenEncoding, type Reader } from '../format.js';
import { decodeXml } from '../html/charset.js';
import { linesOf, readXml, type XmlElement } from '../xml-elements.js';
import { entryValues, feedMetadata, isEntry } from './entry.js';

/**
 * A feed (RSS 0.9 to 2.0, Atom, CDF): each entry is a document, with the feed's title for outlet. Its text is
 * the content that the feed gives, else the summary, which is short: the column `text_from` says which.
 */
export const readFeed: Reader = async function* (source, limits) {
  const bytes = await wholeBytes(readBytes(source, limits), limits.maxRecordBytes);
  const { text: xml, encoding } = decodeXml(bytes, givenEncoding(source));
  const entries: { readonly element: XmlElement; readonly cut: boolean }[] = [];
  const document = readXml(xml, limits, {
    isHandedOver: isEntry,
    handOver: (element, cut) => entries.push({ element, cut }),
  });
  if (entries.length === 0 || document === null) {
    throw new ReadFailure({
      reason: 'no-documents',
      message: 'the feed holds no entries',
      remedy: 'Leave it out, or fetch it again.',
    });
  }
  const { outlet, language } = feedMetadata(document.root);
  const lineOf = linesOf(xml);
  let number = 0;
  for (const { element, cut } of entries) {
    number++;
    const place = `entry ${number}, line ${lineOf(element.start)}`;
    if (cut) {
      yield { number, defect: cutOff(place) } satisfies RecordOrDefect;
      continue;
    }
    const values = entryValues(element);
    yield { number, place, values: { ...values, outlet, language: values.language ?? language }, encoding };
  }
  const last = entries.at(-1)!;
  // Between two entries nothing is lost that could be seen, but more may have followed.
  if (!document.closed && !last.cut) yield { number: number + 1, defect: cutOff(`after entry ${number}`) };
};

const cutOff = (place: string): { place: string; reason: string; message: string; remedy: string } => ({
  place,
  reason: 'malformed-feed',
  message: `${place}: the feed is cut off, or an element is not closed`,
  remedy: 'Fetch the feed again; `xmllint --noout FILE` shows the place.',
});
