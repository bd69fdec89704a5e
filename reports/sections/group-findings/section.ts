/** What sets groups apart, in three or four sentences. */
import { z } from 'zod';
import { html } from '../../html/escape.js';
import { escapeMarkdown } from '../../markdown/parts.js';
import type { Part } from '../../section.js';
import type { Family } from '../family.js';
import type { GroupActor } from '../group-actors/schema.js';
import type { shape as keynessShape } from '../group-keyness/schema.js';
import type { GroupMeasure } from '../group-measures/schema.js';
import type { Sensitivity } from '../group-robustness/schema.js';
import type { GroupSection } from '../group-section.js';
import { outletOpening } from './key-findings.js';

const shape = { opening: z.array(z.string()) };

export interface Given extends Part<typeof keynessShape> {
  readonly measures: GroupMeasure[];
  readonly actors: GroupActor[];
  readonly families: Family[];
  readonly sensitivity: Sensitivity;
}

export const findings: GroupSection<typeof shape, Given> = {
  id: 'findings',
  title: 'What stands out',
  place: 'lead',
  shape,
  requires: ['measures', 'actors', 'overview', 'words', 'sensitivity'],
  build: (_input, given) => ({ opening: outletOpening(given) }),
  html: ({ opening }) =>
    html`<div class="opening" role="region" aria-label="What stands out">${opening.map((sentence) => html`<p>${sentence}</p>`)}</div>`,
  markdown: ({ opening }) => opening.map((sentence) => escapeMarkdown(sentence)),
};
