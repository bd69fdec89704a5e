/** The marks of the article's text, by layer. */
import { frameName, signed } from '../../../base/wording.js';
import type { ArticleAnnotation } from '../article-annotation.js';
import type { Mark } from './schema.js';

/** The marks of the article's text, by layer; those of a stage that was not run are missing. */
export function articleMarks(article: ArticleAnnotation): Mark[] {
  const { point } = article;
  const marks: Mark[] = [];
  const add = (
    layer: Mark['layer'],
    kind: string,
    note: string,
    span: { start: number; end: number },
    found: Pick<Mark, 'by' | 'sure'> & { readonly subject?: string | null },
  ): void => {
    const { by, sure, subject = null } = found;
    if (span.end > span.start)
      marks.push({ layer, kind, note, by, sure, subject, start: point(span.start), end: point(span.end) });
  };
  for (const cue of article.hedging?.hedging_cues ?? []) {
    const kind = cue.series === 'hedge' ? (cue.type ?? 'hedge') : cue.series;
    const what = cue.series === 'hedge' ? `Hedge, ${kind}` : kind.charAt(0).toUpperCase() + kind.slice(1);
    const covers = article.covers(cue);
    const voice = cue.voice === 'author' ? "author's voice" : "a source's voice";
    add('hedge', kind, `${what}; ${voice}${covers === null ? '' : `; covers “${covers}”`}`, cue, {
      by: `the entry “${cue.entry}”${cue.confidence === null ? ', by rule' : ' and the model of contexts'}`,
      sure: cue.confidence,
    });
  }
  for (const attribution of article.attribution?.attributions ?? []) {
    const note = `${attribution.type} attribution, ${attribution.source_kind === 'none' ? 'no source' : `${attribution.source_kind} source`}`;
    for (const part of ['source', 'cue', 'content'] as const)
      for (const span of attribution[part])
        add('attribution', part, `${part} of a ${note}`, span, {
          by: attribution.found_by,
          sure: attribution.confidence,
        });
  }
  const sentimentOf = new Map(article.sentiment?.mention_sentiments.map((s) => [s.mention, s]));
  article.actors?.mentions.forEach((mention, index) => {
    const sentiment = sentimentOf.get(index);
    const name = article.actors?.actors.find(({ key }) => key === mention.actor)?.name;
    const kind = sentiment === undefined ? 'unrated' : sentiment.abstained ? 'abstained' : sentiment.label;
    const rated =
      sentiment === undefined
        ? 'no sentiment judged'
        : `${sentiment.abstained ? 'not sure enough: leans ' : ''}${sentiment.label} (${signed(sentiment.positive - sentiment.negative)}), ${sentiment.voice === 'author' ? "author's view" : `view of ${sentiment.holder ?? 'a source'}`}`;
    add('actor', kind, `${name ?? `${mention.status} ${mention.kind}`}: ${rated}`, mention, {
      by: `${mention.found_by}${sentiment === undefined ? '' : '; its sentiment by the model of sentiment'}`,
      sure: mention.confidence,
      subject: mention.actor,
    });
  });
  for (const evidence of article.framing?.frame_evidence ?? []) {
    add(
      'frame',
      evidence.frame,
      `Frame: ${frameName(evidence.frame)} (${frameName(evidence.codebook)})`,
      evidence,
      { by: `the term “${evidence.term}”`, sure: null, subject: `${evidence.codebook}/${evidence.frame}` },
    );
  }
  return marks.sort((a, b) => a.start - b.start || b.end - a.end);
}
