/** The list of what can be validated, and how each is asked. */
import { nearestName, UserError } from '../../base/user-error.js';
import { frameName } from '../../base/wording.js';
import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { sqlText } from '../../pipeline/store/sql.js';
import type { Target, TargetClass, TargetFigure } from './target.js';

const share = (key: string, title: string, unit: string, values: readonly number[]): TargetFigure => ({
  key,
  title,
  unit,
  values,
  scored: false,
});

/** Sentences with a hit of `hits` (document_id, sentence, score), the others without. */
const sentencesWith = (hits: string, there: string, not: string): string =>
  `SELECT s.document_id AS document_id, s."index" AS unit, s.start AS start, s."end" AS "end",
     CASE WHEN h.document_id IS NULL THEN ${sqlText(not)} ELSE ${sqlText(there)} END AS predicted, h.score AS score
   FROM sentences s LEFT JOIN (${hits}) h ON h.document_id = s.document_id AND h.sentence = s."index"`;

const needs = (store: AnalysisStore, column: string, stage: string): void => {
  if (store.column(column) !== undefined) return;
  throw new UserError({
    what: `this analysis holds nothing of the stage '${stage}'`,
    where: store.analysis.folder,
    remedy: `Analyse the corpus with all stages, or with --stages that include ${stage}.`,
  });
};

const cues = (
  name: string,
  series: string,
  title: string,
  yes: string,
  question: string,
  codebook: readonly string[],
): Target => ({
  name,
  title,
  unit: 'sentence',
  classes: [
    { name: yes, title: yes },
    { name: 'not', title: `not ${yes}` },
  ],
  question,
  codebook,
  spans: series === 'hedge' ? 'the words that hedge' : 'the words that assert',
  figures: [share('share', `Sentences ${yes}`, 'share of sentences', [1, 0])],
  score: { title: `probability of the surest cue`, of: yes },
  measures:
    series === 'hedge' ? /^(hedge|plausibility|approximator|conditional|attribution_shield)/ : /^booster/,
  unitsSql(store) {
    needs(store, 'hedging_cues', 'hedging');
    return sentencesWith(
      `SELECT document_id, sentence, max(confidence) AS score FROM hedging_cues WHERE series = ${sqlText(series)} GROUP BY document_id, sentence`,
      yes,
      'not',
    );
  },
});

const hedges = cues(
  'hedges',
  'hedge',
  'Hedged sentences',
  'hedged',
  'Does this sentence hedge: does its writer, or whoever it quotes, withhold full commitment to something it says?',
  [
    'Hedged: at least one word or phrase lowers the certainty of a claim ("may", "perhaps", "seems"), lays it on vague others ("critics say", "reportedly"), makes a quantity or category fuzzy ("about 50", "sort of", "often"), or makes it depend on a condition ("if", "unless", "would").',
    'Not hedged: the sentence asserts without reserve, asks for permission ("you may go"), speaks of ability ("she can swim"), names a month or a person ("May"), or denies doubt ("no doubt").',
    'Judge the sentence by itself; the text around it only tells what its words refer to. The view of a person quoted counts as well as the writer’s.',
  ],
);

const boosters = cues(
  'boosters',
  'booster',
  'Boosted sentences',
  'boosted',
  'Does this sentence assert with more force than it needs: does a word close the door to doubt?',
  [
    'Boosted: at least one word or phrase expresses full commitment to a claim ("clearly", "of course", "obviously", "undoubtedly", "in fact" where it insists).',
    'Not boosted: strong words that say how much and not how surely ("very", "huge"), and words of certainty that are denied or asked about ("it is not clear").',
  ],
);

/** Stretches of text given to others than the writer. */
const stretches = (field: string): string =>
  `SELECT document_id, "index" AS attribution, confidence, unnest(${field}, max_depth := 2) FROM attributions WHERE len(${field}) > 0`;

const attribution: Target = {
  name: 'attribution',
  title: 'Sentences that report',
  unit: 'sentence',
  classes: [
    { name: 'reported', title: 'reports another' },
    { name: 'not', title: 'does not' },
  ],
  question: 'Is something in this sentence said, written or thought by somebody other than the writer?',
  codebook: [
    'Reports another: the sentence, or a part of it, is a quotation or gives in the writer’s words what somebody says, writes, believes, knows, wants or asks. The somebody may be vague ("critics", "it is believed") or named in a sentence before.',
    'Does not: all of it is the writer’s own. Words in quotation marks that only name or mock a thing ("so-called", a title) are the writer’s. What somebody does is no report of what they say.',
  ],
  spans: 'the words that are somebody else’s',
  figures: [share('share', 'Sentences that report another', 'share of sentences', [1, 0])],
  score: { title: 'probability of the surest attribution', of: 'reported' },
  measures: /^(attribution_rate|generic_attribution_share)/,
  unitsSql(store) {
    needs(store, 'attributions', 'attribution');
    const spans = ['source', 'cue', 'content'].map(stretches).join(' UNION ALL ');
    return sentencesWith(
      `SELECT s.document_id AS document_id, s."index" AS sentence, max(a.confidence) AS score
       FROM sentences s JOIN (${spans}) a ON a.document_id = s.document_id AND a.start < s."end" AND a."end" > s.start
       GROUP BY ALL`,
      'reported',
      'not',
    );
  },
};

const voice: Target = {
  name: 'voice',
  title: 'Whose voice',
  unit: 'sentence',
  classes: [
    { name: 'author', title: 'the writer’s' },
    { name: 'source', title: 'somebody else’s' },
  ],
  question: 'Whose voice does most of this sentence stand in?',
  codebook: [
    'Somebody else’s: half of the sentence or more is quoted, or gives what somebody else says, writes or thinks.',
    'The writer’s: more than half is asserted by the writer. The words that name the source and the saying ("the minister said") are the writer’s.',
  ],
  spans: null,
  figures: [share('share', 'Sentences in sources’ voices', 'share of sentences', [0, 1])],
  score: { title: 'probability of the attribution', of: 'source' },
  measures: /^(source_voice_share|direct_quotation_share)/,
  unitsSql(store) {
    needs(store, 'attributions', 'attribution');
    return `SELECT s.document_id AS document_id, s."index" AS unit, s.start AS start, s."end" AS "end",
        CASE WHEN 2 * coalesce(v.inside, 0) >= s."end" - s.start THEN 'source' ELSE 'author' END AS predicted, v.score AS score
      FROM sentences s LEFT JOIN (
        SELECT document_id, sentence, max(inside) AS inside, max(score) AS score FROM (
          SELECT s.document_id AS document_id, s."index" AS sentence, a.attribution AS attribution,
            sum(least(a."end", s."end") - greatest(a.start, s.start)) AS inside, max(a.confidence) AS score
          FROM sentences s JOIN (${stretches('content')}) a ON a.document_id = s.document_id AND a.start < s."end" AND a."end" > s.start
          GROUP BY ALL) GROUP BY ALL) v
      ON v.document_id = s.document_id AND v.sentence = s."index"`;
  },
};

const SENTIMENT: readonly TargetClass[] = [
  { name: 'negative', title: 'negative' },
  { name: 'neutral', title: 'neutral' },
  { name: 'positive', title: 'positive' },
];

const sentiment: Target = {
  name: 'sentiment',
  title: 'Sentiment toward actors',
  unit: 'mention',
  classes: SENTIMENT,
  question: 'What does the sentence express toward the one marked?',
  codebook: [
    'Negative: the sentence speaks ill of the one marked: blames, accuses, ridicules, calls weak, dishonest, dangerous or a failure, or tells a deed of theirs so that it is condemned.',
    'Positive: it speaks well: praises, defends, thanks, credits with success, or tells a deed of theirs so that it is approved.',
    'Neutral: it does neither, or both alike. That bad things happen to somebody is neutral toward them; that they suffer is no blame.',
    'Whoever speaks counts: the writer or somebody quoted. Judge what the words express toward the one marked, not whether they are right, nor whether you like them.',
  ],
  spans: null,
  figures: [
    { key: 'mean', title: 'Mean sentiment', unit: 'score, −1 to 1', values: [-1, 0, 1], scored: true },
    share('negative', 'Negative mentions', 'share of mentions', [1, 0, 0]),
    share('positive', 'Positive mentions', 'share of mentions', [0, 0, 1]),
  ],
  score: { title: 'P(positive) − P(negative)', of: null },
  measures: /^sentiment_/,
  unitsSql(store) {
    needs(store, 'mention_sentiments', 'sentiment');
    return `SELECT m.document_id AS document_id, m."index" AS unit, m.start AS start, m."end" AS "end", m.label AS predicted,
      m.positive - m.negative AS score FROM mention_sentiments m`;
  },
};

const ACTOR_TYPES: Readonly<Record<string, string>> = {
  person: 'a person',
  organisation: 'an organisation',
  location: 'a place',
  facility: 'a building, road, airport or the like',
  norp: 'a nationality, religion or party',
};

function actors(type: string | null): Target {
  const what =
    type === null ? 'a person, an organisation, a place, a facility or a people' : ACTOR_TYPES[type]!;
  return {
    name: type === null ? 'actors' : `actors:${type}`,
    title: 'Sentences that name',
    unit: 'sentence',
    classes: [
      { name: 'named', title: 'names one' },
      { name: 'not', title: 'names none' },
    ],
    question: `Is there a proper name of ${what} in this sentence?`,
    codebook: [
      `Names one: at least one proper name, short name or acronym of ${what} ("Mara Oduya", "Oduya", "the HLF").`,
      'Names none: only pronouns, titles and descriptions ("she", "the minister"), or names of days, laws, books, products and events.',
    ],
    spans: 'each name',
    figures: [share('share', `Sentences that name ${what}`, 'share of sentences', [1, 0])],
    score: { title: 'confidence of the surest name', of: 'named' },
    measures: /^(named_mention_rate|distinct_actor_rate|person_share)/,
    unitsSql(store) {
      needs(store, 'mentions', 'actors');
      return sentencesWith(
        `SELECT document_id, sentence, max(confidence) AS score FROM mentions
         WHERE kind NOT IN ('pronoun', 'description', 'title')${type === null ? '' : ` AND type = ${sqlText(type)}`} GROUP BY document_id, sentence`,
        'named',
        'not',
      );
    },
  };
}

function frames({ codebook, frame, description, column }: FrameOf): Target {
  return {
    name: `frames:${codebook}.${frame}`,
    title: `Frame: ${frameName(frame)}`,
    unit: 'document',
    classes: [
      { name: 'present', title: 'present' },
      { name: 'absent', title: 'absent' },
    ],
    question: `Does this article frame its subject by ${frameName(frame)}?`,
    codebook: [
      ...(description === '' ? [] : [description.replace(/ Score of the whole text.*$/, '')]),
      'Present: the article uses it, at least in one passage, to say what the matter is about, why it matters or what should be done. Absent: it is not used, or only a word of it falls.',
    ],
    spans: 'the words that show it',
    figures: [share('share', `Articles with the frame ${frameName(frame)}`, 'share of documents', [1, 0])],
    score: { title: 'score of the frame', of: 'present' },
    measures: new RegExp(`^${column.replace(/[^\w]/g, '\\$&')}$`),
    unitsSql(store) {
      needs(store, 'frames', 'framing');
      return `SELECT f.document_id AS document_id, 0 AS unit, 0 AS start, length(d.text) AS "end",
        CASE WHEN f.present THEN 'present' ELSE 'absent' END AS predicted, f.score AS score
        FROM (SELECT document_id, present, score FROM frames WHERE codebook = ${sqlText(codebook)} AND frame = ${sqlText(frame)} AND score IS NOT NULL) f
        JOIN (SELECT id, text FROM documents) d ON d.id = f.document_id`;
    },
  };
}

const PLAIN: readonly Target[] = [hedges, boosters, attribution, voice, sentiment, actors(null)];

/** The targets of an analysis by name, those of its frames included. */
export function targetNames(store: AnalysisStore): readonly string[] {
  return [
    ...PLAIN.map(({ name }) => name),
    ...Object.keys(ACTOR_TYPES).map((type) => `actors:${type}`),
    ...framesOf(store).map(({ codebook, frame }) => `frames:${codebook}.${frame}`),
  ];
}

interface FrameOf {
  readonly codebook: string;
  readonly frame: string;
  readonly description: string;
  readonly column: string;
}

function framesOf(store: AnalysisStore): FrameOf[] {
  return store.measures().flatMap(({ name, description, measure }) => {
    const where = measure?.evidence?.column === 'frame_evidence' ? measure.evidence.where : null;
    const [codebook, frame] = [where?.codebook?.[0], where?.frame?.[0]];
    return typeof codebook === 'string' && typeof frame === 'string'
      ? [{ codebook, frame, description, column: name }]
      : [];
  });
}

/** @throws UserError where there is no such target, with the names there are. */
export function targetNamed(name: string, store: AnalysisStore): Target {
  const plain = PLAIN.find((target) => target.name === name);
  if (plain !== undefined) return plain;
  const [kind, rest = ''] = name.split(/:(.*)/s);
  if (kind === 'actors' && Object.hasOwn(ACTOR_TYPES, rest)) return actors(rest);
  const frame = framesOf(store).find((entry) => name === `frames:${entry.codebook}.${entry.frame}`);
  if (frame !== undefined) return frames(frame);
  const names = targetNames(store);
  const near = nearestName(name, names);
  throw new UserError({
    what: `there is nothing to validate called '${name}'`,
    where: '--measure',
    ...(near === undefined ? {} : { why: `did you mean '${near}'?` }),
    remedy: `Give one of: ${names.join(', ')}.`,
  });
}
