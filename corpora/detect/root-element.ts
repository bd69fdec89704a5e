/** Finds the first element of a document in markup. */
import { decoderOf, encodingOfMark } from './encoding.js';

/** The name of the first element of an XML or HTML document, lower case; null where there is none in its head. */
export function rootElement(head: Buffer): string | null {
  const text = decoderOf(markupEncoding(head), false).decode(head);
  const start = /\S/.exec(text)?.index ?? text.length;
  if (text[start] !== '<') return null;
  for (let at = start; at < text.length; ) {
    if (/\s/.test(text[at]!)) {
      at++;
      continue;
    }
    const name = /^<([a-z][\w:.-]{0,60})/i.exec(text.slice(at, at + 70))?.[1];
    if (name !== undefined) return name.toLowerCase();
    const comment = text.startsWith('<!--', at);
    if (!comment && /^<!doctype\s+html/i.test(text.slice(at, at + 40))) return 'html';
    if (!comment && !text.startsWith('<?', at) && !text.startsWith('<!', at)) return null;
    let end = text.indexOf(comment ? '-->' : '>', at);
    // A document type may declare entities between brackets.
    const bracket = comment ? -1 : text.slice(at, end).indexOf('[');
    if (bracket >= 0) end = text.indexOf(']>', at) + 1;
    if (end <= 0) return null;
    at = end + (comment ? 3 : 1);
  }
  return null;
}

function markupEncoding(head: Buffer): string {
  const marked = encodingOfMark(head);
  if (marked !== null) return marked;
  if (head[0] === 0x3c && head[1] === 0) return head[2] === 0 && head[3] === 0 ? 'utf-32le' : 'utf-16le';
  if (head[0] === 0 && head[1] === 0 && head[2] === 0 && head[3] === 0x3c) return 'utf-32be';
  return head[0] === 0 && head[1] === 0x3c ? 'utf-16be' : 'utf-8';
}
