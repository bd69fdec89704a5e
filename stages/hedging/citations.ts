// What the hedging stage rests on.
import type { Citation } from '../stage.js';

export const citations: readonly Citation[] = [
  {
    key: 'hyland2005',
    authors: 'Hyland, K.',
    year: 2005,
    title: 'Metadiscourse: Exploring Interaction in Writing',
    venue: 'Continuum',
    use: 'hedges, boosters and evidentials as series',
  },
  {
    key: 'prince1982',
    authors: 'Prince, E. F., Frader, J. & Bosk, C.',
    year: 1982,
    title: 'On hedging in physician-physician discourse',
    venue: 'Linguistics and the Professions (ed. Di Pietro), Ablex',
    use: 'plausibility shields, attribution shields and approximators',
  },
  {
    key: 'prokofieva2014',
    authors: 'Prokofieva, A. & Hirschberg, J.',
    year: 2014,
    title: 'Hedging and speaker commitment',
    venue: 'Workshop on Emotion, Social Signals, Sentiment & Linked Open Data, LREC',
    use: 'hedges decided in context',
  },
  {
    key: 'szarvas2012',
    authors: 'Szarvas, G., Vincze, V., Farkas, R., Móra, G. & Gurevych, I.',
    year: 2012,
    title: 'Cross-genre and cross-domain detection of semantic uncertainty',
    venue: 'Computational Linguistics 38(2), 335-367',
    doi: '10.1162/COLI_a_00098',
    use: 'the scheme `szeged`, and the labelled data of the disambiguator',
  },
];
