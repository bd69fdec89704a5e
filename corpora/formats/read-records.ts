/** A file's records, by its format's reader. */
import { type CorpusLimits, limitDefect } from '../input/limits.js';
import { type Defect, ReadFailure, type RecordOrDefect, systemFailure } from '../input/read-failure.js';
import { withDocumentTakenOut } from '../mapping/nested-records.js';
import { type Format, givenEncoding, type Nested, type SourceToRead } from './format.js';
import { encodingText, identify, isPlainText } from './identify.js';

/** How an archive reads the files in it: as any other, one archive deeper. */
const nestedIn = (source: SourceToRead, limits: CorpusLimits, depth: number): Nested => ({
  depth,
  read: async function* (name, path) {
    const content = await identify(name, path, limits, givenEncoding(source));
    for await (const item of readRecords({ path, name, ...content }, limits, depth + 1))
      yield 'defect' in item || item.encoding !== undefined || !isPlainText(content.format)
        ? item
        : { ...item, encoding: encodingText(content) };
  },
});

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
    const read = await source.format.load();
    for await (const item of read(source, limits, nestedIn(source, limits, depth))) {
      if (item.number > limits.maxRecords) throw new ReadFailure(tooManyRecords(limits));
      number = item.number;
      yield 'defect' in item || item.body !== undefined
        ? item
        : { ...item, values: withDocumentTakenOut(item.values) };
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
