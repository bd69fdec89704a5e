/**
 * A check of sense: which policy frame leads in the articles of each topic. Nothing is fitted to it.
 *
 *     node dist/training/framing/topic-table.js --corpus ../shared/gold/corpora/allsides.jsonl.gz [--every 4] [--least 25]
 *
 * Prints a Markdown table for MODEL.md: by topic, the share of its articles that each of the three commonest frames
 * leads, and the frame that its name calls for, where it calls for one.
 */
import { parseArgs } from 'node:util';
import { plainDocument } from '../../corpora/document.js';
import { openCorpus } from '../../corpora/open-corpus.js';
import { loadPlan, planStages } from '../../stages/plan.js';

/** Characters of each article that are read. */
const LONGEST = 6000;

/** The frame whose definition in the published codebook names the topic's matter. */
const CALLED_FOR: Readonly<Record<string, string>> = {
  banking_and_finance: 'economic',
  business: 'economic',
  economic_policy: 'economic',
  economy_and_jobs: 'economic',
  federal_budget: 'economic',
  labor: 'economic',
  taxes: 'economic',
  trade: 'economic',
  religion_and_faith: 'morality',
  civil_rights: 'fairness',
  race_and_racism: 'fairness',
  supreme_court: 'legality',
  justice: 'legality',
  voting_rights_and_voter_fraud: 'legality',
  violence_in_america: 'crime',
  defense: 'security',
  homeland_security: 'security',
  isis: 'security',
  national_defense: 'security',
  national_security: 'security',
  terrorism: 'security',
  us_military: 'security',
  coronavirus: 'health',
  healthcare: 'health',
  public_health: 'health',
  education: 'quality_of_life',
  culture: 'identity',
  elections: 'political',
  us_congress: 'political',
  us_senate: 'political',
  us_house: 'political',
  democratic_party: 'political',
  republican_party: 'political',
  china: 'external',
  europe: 'external',
  foreign_policy: 'external',
  israel: 'external',
  north_korea: 'external',
  state_department: 'external',
  world: 'external',
};

const { values } = parseArgs({
  options: {
    corpus: { type: 'string' },
    every: { type: 'string', default: '4' },
    least: { type: 'string', default: '25' },
  },
});
if (values.corpus === undefined) throw new Error('--corpus FILE is needed');

const annotate = await loadPlan(
  planStages({ stages: ['framing'], stageOptions: { framing: { codebooks: ['policy'] } } }),
);

const topics = new Map<string, { articles: number; led: Map<string, number> }>();
let n = 0;
for await (const item of openCorpus(values.corpus).read()) {
  if (item.kind !== 'document') continue;
  const topic = item.document.extra.topic;
  if (n++ % Number(values.every) !== 0 || typeof topic !== 'string') continue;
  const { framing } = await annotate(plainDocument(item.document.id, item.document.text.slice(0, LONGEST)));
  // The frame that comes first, whether or not it leads clearly.
  const led = (framing!.nearest_frames_policy as readonly string[])[0] ?? '–';
  const known = topics.get(topic) ?? { articles: 0, led: new Map<string, number>() };
  topics.set(topic, known);
  known.articles++;
  known.led.set(led, (known.led.get(led) ?? 0) + 1);
}

const rows = [...topics]
  .filter(([, { articles }]) => articles >= Number(values.least))
  .sort(([a, x], [b, y]) => y.articles - x.articles || (a < b ? -1 : 1))
  .map(([topic, { articles, led }]) => {
    const first = [...led].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, 3);
    const called = CALLED_FOR[topic];
    return {
      called,
      right: called !== undefined && first[0]![0] === called,
      cells: [
        topic,
        String(articles),
        called ?? '',
        ...first.map(([frame, times]) => `${frame} ${(times / articles).toFixed(2)}`),
      ],
    };
  });
const judged = rows.filter(({ called }) => called !== undefined);
process.stdout.write(
  [
    '| topic | articles | called for | first | second | third |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(({ cells }) => `| ${cells.join(' | ')} |`),
    '',
    `The frame called for leads in more articles than any other in ${judged.filter(({ right }) => right).length} of ${judged.length} topics.`,
    '',
  ].join('\n'),
);
