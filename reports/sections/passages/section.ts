/** Sentences behind every figure of the comparison, drawn at random. */
import { count } from '../../../base/wording.js';
import { plainText } from '../../html/escape.js';
import type { GroupMeasure } from '../group-measures/schema.js';
import type { GroupSection } from '../group-section.js';
import { drawPassages } from './data.js';
import { passagesFor } from './page.js';
import { passagesSchema } from './schema.js';

const shape = { passages: passagesSchema };

export const passages: GroupSection<typeof shape, { measures: GroupMeasure[] }> = {
  id: 'passages',
  title: 'Passages',
  place: 'data',
  shape,
  requires: ['measures', 'words'],
  build: async ({ store, data, actors, frames, words, collocates, listing }) => ({
    passages: await drawPassages(store, {
      data,
      columns: store.measures(),
      actors,
      frames,
      words,
      collocates,
      listing,
    }),
  }),
  // What the page needs to say how all evidence of a cell is listed.
  pageData: ({ by, passages: { listing }, measures }) => ({
    text: '',
    hits: {},
    listing:
      listing === null
        ? undefined
        : {
            ...listing,
            by: plainText(by),
            whole: measures.filter(({ evidence }) => evidence === null).map(({ name }) => name),
          },
  }),
  fill(report, bytes) {
    const { shown, total, ...data } = passagesFor(report, bytes);
    return {
      data,
      note: shown < total ? `: ${count(shown)} of ${count(total)} passages drawn are in it` : '',
    };
  },
  tables: ({ passages: { cells, sentences, documents } }) => [
    {
      name: 'passages',
      rows: cells.flatMap((cell) =>
        cell.passages.map(({ sentence, start, end, note }) => {
          const { document, text } = sentences[sentence]!;
          return {
            kind: cell.kind,
            key: cell.key,
            group: cell.group,
            documents: cell.documents,
            document: documents[document]!.id,
            start,
            end,
            note,
            sentence: text,
          };
        }),
      ),
    },
  ],
  methods: () => ['Passages are drawn by a fixed seed, one from each of a few documents of the group.'],
};
