/** Answers Arrow streams with analysed ones, as Spark's executors ask. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { RepeatedLines } from '../../corpora/boilerplate/repetition.js';
import { type CorpusDocument, plainDocument, type Reject } from '../../corpora/document.js';
import { recordStreams } from '../../corpora/formats/arrow-streams.js';
import { limitsOf } from '../../corpora/input/limits.js';
import { mapStream } from '../../corpora/mapping/stream-mapping.js';
import type { OpenCorpusOptions } from '../../corpora/open-corpus.js';
import { column, utf8 } from '../../stages/columns.js';
import { type PlanOptions, planStages } from '../../stages/plan.js';
import { BatchWriter } from '../arrow/encode.js';
import { END_OF_STREAM, schemaLength, toIpcStream } from '../arrow/ipc.js';
import { Annotator } from '../run/annotator.js';
import { reasonOf } from '../run/rejects.js';
import { documentColumns, REJECT_COLUMN } from '../store/document-columns.js';

export interface ServeOptions extends PlanOptions, OpenCorpusOptions {
  /** The lines that the outlets of the whole corpus repeat; without them boilerplate is known by its words alone. */
  readonly repeatedLines?: RepeatedLines | null;
}

/**
 * Answers Arrow streams with Arrow streams until the input ends: what an engine's executor keeps running beside
 * it (Spark's `mapInArrow`). Each stream's schema is answered at once, each batch by one batch of the same
 * rows with the stages' columns added; a row that cannot be used stays in its place, its columns null and
 * the reason in `reject`. One thread; memory holds one batch.
 *
 * @throws UserError where a stream has no column of texts or ids; ReadFailure where it is corrupt.
 */
export async function serveStreams(
  input: AsyncIterable<Buffer>,
  output: Writable,
  options: ServeOptions = {},
): Promise<void> {
  const plan = planStages(options);
  const limits = limitsOf(options);
  let annotator: Annotator | undefined;
  const write = async (bytes: Uint8Array): Promise<void> => {
    if (!output.write(bytes)) await once(output, 'drain');
  };
  for await (const stream of recordStreams(input, limits)) {
    const mapping = mapStream(stream.columns, {
      columns: options,
      limits,
      dateOrder: options.dateOrder ?? null,
      anyLanguage: options.anyLanguage ?? false,
      mend: options.mend ?? true,
      missingMarks: options.missingMarks ?? true,
      keepCut: options.cutTexts === 'keep',
      repeatedLines: options.repeatedLines ?? null,
    });
    const columns = [
      ...documentColumns(mapping.extraColumns),
      column(REJECT_COLUMN, utf8, 'Why the row could not be analysed, as JSON; null where it was.', {
        nullable: true,
      }),
    ];
    const empty = toIpcStream(new BatchWriter(columns, plan.stages).finish());
    const schemaBytes = schemaLength(empty);
    await write(empty.subarray(0, schemaBytes));
    let number = 0;
    for await (const rows of stream.batches) {
      annotator ??= await Annotator.load(plan);
      const ready = annotator;
      const writer = new BatchWriter(columns, plan.stages);
      let usable: CorpusDocument[] = [];
      const writeUsable = async (): Promise<void> => {
        await ready.annotate(usable, writer, {
          onFailure: (place, message) => {
            const reason = reasonOf({ reason: 'stage-failed', message });
            writer.push(rejected(usable[place]!.id, reason), null);
          },
        });
        usable = [];
      };
      for (const values of rows) {
        const mapped = await mapping.document(values, ++number);
        if ('defect' in mapped || mapped.id === null) {
          await writeUsable();
          writer.push(rejected(mapped.id, 'defect' in mapped ? mapped.defect : NO_ID), null);
        } else usable.push({ id: mapped.id, ...mapped.document });
      }
      await writeUsable();
      const bytes = toIpcStream(writer.finish());
      await write(bytes.subarray(schemaBytes, bytes.length - END_OF_STREAM.length));
    }
    await write(END_OF_STREAM);
  }
}

type Reason = Pick<Reject, 'reason' | 'message' | 'remedy'>;

const NO_ID: Reason = {
  reason: 'no-id',
  message: 'the row has no id',
  remedy: 'Give every row one; the parts of a stream cannot make their own.',
};

/** A row that keeps the place of a document that could not be analysed. */
function rejected(id: string | null, { reason, message, remedy }: Reason): CorpusDocument {
  const extra = { [REJECT_COLUMN]: JSON.stringify({ reason, message, remedy }) };
  return plainDocument(id ?? '', '', { extra });
}
