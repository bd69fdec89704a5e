/** What each paragraph holds: hedges, words in quotation, praise and blame; its strip and its notes in the margin. */
import { counted } from '../../../base/wording.js';
import { escapeHtml, html, type Markup, raw } from '../../html/escape.js';
import type { Mark } from './schema.js';

type Span = { readonly start: number; readonly end: number };

/** Notes of one kind in a paragraph's margin; the rest are marked in the text. */
const NOTES = 8;

export interface ParagraphFigures {
  readonly words: number;
  readonly hedges: number;
  /** Share of its characters within attributed content. */
  readonly attributed: number;
  readonly negative: number;
  readonly positive: number;
}

export function paragraphFigures(text: string, paragraph: Span, marks: readonly Mark[]): ParagraphFigures {
  const within = marks.filter(({ start, end }) => start < paragraph.end && end > paragraph.start);
  const content = within
    .filter(({ layer, kind }) => layer === 'attribution' && kind === 'content')
    .map(({ start, end }) => [Math.max(start, paragraph.start), Math.min(end, paragraph.end)] as const)
    .sort((a, b) => a[0] - b[0]);
  let covered = 0;
  let reached = paragraph.start;
  for (const [start, end] of content) {
    covered += Math.max(0, end - Math.max(start, reached));
    reached = Math.max(reached, end);
  }
  const count = (layer: Mark['layer'], ...kinds: string[]): number =>
    within.filter((mark) => mark.layer === layer && kinds.includes(mark.kind)).length;
  return {
    words: text.split(/\s+/).filter((word) => word !== '').length,
    hedges: count('hedge', 'plausibility', 'attribution', 'approximator', 'conditional', 'hedge'),
    attributed: covered / Math.max(1, paragraph.end - paragraph.start),
    negative: count('actor', 'negative'),
    positive: count('actor', 'positive'),
  };
}

/** Four bars beside a paragraph, on scales that hold for the whole text. */
export function paragraphStrip(figures: ParagraphFigures, index: number): Markup {
  const { words, hedges, attributed, negative, positive } = figures;
  const label = `Paragraph ${index + 1}: ${counted(hedges, 'hedge')}, ${Math.round(100 * attributed)} of 100 characters in sources’ words, ${negative} negative and ${positive} positive ${negative + positive === 1 ? 'mention' : 'mentions'}`;
  const full = 58;
  const bar = (y: number, share: number, className: string): string =>
    share <= 0
      ? ''
      : `<g class="${className}"><line x1="2" x2="${(2 + full * Math.min(1, share)).toFixed(0)}" y1="${y}" y2="${y}" stroke-width="4"/></g>`;
  // Ten hedges a hundred words, and six mentions, fill a bar.
  const bars = [
    bar(5, (10 * hedges) / Math.max(20, words), 'c-arrow'),
    bar(12, attributed, 'c-article'),
    bar(19, negative / 6, 'c-minus'),
    bar(26, positive / 6, 'c-plus'),
  ].join('');
  return raw(
    `<svg viewBox="0 0 62 32" width="62" height="32" role="img" aria-label="${escapeHtml(label)}"><title>${escapeHtml(label)}</title><g class="c-grid"><line x1="1" x2="1" y1="1" y2="30"/></g>${bars}</svg>`,
  );
}

const TITLES: readonly (readonly [layer: Mark['layer'], title: string])[] = [
  ['hedge', 'Hedges'],
  ['attribution', 'Sources'],
  ['actor', 'Actors'],
  ['frame', 'Frame cues'],
];

/** The notes in a paragraph's margin: each opens what is known of its mark. */
export function paragraphNotes(
  text: (mark: Mark) => string,
  marks: readonly (readonly [Mark, number])[],
): Markup {
  const lines = TITLES.flatMap(([layer, title]) => {
    const seen = new Set<string>();
    const own = marks.filter(([mark]) => {
      if (mark.layer !== layer) return false;
      if (layer === 'attribution') return mark.kind === 'source';
      if (layer === 'hedge') return true;
      // An actor or a frame once, but each mention that praises or blames.
      const key = `${mark.subject ?? text(mark)}${['negative', 'positive'].includes(mark.kind) ? mark.kind : ''}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
    if (own.length === 0) return [];
    const shown = own.slice(0, NOTES);
    // An actor by its longest name in the paragraph, so that "his" is not what it is called.
    const named = (mark: Mark): string =>
      layer !== 'actor' || mark.subject === null
        ? text(mark)
        : marks
            .filter(([other]) => other.layer === layer && other.subject === mark.subject)
            .map(([other]) => text(other))
            .reduce((longest, name) => (name.length > longest.length ? name : longest), '');
    return [
      html`<p class="m-${layer}">${title}: ${shown.map(
        ([mark, index], k) =>
          html`${k > 0 ? ', ' : ''}<button type="button" data-m="${String(index)}" class="s-${mark.kind.replace(/[^\w-]/g, '-')}"><bdi>${shortened(named(mark))}</bdi>${mark.kind === 'negative' ? ' −' : mark.kind === 'positive' ? ' +' : ''}</button>`,
      )}${own.length > shown.length ? ` and ${own.length - shown.length} more` : ''}</p>`,
    ];
  });
  return html`<aside class="margin">${lines}</aside>`;
}

function shortened(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ')];
  return characters.length <= 32 ? characters.join('') : `${characters.slice(0, 31).join('')}…`;
}
