/** What is claimed of actors: the author's own wording about them; where its sources speak otherwise, it is said. */
import { counted, listing, range, signed } from '../../../base/wording.js';
import { accuracyOf, correctedSentiment } from '../accuracy.js';
import type { ActorRow } from '../actors/schema.js';
import type { ArticleBase } from '../article-section.js';
import type { FrameRow } from '../frames/schema.js';
import type { Hits, MeasureRow, Topic } from '../measures/schema.js';
import type { ArticleSensitivity } from '../robustness/schema.js';
import { certaintyOf } from './certainty.js';
import type { Claim, Scale } from './schema.js';

export interface Given {
  readonly measures: MeasureRow[];
  readonly hits: Hits;
  readonly topic: Topic | null;
  readonly actors: ActorRow[];
  readonly frames: FrameRow[];
  readonly sensitivity: ArticleSensitivity;
}

export type Report = ArticleBase & Given & { readonly heard?: string };

/** "Imran Khan (12 times) and Kabul (3)". */
export function timesEach(items: readonly (readonly [name: string, times: number])[]): string {
  return listing(
    items.map(([name, times], k) => `${name} (${times}${k > 0 ? '' : times === 1 ? ' time' : ' times'})`),
  );
}

/** Actor claims at most; the rest are in the table. */
const ACTORS_CLAIMED = 2;

export function actorClaims(report: Report): Claim[] {
  const accuracy = accuracyOf(report.stages, 'sentiment');
  const judged = report.actors.filter(({ sentiment }) => (sentiment.author?.interval ?? null) !== null);
  const clear = judged
    .filter(({ sentiment }) => sentiment.author!.interval![0] > 0 || sentiment.author!.interval![1] < 0)
    .sort((a, b) => Math.abs(b.sentiment.author!.mean) - Math.abs(a.sentiment.author!.mean))
    .slice(0, ACTORS_CLAIMED);
  if (report.actors.length === 0) return [];
  if (clear.length === 0) {
    const most = judged[0] ?? null;
    return [
      {
        topic: 'actors',
        subject: most === null ? null : { kind: 'actor', key: most.key },
        voice: 'author',
        direction: 'none',
        certainty: 'none',
        reasons: ['an interval is given where its mentions stand in ten sentences or more'],
        sentence:
          judged.length === 0
            ? 'No actor is named often enough in the author’s own voice to judge the wording about it.'
            : judged.length === 1
              ? `Nothing unusual in how it writes of actors: the author’s wording about ${most!.name}, the only one named often enough to judge, is neither clearly negative nor clearly positive.`
              : `Nothing unusual in how it writes of actors: of the ${judged.length} named often enough to judge, the author’s wording about none is clearly negative or positive.`,
        also: `Named most: ${timesEach(report.actors.slice(0, 3).map(({ name, mentions }) => [name, mentions]))}.`,
        figures: judged.map(actorFigures),
        scale: most === null ? null : actorScale(most),
        example: null,
        accuracy: accuracy?.text ?? null,
      },
    ];
  }
  return clear.map((row): Claim => {
    const own = row.sentiment.author!;
    const negative = own.mean < 0;
    const corpus = row.baseline?.author ?? null;
    const apart =
      corpus?.interval == null
        ? null
        : own.interval![1] < corpus.interval[0] || own.interval![0] > corpus.interval[1];
    const { certainty, reasons } = certaintyOf({
      checks: { survives: [], unclear: [], reversed: [] },
      ownInterval: true,
      accuracy,
    });
    const corrected = correctedSentiment(report.stages, own.labels, own.sentences, row.key);
    // What the stage's known errors alone could have made is not likely.
    const doubtful =
      corrected !== null && (negative ? corrected.interval[1] >= 0 : corrected.interval[0] <= 0);
    return {
      topic: 'actors',
      subject: { kind: 'actor', key: row.key },
      voice: 'author',
      direction: negative ? 'negative' : 'positive',
      certainty: doubtful ? 'unclear' : certainty,
      reasons: [
        'the interval over its mentions leaves out 0',
        ...(corrected === null
          ? []
          : [`corrected for the stage’s errors it ${doubtful ? 'does not' : 'does too'}`]),
        ...reasons,
      ],
      sentence: `The author’s own wording about ${row.name} is ${negative ? 'negative' : 'positive'}${
        apart === null
          ? ''
          : apart
            ? own.mean < corpus!.mean === negative
              ? `, more ${negative ? 'negative' : 'positive'} than is usual in the corpus`
              : ', though less so than is usual in the corpus'
            : ', not clearly unlike what is usual in the corpus'
      }${sourcesSide(row)}${mostlyDone(row, negative) ? '; most of it tells what is done to it and is no judgement of it' : ''}.`,
      figures: [
        actorFigures(row),
        ...doneText(row, negative),
        ...(corrected === null ? [] : [corrected.text]),
      ],
      scale: actorScale(row),
      example: actorExample(report, row, negative),
      accuracy: accuracy?.text ?? null,
    };
  });
}

/** The author's mentions of that sign, and those of them that tell what befalls the actor. */
const doneOf = ({ sentiment: { author } }: ActorRow, negative: boolean) => {
  const at = negative ? 0 : 2;
  return { of: author!.labels[at], done: author!.doneTo[at] };
};

const mostlyDone = (row: ActorRow, negative: boolean): boolean => {
  const { of, done } = doneOf(row, negative);
  return of >= 3 && 2 * done > of;
};

function doneText(row: ActorRow, negative: boolean): string[] {
  const { of, done } = doneOf(row, negative);
  return done === 0
    ? []
    : [
        `Of the author’s ${counted(of, `${negative ? 'negative' : 'positive'} mention`)} ${done} ${done === 1 ? 'tells' : 'tell'} what is done to it (the object of a deed), which is no judgement of it.`,
      ];
}

/** Where its sources speak otherwise of the actor than the author. */
function sourcesSide({ sentiment: { author, source } }: ActorRow): string {
  if (source === null) return '';
  if (source.interval !== null && source.interval[0] > 0 && author!.mean < 0)
    return '; its sources speak positively';
  if (source.interval !== null && source.interval[1] < 0 && author!.mean > 0)
    return '; its sources speak negatively';
  return '';
}

function actorFigures({ name, sentiment, baseline }: ActorRow): string {
  const voice = (
    title: string,
    entry: { mean: number; interval: readonly [number, number] | null; mentions: number } | null,
  ) =>
    entry === null
      ? []
      : [
          `${title} ${signed(entry.mean)} ${range(entry.interval, signed)} over ${counted(entry.mentions, 'mention')}`.replace(
            '  ',
            ' ',
          ),
        ];
  const corpus = baseline?.author ?? null;
  return `${name}, mean sentiment from −1 to 1, intervals of sampling only: ${listing([
    ...voice('author', sentiment.author),
    ...voice('sources', sentiment.source),
    ...(corpus === null
      ? []
      : [
          `authors in the corpus ${signed(corpus.mean)} ${range(corpus.interval, signed)} over ${counted(corpus.documents, 'document')}`,
        ]),
  ])}.`;
}

function actorScale(row: ActorRow): Scale | null {
  const own = row.sentiment.author;
  const corpus = row.baseline?.author ?? null;
  if (own === null) return null;
  return {
    unit: 'mean sentiment',
    value: own.mean,
    interval: own.interval,
    corpus:
      corpus?.interval == null
        ? {
            label: 'no mean of the corpus',
            low: -1,
            lowerQuartile: null,
            middle: 0,
            upperQuartile: null,
            high: 1,
          }
        : {
            label: `95% interval of the mean over ${counted(corpus.documents, 'document')}`,
            low: corpus.interval[0],
            lowerQuartile: null,
            middle: corpus.mean,
            upperQuartile: null,
            high: corpus.interval[1],
          },
  };
}

/** The author's clearest mention of the actor in that direction. */
function actorExample({ article }: Report, { passages }: ActorRow, negative: boolean): Claim['example'] {
  const [best] = passages
    .filter(({ voice, score }) => voice === 'author' && score !== null && score < 0 === negative)
    .sort((a, b) => Math.abs(b.score!) - Math.abs(a.score!));
  if (best === undefined) return null;
  const sentence = article.sentences.findIndex(({ start, end }) => start <= best.start && best.start < end);
  return sentence < 0 ? null : { sentence, start: best.start, end: best.end };
}
