/** The article’s text with its marks. */
import { codePoints } from '../../../stages/code-points.js';
import { escapeHtml, type Markup, raw } from '../../html/escape.js';
import type { ArticleBase } from '../article-section.js';
import { paragraphFigures, paragraphNotes, paragraphStrip } from './paragraphs.js';
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

type IndexedMark = Mark & { readonly index: number };

interface Boundary {
  readonly at: number;
  readonly mark: IndexedMark;
}

/**
 * The article's text with every mark as classes on the segments between mark boundaries, so that marks may
 * overlap in any way. Each sentence begins an anchor: `#s12`.
 */
export function articleText({ article, marks }: MarkedText): Markup {
  const { toUtf16 } = codePoints(article.text);
  const { text } = article;
  const sentences = article.sentences.map(({ start, end }) => [toUtf16(start), toUtf16(end)] as const);
  const spans = marks.map((mark, index) => ({
    ...mark,
    index,
    start: toUtf16(mark.start),
    end: toUtf16(mark.end),
  }));
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
  const active = new Set<IndexedMark>();
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
      attributes.push(`data-m="${[...active].map(({ index }) => index).join(' ')}"`);
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
  const textOf = ({ start, end }: Mark): string => text.slice(toUtf16(start), toUtf16(end));
  let number = 0;
  const written = blocks.map(({ start, end: stop, ...block }) => {
    let at = start;
    let out = '';
    while (at < stop) {
      advance(at);
      const to = Math.min(stop, sorted[nextCut] ?? stop);
      out += segment(at, to);
      at = to;
    }
    if ('kind' in block) return `<div class="paragraph"><span></span><p>${out}</p><span></span></div>`;
    const paragraph = article.paragraphs[number]!;
    const own = spans.flatMap((mark): (readonly [Mark, number])[] =>
      mark.start >= start && mark.start < stop ? [[marks[mark.index]!, mark.index]] : [],
    );
    const strip = paragraphStrip(paragraphFigures(text.slice(start, stop), paragraph, marks), number++);
    return `<div class="paragraph">${strip.text}<p>${out}</p>${paragraphNotes(textOf, own).text}</div>`;
  });
  return raw(written.join('\n'));
}
