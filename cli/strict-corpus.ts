/** A corpus that ends at its first reject, for `--strict`. */
import type { Corpus, CorpusItem, Reject } from '../corpora/document.js';

/** Raised by a corpus read under `--strict` at its first reject. */
export class StrictReject extends Error {
  readonly reject: Reject;

  constructor(reject: Reject) {
    const place = reject.place === null ? '' : `, ${reject.place}`;
    super(`${reject.message} (${reject.source}${place})\n  ${reject.remedy}`);
    this.reject = reject;
  }
}

/** The same corpus, read no further than its first reject. */
export function strictCorpus(corpus: Corpus): Corpus {
  return {
    survey: () => corpus.survey(),
    ...(corpus.changed === undefined ? {} : { changed: () => corpus.changed!() }),
    async *read(): AsyncGenerator<CorpusItem> {
      for await (const item of corpus.read()) {
        if (item.kind === 'reject') throw new StrictReject(item.reject);
        yield item;
      }
    },
  };
}
