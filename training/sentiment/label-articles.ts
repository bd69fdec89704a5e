/** Labels mentions of unlabelled articles by the encoder, article by article; begun again, it goes on where it stopped. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { plainDocument } from '../../corpora/document.js';
import { sharedEncoder } from '../../models/encoder/shared-encoder.js';
import type { ActorsAnnotation } from '../../stages/actors/annotation.js';
import { encoderText } from '../../stages/encoder-reading.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { judgeByEncoder, maskable } from '../../stages/sentiment/encoder-judge.js';
import type { TokenisedDocument } from '../../stages/tokenising/annotation.js';
import { type SoftLabels, unlabelledArticles } from './soft-labels.js';

/** `node dist/training/sentiment/label-articles.js --gold ../shared/gold --out FILE --articles 1000 [--from 500]`. */
const { values } = parseArgs({
  options: {
    gold: { type: 'string', default: '../shared/gold' },
    out: { type: 'string' },
    articles: { type: 'string', default: '1000' },
    from: { type: 'string', default: '0' },
  },
});
if (values.out === undefined) throw new Error('--out FILE is needed');
/** So the labels do not depend on the calibration of the day. */
const UNCALIBRATED = { scale: [1, 1, 1], bias: [0, 0, 0] } as const;
/** Of a long article only the beginning is labelled. */
const LONGEST = 4000;

const done = new Set(
  existsSync(values.out)
    ? readFileSync(values.out, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as SoftLabels).id)
    : [],
);
const encoder = sharedEncoder();
const annotate = await loadPlan(planStages({ stages: ['actors'] }));
const first = Number(values.from);
for (const { id, text } of unlabelledArticles(values.gold).slice(first, first + Number(values.articles))) {
  if (done.has(id)) continue;
  const annotations = await annotate(plainDocument(id, text));
  const tokenising: TokenisedDocument = annotations.tokenising!;
  const actors: ActorsAnnotation = annotations.actors!;
  const mentions = maskable({ tokenising, actors });
  const wanted = (m: number): boolean => mentions[m]!.actor !== null && mentions[m]!.end <= LONGEST;
  const p = await judgeByEncoder(encoder, encoderText(tokenising), mentions, wanted, () => UNCALIBRATED);
  const round = (x: number): number => Math.round(x * 1e3) / 1e3;
  const labels: SoftLabels = {
    id,
    mentions: mentions.flatMap(({ start, end }, m) =>
      Number.isNaN(p[3 * m]!)
        ? []
        : [[start, end, round(p[3 * m]!), round(p[3 * m + 1]!), round(p[3 * m + 2]!)] as const],
    ),
  };
  appendFileSync(values.out, `${JSON.stringify(labels)}\n`);
}
