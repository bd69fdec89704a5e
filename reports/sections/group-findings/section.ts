/** What sets groups apart, in three or four sentences. */
import { z } from 'zod';
import { escapeMarkdown } from '../../markdown/parts.js';
import type { Part } from '../../section.js';
import { rowsOf } from '../../tables.js';
import type { Family } from '../family.js';
import type { GroupActor } from '../group-actors/schema.js';
import type { shape as keynessShape } from '../group-keyness/schema.js';
import type { GroupMatching } from '../group-matching/schema.js';
import type { GroupMeasure } from '../group-measures/schema.js';
import type { Sensitivity } from '../group-robustness/schema.js';
import type { GroupSection } from '../group-section.js';
import { correctedClaims, correctedSentence } from '../validation/section.js';
import { groupCards } from './html.js';
import { groupClaims, outletOpening } from './key-findings.js';
import { groupClaimSchema } from './schema.js';

const shape = {
  opening: z.array(z.string()),
  claims: z.array(groupClaimSchema),
};

export interface Given extends Part<typeof keynessShape> {
  readonly measures: GroupMeasure[];
  readonly actors: GroupActor[];
  readonly matching: GroupMatching[];
  readonly families: Family[];
  readonly sensitivity: Sensitivity;
}

export const findings: GroupSection<typeof shape, Given> = {
  id: 'findings',
  title: 'What stands out',
  place: 'lead',
  shape,
  requires: ['measures', 'actors', 'overview', 'words', 'sensitivity', 'matching'],
  build: ({ validation }, given) => {
    const corrected = correctedSentence(validation);
    return {
      opening: [...(corrected === null ? [] : [corrected]), ...outletOpening(given)],
      claims: correctedClaims(groupClaims(given), validation),
    };
  },
  html: (report) => groupCards(report.claims, report),
  tables: ({ claims }) => [
    {
      name: 'findings',
      rows: rowsOf(claims).map((row, index) => ({
        ...row,
        figures: claims[index]!.figures.join(' '),
        reasons: claims[index]!.reasons.join('; '),
      })),
    },
  ],
  markdown: ({ opening }) => opening.map((sentence) => escapeMarkdown(sentence)),
};
