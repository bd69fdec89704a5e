/** What is found, in three to five claims. */
import { z } from 'zod';
import { escapeMarkdown } from '../../markdown/parts.js';
import { rowsOf } from '../../tables.js';
import type { ArticleSection } from '../article-section.js';
import { correctedSentence } from '../validation/section.js';
import type { Given } from './actor-claims.js';
import { articleClaims } from './claims.js';
import { claimCards } from './html.js';
import { claimSchema } from './schema.js';

const shape = {
  opening: z.array(z.string()).describe('The sentences of the claims.'),
  claims: z.array(claimSchema),
};

export const findings: ArticleSection<typeof shape, Given> = {
  id: 'findings',
  title: 'What stands out',
  place: 'lead',
  shape,
  requires: ['measures', 'sensitivity', 'actors', 'frames'],
  build({ validation }, given) {
    const claims = articleClaims(given);
    const corrected = correctedSentence(validation);
    return {
      opening: [...claims.map(({ sentence }) => sentence), ...(corrected === null ? [] : [corrected])],
      claims,
    };
  },
  html: (report) => claimCards(report.claims, report),
  markdown: ({ claims }) => [
    claims
      .map(({ sentence, certainty, figures }) =>
        [
          `- **${escapeMarkdown(sentence)}**${certainty === 'none' ? '' : ` (${certainty})`}`,
          ...figures.map((text) => `  ${escapeMarkdown(text)}`),
        ].join('\n'),
      )
      .join('\n'),
  ],
  tables: ({ claims }) => [
    {
      name: 'findings',
      rows: rowsOf(claims).map((row, index) => ({ ...row, reasons: claims[index]!.reasons.join('; ') })),
    },
  ],
  methods: () => [
    'The first claims speak of the author’s voice where a measure has it. A measure is named where its percentile’s whole interval lies in an outer quarter of the corpus, the farthest from the middle among the leading measures of its heading; an actor where the interval of the author’s mean sentiment leaves out 0; the leading frame where its score lies in the upper quarter. A claim is firm when its own count keeps it there at both ends of a 95% interval (Byar’s approximation; Breslow & Day 1987), all checks that apply agree, and the stage’s measured accuracy reaches 0.70; unclear when its count does not, a check points the other way, or most checks are not clear; likely in between.',
  ],
};
