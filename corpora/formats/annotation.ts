/** Reads the exports of INCEpTION and WebAnno. */
import { readBytes } from '../input/bytes.js';
import { isRecord } from '../input/json-value.js';
import type { CorpusLimits } from '../input/limits.js';
import { libraryWords, ReadFailure } from '../input/read-failure.js';
import { wholeBytes } from '../input/whole.js';
import { givenEncoding, type Reader } from './format.js';
import { decodePage, decodeXml } from './html/charset.js';
import { readXml, type XmlElement } from './xml-elements.js';

/** The text that annotations were made on, and what the export says of it. */
interface Annotated {
  readonly text: string;
  readonly title: string | null;
  readonly language: string | null;
}

/**
 * Exports of INCEpTION and WebAnno (WebAnno TSV 3, UIMA CAS as XMI or JSON): one document, its text with the
 * offsets that the annotations count in. The annotations themselves are not read.
 */
export const readAnnotation: Reader = async function* (source, limits) {
  const bytes = await wholeBytes(readBytes(source, limits), limits.maxRecordBytes);
  const given = givenEncoding(source);
  const start = bytes.subarray(0, 200).toString('latin1').trimStart();
  const { text, title, language } = start.startsWith('#FORMAT=')
    ? { text: textOfTsv(decodePage(bytes, null, given).text), title: null, language: null }
    : start.startsWith('{')
      ? casOfJson(decodePage(bytes, null, given).text)
      : casOfXmi(decodeXml(bytes, given).text, limits);
  yield { number: 1, place: null, values: { title, language }, body: text };
};

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f' };
const resolveEscapes = (text: string): string =>
  text.replace(/\\(.)/g, (_, sign: string) => ESCAPES[sign] ?? sign);

/**
 * Sentences stand in `#Text=` lines, their offsets (UTF-16) in the tokens below; what stood between two
 * sentences is not in the file: a blank where it is one character, else line ends.
 */
function textOfTsv(tsv: string): string {
  let text = '';
  let sentence: string[] = [];
  for (const [i, line] of tsv.split(/\r?\n/).entries()) {
    if (line.startsWith('#Text=')) {
      sentence.push(resolveEscapes(line.slice(6)));
      continue;
    }
    const token = /^\d+-\d+\t(\d+)-(\d+)\t/.exec(line);
    if (token === null || sentence.length === 0) continue;
    const content = sentence.join('\n');
    sentence = [];
    const begin = Number(token[1]);
    // A sentence may begin with blanks before its first token.
    const gap = begin - text.length - (/^\s*/.exec(content)?.[0].length ?? 0);
    if (gap < 0 || gap > 10_000)
      throw malformed(`the offsets on line ${i + 1} do not fit the sentences above`);
    text += (gap === 1 ? ' ' : '\n'.repeat(gap)) + content;
  }
  if (sentence.length > 0) throw malformed('it ends before the tokens of its last sentence');
  return text;
}

function casOfXmi(xml: string, limits: CorpusLimits): Annotated {
  const document = readXml(xml, limits, null);
  if (document === null || !document.closed) throw malformed('it is cut: its first element is not closed');
  const sofas = document.root.children.filter(({ name }) => name === 'sofa');
  const sofa = sofas.find(({ attributes }) => attributes.sofaID === '_InitialView') ?? sofas[0];
  const about: XmlElement | undefined = document.root.children.find(
    ({ name }) => name === 'documentmetadata',
  );
  return annotated(sofa?.attributes.sofaString, about?.attributes ?? {});
}

function casOfJson(json: string): Annotated {
  let root: unknown;
  try {
    root = JSON.parse(json);
  } catch (error) {
    throw malformed(libraryWords(error));
  }
  const structures = isRecord(root) ? root['%FEATURE_STRUCTURES'] : null;
  const all = Array.isArray(structures) ? structures.filter(isRecord) : [];
  const sofas = all.filter((structure) => structure['%TYPE'] === 'uima.cas.Sofa');
  const sofa = sofas.find(({ sofaID }) => sofaID === '_InitialView') ?? sofas[0];
  const about = all.find((structure) => String(structure['%TYPE']).endsWith('.DocumentMetaData'));
  return annotated(sofa?.sofaString, about ?? {});
}

function annotated(text: unknown, about: Readonly<Record<string, unknown>>): Annotated {
  if (typeof text !== 'string') throw malformed('it holds no text (no Sofa with a sofaString)');
  const value = (name: string): string | null => {
    const given = about[name];
    return typeof given === 'string' && given !== '' && given !== 'x-unspecified' ? given : null;
  };
  return { text, title: value('documentTitle'), language: value('language') };
}

function malformed(what: string): ReadFailure {
  return new ReadFailure({
    reason: 'malformed-annotation',
    message: `the annotation export cannot be read: ${what}`,
    remedy: 'Export it again, for example as UIMA CAS XMI.',
  });
}
