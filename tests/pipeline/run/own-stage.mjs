/** A stage as another package would export it: it counts dashes, and answers a little later, as a model may. */
export const dashes = {
  name: 'dashes',
  title: 'Dashes',
  description: 'Counts the sentences with a dash.',
  version: '1',
  requires: ['tokenising'],
  options: { safeParse: (data) => ({ success: true, data }) },
  columns: () => [
    {
      name: 'dashed_sentences',
      type: { kind: 'int32' },
      description: 'Sentences with a dash.',
      unit: 'sentences',
      nullable: false,
      measure: null,
    },
  ],
  resources: () => [],
  citations: [],
  accuracy: [],
  module: import.meta.url,
  create: async () => async (given) => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    return given.map(({ document: { text }, tokenising }) => ({
      dashed_sentences: tokenising.sentences.filter(({ start, end }) => text.slice(start, end).includes('—'))
        .length,
    }));
  },
};

/** As above, but it does not say where it is exported. */
export const nowhere = { ...dashes, module: undefined };
