/** Fits how the encoder's scores become probabilities and labels, as the product runs it, on the fold that it has not seen. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { plainDocument } from '../../corpora/document.js';
import { findEncoderFolder } from '../../models/encoder/package.js';
import type { ActorsAnnotation } from '../../stages/actors/annotation.js';
import { codePoints } from '../../stages/code-points.js';
import { encoderText, loadTower } from '../../stages/encoder-reading.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { adjustToActors } from '../../stages/sentiment/actor-priors.js';
import { judgeByEncoder, maskable } from '../../stages/sentiment/encoder-judge.js';
import {
  type Calibration,
  type ClassNumbers,
  decide,
  LABELS,
  loadHeader,
  probabilitiesOf,
} from '../../stages/sentiment/model-header.js';
import { tokenSpan } from '../../stages/sentiment/targets.js';
import type { TokenisedDocument } from '../../stages/tokenising/annotation.js';
import { encoderFold } from '../learners/fold-of.js';
import { minimise } from '../learners/lbfgs.js';
import { calibrationError, expectedDecision, macroF1 } from './calibration.js';

/**
 * `node dist/training/sentiment/fit-encoder.js --gold ../shared/gold [--write]`: prints how it does across halves of fold 0 and,
 * with `--write`, puts the calibration into the package's `encoder.json`. Commentary is read by paragraph and in its passages.
 */
const { values } = parseArgs({
  options: {
    gold: { type: 'string', default: '../shared/gold' },
    write: { type: 'boolean', default: false },
  },
});

const UNCALIBRATED: Calibration = { scale: [1, 1, 1], bias: [0, 0, 0] };
const CONCENTRATIONS = [null, 2, 3.5, 5, 8, 12, 20, 40];
/** How strongly the offsets of the two voices are held together. */
const RIDGE = 0.01;

interface GoldTarget {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly label: string;
  readonly group: string;
  readonly actor?: string;
  readonly offset?: number;
}

interface Scored {
  readonly scores: Float64Array;
  readonly label: number;
  readonly voice: number;
  readonly group: string;
  /** Who is meant, in which text and voice; null in news. */
  readonly key: string | null;
}

const linesOf = <T>(name: string): T[] =>
  readFileSync(join(values.gold, `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
const encoder = await loadTower('sentiment', 'native');
const annotate = await loadPlan(planStages({ stages: ['attribution', 'actors'] }));

/** Scores of targets, those of one text asked about together. */
async function scored(targets: readonly GoldTarget[], form: string): Promise<Scored[]> {
  const byText = grouped(targets);
  const found: Scored[] = [];
  for (const own of byText.values()) {
    const { text } = own[0]!;
    const annotations = await annotate(plainDocument('text', text));
    const tokenising: TokenisedDocument = annotations.tokenising!;
    const actors: ActorsAnnotation = annotations.actors!;
    const { holderOfToken } = annotations.attribution!;
    const points = codePoints(text);
    const others = maskable({ tokenising, actors });
    const mentions = own.map(({ start, end, actor }, n) => {
      const [from, to] = [points.toUtf16(start), points.toUtf16(end)];
      const same = others.find((one) => one.actor !== null && one.start < to && from < one.end);
      return { start: from, end: to, actor: same?.actor ?? `target ${actor ?? n}` };
    });
    const p = await judgeByEncoder(
      encoder,
      encoderText(tokenising),
      [...mentions, ...others],
      (m) => m < own.length,
      () => UNCALIBRATED,
      own.length,
    );
    own.forEach(({ label, group, actor }, n) => {
      if (Number.isNaN(p[3 * n]!)) return;
      const [first] = tokenSpan(tokenising, mentions[n]!.start, mentions[n]!.end);
      const voice = holderOfToken[first]! < 0 ? 0 : 1;
      found.push({
        scores: p.slice(3 * n, 3 * n + 3).map((one) => Math.log(Math.max(1e-9, one))),
        label: (LABELS as readonly string[]).indexOf(label),
        voice,
        group,
        key: actor === undefined ? null : JSON.stringify([form, group, actor, voice]),
      });
    });
  }
  return found;
}

function grouped(targets: readonly GoldTarget[]): Map<string, GoldTarget[]> {
  const found = new Map<string, GoldTarget[]>();
  for (const target of targets) {
    const key = `${target.group}\n${target.text}`;
    found.set(key, [...(found.get(key) ?? []), target]);
  }
  return found;
}

const { shares } = loadHeader();

/** Scale, then for each voice the offsets of the first and third class. */
const calibrationOf = (x: Float64Array, voice: number): Calibration => ({
  scale: [x[0]!, x[0]!, x[0]!],
  bias: [x[1 + 2 * voice]!, 0, x[2 + 2 * voice]!],
});

function probabilities(some: readonly Scored[], x: Float64Array, concentration: number | null): Float64Array {
  const all = new Float64Array(3 * some.length);
  const own = [0, 1].map((voice) => calibrationOf(x, voice));
  some.forEach(({ scores, voice }, i) => {
    probabilitiesOf(scores, own[voice]!, all.subarray(3 * i, 3 * i + 3));
  });
  if (some[0]!.key !== null)
    adjustToActors(
      some.map(({ key }) => key),
      some.map((_, i) => i),
      all,
      { shares, concentration },
    );
  return all;
}

function loss(some: readonly Scored[], x: Float64Array, concentration: number | null): number {
  const p = probabilities(some, x, concentration);
  const own = some.reduce((sum, { label }, i) => sum - Math.log(Math.max(1e-6, p[3 * i + label]!)), 0);
  return own / some.length + RIDGE * ((x[1]! - x[3]!) ** 2 + (x[2]! - x[4]!) ** 2);
}

const STEP = 1e-3;

/** By maximum likelihood of the probabilities as they are given: after the priors of actors. */
function fitted(some: readonly Scored[]) {
  const running = some[0]!.key !== null;
  const fits = (running ? CONCENTRATIONS : [null]).map((concentration) => {
    const x = Float64Array.of(1, 0, 0, 0, 0);
    const value = minimise(
      (at, gradient) => {
        for (let k = 0; k < at.length; k++) {
          const side = (step: number): number => {
            const moved = at.slice();
            moved[k]! += step;
            return loss(some, moved, concentration);
          };
          gradient[k] = (side(STEP) - side(-STEP)) / (2 * STEP);
        }
        return loss(some, at, concentration);
      },
      x,
      { iterations: 40 },
    );
    return { x, concentration, value };
  });
  const { x, concentration } = fits.reduce((best, one) => (one.value < best.value ? one : best));
  const p = rowsOf(probabilities(some, x, concentration));
  // Where sentences were chosen for study no class is rare.
  const decision: ClassNumbers = running ? expectedDecision(p, decide) : [1, 1, 1];
  return { x, concentration, decision };
}

const rowsOf = (p: Float64Array): Float64Array[] =>
  Array.from({ length: p.length / 3 }, (_, i) => p.subarray(3 * i, 3 * i + 3));

function report(name: string, some: readonly Scored[]): void {
  for (const side of [0, 1]) {
    const half = (one: Scored): boolean => encoderFold(`${one.group}calibration`, 2) === side;
    const { x, concentration, decision } = fitted(some.filter((one) => !half(one)));
    const own = some.filter(half);
    const p = rowsOf(probabilities(own, x, concentration));
    const labels = own.map(({ label }) => label);
    const named = p.map((one) => decide(one, decision));
    const right = named.filter((label, i) => label === labels[i]).length / own.length;
    console.log(
      `${name}, half ${side}: ${own.length} rows, macro-F1 ${macroF1(labels, named).toFixed(3)}, accuracy ${right.toFixed(3)}, calibration error ${calibrationError(p, labels).toFixed(3)}, concentration ${concentration}`,
    );
  }
}

const round = (x: number): number => Math.round(x * 1e4) / 1e4;
const rounded = ({ scale, bias }: Calibration) => ({ scale: scale.map(round), bias: bias.map(round) });

const news = await scored(
  linesOf<GoldTarget>('sentiment/newsmtsc.train').filter(({ group }) => encoderFold(group, 10) === 0),
  'sentence',
);
const passages = new Map(
  linesOf<{ readonly id: string; readonly text: string }>('attribution/commentary.train').map(
    ({ id, text }) => [id, text],
  ),
);
const paragraphs = linesOf<GoldTarget>('sentiment/commentary.train').filter(
  ({ group }) => encoderFold(group, 5) === 0,
);
const whole = paragraphs.map(
  (target): GoldTarget => ({
    ...target,
    text: passages.get(target.group)!,
    start: target.start + target.offset!,
    end: target.end + target.offset!,
  }),
);
const commentary = [...(await scored(paragraphs, 'paragraph')), ...(await scored(whole, 'passage'))];
report('news', news);
report('commentary', commentary);
const genres = Object.fromEntries(
  Object.entries({ news, commentary }).map(([name, some]) => {
    const { x, concentration, decision } = fitted(some);
    const voices = [0, 1].map((voice) => rounded(calibrationOf(x, voice)));
    return [name, { ...voices[0], voices, ...(some === commentary ? { concentration } : {}), decision }];
  }),
);
console.log(JSON.stringify(genres));
if (values.write) {
  const path = join(findEncoderFolder()!, 'encoder.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  manifest.calibration.sentiment = { ...manifest.calibration.sentiment, genres };
  writeFileSync(path, `${JSON.stringify(manifest, null, 1)}\n`);
}
