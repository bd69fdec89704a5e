import type { Format } from '../format.js';
import type { CorpusLimits } from '../limits.js';
import { ReadFailure, type RecordOrDefect } from '../read-failure.js';
import { readArrowFile, readArrowStream } from './arrow.js';
import { readDelimited } from './delimited.js';
import { readJson } from './json.js';
import { readJsonLines } from './json-lines.js';
import { readParquet } from './parquet.js';
import type { Reader, SourceToRead } from './reader.js';
import { readText } from './text.js';

const READERS: Readonly<Record<Format, Reader>> = {
  text: readText,
  json: readJson,
  jsonl: readJsonLines,
  csv: readDelimited,
  parquet: readParquet,
  'arrow-file': readArrowFile,
  'arrow-stream': readArrowStream,
};

/**
 * A file's records. A failure that ends the file comes as the last record's defect, so that survey and
 * reading count alike; only a file of which nothing could be read at all still yields one.
 */
export async function* readRecords(
  source: SourceToRead & { readonly format: Format },
  limits: CorpusLimits,
): AsyncGenerator<RecordOrDefect> {
  let number = 0;
  try {
    for await (const item of READERS[source.format](source, limits)) {
      number = item.number;
      yield item;
    }
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    const { defect } = error;
    yield {
      number: number + 1,
      defect: { ...defect, place: defect.place ?? (number === 0 ? null : `after record ${number}`) },
    };
  }
}
