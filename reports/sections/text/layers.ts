import { codePoints } from '../../../stages/code-points.js';
import { escapeHtml, type Markup, raw } from '../../html/escape.js';
import type { ArticleBase } from '../article-section.js';
import type { Mark } from './schema.js';

export interface MarkedText extends Pick<ArticleBase, 'article'> {
  readonly marks: readonly Mark[];
}

const PREFIX: Readonly<Record<Mark['layer'], string>> = {
  hedge: 'hedge h-',
  attribution: 'attribution a-',
  actor: 'actor s-',
  frame: 'frame f-',
};

interface Boundary {
  readonly at: number;
  readonly mark: Mark;
}

/**
 * The article's text with every mark as classes on the segments between mark boundaries, so that marks may
 * overlap in any way. Each sentence begins an anchor: `#s12`.
 */
export function articleText({ article, marks }: MarkedText): Markup {
  const { toUtf16 } = codePoints(article.text);
  const { text } = article;
  const sentences = article.sentences.map(({ start, end }) => [toUtf16(start), toUtf16(end)] as const);
  const spans = marks.map((mark) => ({ ...mark, start: toUtf16(mark.start), end: toUtf16(mark.end) }));
  const starts: Boundary[] = spans.map((mark) => ({ at: mark.start, mark }));
  const ends: Boundary[] = spans.map((mark) => ({ at: mark.end, mark }));
  ends.sort((a, b) => a.at - b.at);
  const cuts = new Set<number>();
  for (const { start, end } of spans) cuts.add(start).add(end);
  for (const [start, end] of sentences) cuts.add(start).add(end);
  const boilerplate = article.boilerplate.map(({ start, end, kind }) => ({
    start: toUtf16(start),
    end: toUtf16(end),
    kind,
  }));
  for (const { start, end } of boilerplate) cuts.add(start).add(end);
  const sorted = [...cuts].sort((a, b) => a - b);
  const active = new Set<Mark>();
  let nextStart = 0;
  let nextEnd = 0;
  let nextCut = 0;
  let sentence = -1;
  const advance = (at: number): void => {
    while (nextEnd < ends.length && ends[nextEnd]!.at <= at) active.delete(ends[nextEnd++]!.mark);
    while (nextStart < starts.length && starts[nextStart]!.at <= at) {
      const { mark } = starts[nextStart++]!;
      if (mark.end > at) active.add(mark);
    }
    while (sentence + 1 < sentences.length && sentences[sentence + 1]![0] <= at) sentence++;
    while (nextCut < sorted.length && sorted[nextCut]! <= at) nextCut++;
  };
  let anchored = -1;
  const segment = (from: number, to: number): string => {
    const inside = sentence >= 0 && from < sentences[sentence]![1];
    const left = boilerplate.find(({ start, end }) => start <= from && from < end);
    if (left !== undefined && active.size === 0)
      return `<span class="boilerplate" title="boilerplate: ${escapeHtml(left.kind)}">${escapeHtml(text.slice(from, to))}</span>`;
    const classes = [...active].map(
      (mark) =>
        `${PREFIX[mark.layer]}${mark.kind.replace(/[^\w-]/g, '-')}${mark.start === from && mark.layer === 'actor' ? ' first' : ''}`,
    );
    const attributes: string[] = [];
    if (inside) attributes.push(`data-s="${sentence}"`);
    if (inside && anchored !== sentence) {
      attributes.push(`id="s${sentence}"`);
      anchored = sentence;
    }
    if (classes.length > 0) {
      attributes.push(`class="${[...new Set(classes.join(' ').split(' '))].join(' ')}"`);
      attributes.push(`title="${escapeHtml([...new Set([...active].map(({ note }) => note))].join(' · '))}"`);
    }
    return `<span ${attributes.join(' ')}>${escapeHtml(text.slice(from, to))}</span>`;
  };
  const paragraphs = article.paragraphs.map(({ start, end }) => ({
    start: toUtf16(start),
    end: toUtf16(end),
  }));
  const apart = boilerplate.filter(
    (line) => !paragraphs.some(({ start, end }) => start <= line.start && line.end <= end),
  );
  const blocks = [...paragraphs, ...apart].sort((a, b) => a.start - b.start);
  const written = blocks.map(({ start, end: stop }) => {
    let at = start;
    let out = '<p>';
    while (at < stop) {
      advance(at);
      const to = Math.min(stop, sorted[nextCut] ?? stop);
      out += segment(at, to);
      at = to;
    }
    return `${out}</p>`;
  });
  return raw(written.join('\n'));
}
