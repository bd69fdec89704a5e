import type { Format } from '../detect/format.js';
import { encodingText, identify, isPlainText } from '../detect/identify.js';
import { type CorpusLimits, limitDefect } from '../input/limits.js';
import { type Defect, ReadFailure, type RecordOrDefect, systemFailure } from '../input/read-failure.js';
import { givenEncoding, type Reader, type SourceToRead } from './format-reader.js';

/** Loaded when first needed: DuckDB, apache-arrow and the libraries of other formats take a tenth of a second each. */
const READERS: Readonly<Record<Exclude<Format, 'zip' | 'tar'>, () => Promise<Reader>>> = {
  text: async () => (await import('./text.js')).readText,
  json: async () => (await import('./json.js')).readJson,
  jsonl: async () => (await import('./json-lines.js')).readJsonLines,
  csv: async () => (await import('./delimited.js')).readDelimited,
  parquet: async () => (await import('./parquet.js')).readParquet,
  'arrow-file': async () => (await import('./arrow.js')).readArrowFile,
  'arrow-stream': async () => (await import('./arrow.js')).readArrowStream,
  html: async () => (await import('./html/read-html.js')).readHtml,
  warc: async () => (await import('./warc/read-warc.js')).readWarc,
  feed: async () => (await import('./feed/read-feed.js')).readFeed,
  docx: async () => (await import('./office/docx.js')).readDocx,
  epub: async () => (await import('./office/epub.js')).readEpub,
  pdf: async () => (await import('./office/pdf.js')).readPdf,
  rtf: async () => (await import('./office/rtf.js')).readRtf,
  annotation: async () => (await import('./annotation.js')).readAnnotation,
};

/** Archives hold files of any format, archives too. */
async function archiveReader(format: 'zip' | 'tar', depth: number): Promise<Reader> {
  const { checkDepth, readTarArchive, readZipArchive } = await import('./archive/read-archive.js');
  checkDepth(depth);
  const readArchive = format === 'zip' ? readZipArchive : readTarArchive;
  return (source, limits) =>
    readArchive(source, limits, async function* (name, path) {
      const content = await identify(name, path, limits, givenEncoding(source));
      for await (const item of readRecords({ path, name, ...content }, limits, depth + 1))
        yield 'defect' in item || item.encoding !== undefined || !isPlainText(content.format)
          ? item
          : { ...item, encoding: encodingText(content) };
    });
}

const tooManyRecords = ({ maxRecords }: CorpusLimits): Defect =>
  limitDefect(
    'maxRecords',
    `the file holds more than ${maxRecords.toLocaleString('en')} records; the rest of it was not read`,
    'Split the file',
  );

/**
 * A file's records. A failure that ends the file comes as the last record's defect, so that survey and
 * reading count alike; only a file of which nothing could be read at all still yields one.
 *
 * @param depth - of archives that the file lies in.
 */
export async function* readRecords(
  source: SourceToRead & { readonly format: Format },
  limits: CorpusLimits,
  depth = 0,
): AsyncGenerator<RecordOrDefect> {
  let number = 0;
  try {
    const { format } = source;
    const read =
      format === 'zip' || format === 'tar' ? await archiveReader(format, depth) : await READERS[format]();
    for await (const item of read(source, limits)) {
      if (item.number > limits.maxRecords) throw new ReadFailure(tooManyRecords(limits));
      number = item.number;
      yield item;
    }
  } catch (error) {
    const failure = error instanceof ReadFailure ? error : systemFailure(error);
    if (failure === null) throw error;
    const { defect } = failure;
    yield {
      number: number + 1,
      defect: { ...defect, place: defect.place ?? (number === 0 ? null : `after record ${number}`) },
    };
  }
}
