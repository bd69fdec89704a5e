/** What stands out, in three or four sentences. */
import { z } from 'zod';
import { html } from '../../html/escape.js';
import { escapeMarkdown } from '../../markdown/parts.js';
import type { ActorRow } from '../actors/schema.js';
import type { ArticleSection } from '../article-section.js';
import type { FrameRow } from '../frames/schema.js';
import type { KeywordRow } from '../keyness/schema.js';
import type { MeasureRow } from '../measures/schema.js';
import type { ArticleSensitivity } from '../robustness/schema.js';
import { openingWords } from './key-findings.js';

const shape = { opening: z.array(z.string()) };

export interface Given {
  readonly measures: MeasureRow[];
  readonly actors: ActorRow[];
  readonly frames: FrameRow[];
  readonly keywords: KeywordRow[];
  readonly sensitivity: ArticleSensitivity;
}

export const findings: ArticleSection<typeof shape, Given> = {
  id: 'findings',
  title: 'What stands out',
  place: 'lead',
  shape,
  requires: ['measures', 'sensitivity', 'actors', 'frames', 'keywords'],
  build: (_input, given) => ({ opening: openingWords(given) }),
  html: ({ opening }) =>
    html`<div class="opening" role="region" aria-label="What stands out">${opening.map((sentence) => html`<p>${sentence}</p>`)}</div>`,
  markdown: ({ opening }) => opening.map((sentence) => escapeMarkdown(sentence)),
};
