/** Takes documents through the stages, a batch at a time. */
import type { CorpusDocument } from '../../corpora/document.js';
import { type AnnotateDocuments, loadPlanForMany, type Plan } from '../../stages/plan.js';
import type { BatchWriter } from '../arrow/encode.js';
import { batchesOf } from './parts.js';

/** Documents, and characters, that go through the stages together: more would no longer stay in the cache. */
export const TOGETHER_DOCUMENTS = 32;
const TOGETHER_CHARACTERS = 250_000;

export interface AnnotatorEvents {
  /** A document could not be analysed; it has no row. */
  readonly onFailure: (place: number, message: string) => void;
  /** Called at every step, so that a watch sees the thread alive. */
  readonly onStep?: () => void;
}

/**
 * Runs a plan over documents and writes their rows. After a throw the stages are loaded anew, since one that was
 * stopped midway may have lost its footing, and the documents that went together are tried again one by one.
 */
export class Annotator {
  readonly #load: () => Promise<AnnotateDocuments>;
  #annotate: AnnotateDocuments;

  private constructor(load: () => Promise<AnnotateDocuments>, annotate: AnnotateDocuments) {
    this.#load = load;
    this.#annotate = annotate;
  }

  static async load(
    plan: Plan,
    load: (plan: Plan) => Promise<AnnotateDocuments> = loadPlanForMany,
  ): Promise<Annotator> {
    return new Annotator(() => load(plan), await load(plan));
  }

  /** One call at a time: the writer holds what is begun. */
  async annotate(
    documents: readonly CorpusDocument[],
    writer: BatchWriter,
    events: AnnotatorEvents,
  ): Promise<void> {
    let place = 0;
    for (const some of batchesOf(documents, TOGETHER_DOCUMENTS, TOGETHER_CHARACTERS)) {
      if ((await this.#write(some, writer, events.onStep)) !== null) {
        for (const [i, document] of some.entries()) {
          const error = await this.#write([document], writer, events.onStep);
          if (error !== null) events.onFailure(place + i, error.message);
        }
      }
      place += some.length;
    }
  }

  /** What was thrown, if anything: none of the documents then has a row. */
  async #write(
    documents: readonly CorpusDocument[],
    writer: BatchWriter,
    onStep?: () => void,
  ): Promise<Error | null> {
    try {
      onStep?.();
      writer.begin(documents);
      await this.#annotate(documents, (stage, first, annotations) => {
        writer.add(stage, first, annotations);
        onStep?.();
      });
      writer.end();
      return null;
    } catch (error) {
      writer.undo();
      this.#annotate = await this.#load();
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}
