/** Opens a corpus: files are listed, surveyed once, and read as documents and rejects. */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import { checkOptions } from '../base/options.js';
import { BOILERPLATE_VERSION } from './boilerplate/mark.js';
import { checkEncoding } from './detect/encoding.js';
import type { Corpus, CorpusItem, Reject } from './document.js';
import { readRecords } from './formats/read-records.js';
import { type CorpusLimits, limitsOf } from './input/limits.js';
import type { Defect, SourceRecord } from './input/read-failure.js';
import { type InputFile, listInputs, spool } from './input-files.js';
import type { ColumnOptions } from './mapping/column-names.js';
import { type DocumentRules, documentOf } from './mapping/record-to-document.js';
import { READING_OPTIONS } from './reading-options.js';
import { SeenIds } from './survey/seen-ids.js';
import { changedFiles, type SurveyedCorpus, type SurveyedFile, surveyFiles } from './survey/survey.js';

/**
 * How a corpus is read. Columns not named here are found by their usual names (`FIELD_COLUMNS`); a path such
 * as `source.name` reaches into nested values.
 */
export interface OpenCorpusOptions
  extends ColumnOptions,
    Partial<CorpusLimits>,
    z.input<typeof READING_OPTIONS> {
  /** What `-` reads. Default: standard input. */
  readonly stdin?: Readable;
}

/**
 * Opens a corpus: a file, several files, a folder with all below it, a glob, or `-` for standard input.
 * Formats (see `FORMATS`) are told by first bytes and extension. Survey and reading are repeatable, in the
 * same order, and hold no more than a record at a time; every record becomes a document or a reject. The
 * files are surveyed once: `read` surveys them first where `survey` was not called.
 *
 * Documents' ids are the id column's, else `file#record`, else, for a file that is one document, its name
 * without extension; of a file in an archive `archive.zip/name`.
 *
 * @throws UserError where an input does not exist or holds no file; from `survey` and `read`, where no file
 *   is readable, an option names a column that does not exist, or no column holds the text.
 */
export function openCorpus(inputs: string | readonly string[], options: OpenCorpusOptions = {}): Corpus {
  const files = listInputs(typeof inputs === 'string' ? [inputs] : inputs);
  const limits = limitsOf(options);
  const {
    dateOrder = null,
    anyLanguage,
    mend,
    missingMarks,
    cutTexts,
    ...reading
  } = checkOptions(READING_OPTIONS, { ...options });
  const encoding = checkEncoding(reading.encoding);
  const keepCut = cutTexts === 'keep';
  let surveyed: Promise<SurveyedCorpus> | null = null;
  const survey = (): Promise<SurveyedCorpus> => {
    surveyed ??= (async () =>
      surveyFiles(await spoolPipes(files, limits, options.stdin), {
        columns: options,
        limits,
        dateOrder,
        encoding,
        mend,
        missingMarks,
        keepCut,
      }))();
    return surveyed;
  };
  return {
    survey: async () => {
      const { survey: own, repeatedLines } = await survey();
      const rules = {
        anyLanguage,
        dateOrder,
        mend,
        missingMarks,
        cutTexts: keepCut ? 'keep' : 'reject',
        boilerplate: BOILERPLATE_VERSION,
        ...(encoding === null ? {} : { encoding }),
        ...limits,
      };
      return { ...own, repeatedLines, rules };
    },
    read: async function* () {
      const corpus = await survey();
      const seen = new SeenIds();
      for (const file of corpus.files) {
        const rules: DocumentRules = {
          limits,
          dateOrder: file.dateOrder,
          mend,
          missingMarks,
          cut: keepCut ? null : { lengths: corpus.cutLengths },
          anyLanguage,
          extraColumns: corpus.survey.extraColumns,
          sourceOfExtra: file.ownColumns,
          originals: corpus.originals,
          repeatedLines: corpus.repeatedLines,
        };
        yield* readFile(file, rules, seen);
      }
    },
    changed: async () => changedFiles((await survey()).files, limits),
  };
}

async function spoolPipes(
  files: readonly InputFile[],
  limits: CorpusLimits,
  stdin: Readable = process.stdin,
): Promise<InputFile[]> {
  const spooled: InputFile[] = [];
  for (const file of files) {
    if (file.path !== null) spooled.push(file);
    else {
      const input = file.pipe === undefined ? stdin : createReadStream(file.pipe);
      spooled.push({ ...file, path: await spool(input, limits) });
    }
  }
  return spooled;
}

async function* readFile(
  file: SurveyedFile,
  rules: DocumentRules,
  seen: SeenIds,
): AsyncGenerator<CorpusItem> {
  const { input, content } = file;
  const rejected = (defect: Defect, id: string | null): CorpusItem => ({
    kind: 'reject',
    reject: { source: input.name, id, ...defect } satisfies Reject,
  });
  if (content === null) {
    yield rejected(file.defect!, null);
    return;
  }
  const source = { path: input.path!, name: input.name, ...content };
  for await (const item of readRecords(source, rules.limits)) {
    if ('defect' in item) {
      yield rejected(item.defect, null);
      continue;
    }
    const mapped = await documentOf(item, file.mapping, rules);
    if ('defect' in mapped) {
      yield rejected(mapped.defect, mapped.id);
      continue;
    }
    const id = mapped.id ?? idOf(input, item);
    if (!seen.add(id)) {
      const message = `the id '${id}' was given to an earlier document`;
      const remedy =
        'Give each document its own id, name another column with the option `idColumn`, or use the option `idColumn: null`.';
      yield rejected({ place: item.place, reason: 'duplicate-id', message, remedy }, id);
      continue;
    }
    const { place } = item;
    yield { kind: 'document', document: { id, ...mapped.document }, source: input.name, place };
  }
}

function idOf({ label, documentId }: InputFile, { localId, body, number }: SourceRecord): string {
  if (localId !== undefined) return `${label}/${localId}`;
  return body === undefined ? `${label}#${number}` : documentId;
}
