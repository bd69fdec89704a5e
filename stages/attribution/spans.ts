/** Makes spans of the tagger's marginals. */
import { FLAG, type TokenisedDocument } from '../tokenising/annotation.js';
import { K } from './labels.js';
import type { Proposal, TokenRange } from './proposal.js';
import type { TagMarginals } from './tagger.js';

interface RoleSpan {
  readonly role: number;
  readonly first: number;
  readonly after: number;
  readonly probability: number;
}

/** Above it no threshold can be reached. */
const OUTSIDE = 0.8;

const SOURCE = 1;
const CUE = 2;
const CONTENT = 3;

/**
 * Runs of tokens of one role, then sources and contents joined to the nearest cue: in their sentence, else in
 * their paragraph. Of PolNeAR's own spans this joins 99% rightly.
 */
export function linkSpans(
  d: TokenisedDocument,
  tags: TagMarginals,
  thresholds: readonly number[],
): Proposal[] {
  const spans = roleSpans(d, tags, thresholds);
  const cues = spans.filter(({ role }) => role === CUE);
  const parts = cues.map((cue) => ({ cue, source: [] as TokenRange[], content: [] as TokenRange[] }));
  const alone: Proposal[] = [];
  let near = 0;
  for (const span of spans) {
    if (span.role === CUE) continue;
    // Cues are in text order: those of this paragraph lie around `near`.
    while (near < cues.length && paragraphOf(d, cues[near]!.first) < paragraphOf(d, span.first)) near++;
    let best = -1;
    let bestCost = Number.POSITIVE_INFINITY;
    for (let c = near; c < cues.length; c++) {
      const cue = cues[c]!;
      if (paragraphOf(d, cue.first) > paragraphOf(d, span.first)) break;
      const cost = linkCost(d, cue, span);
      if (cost < bestCost) {
        best = c;
        bestCost = cost;
      }
    }
    if (best >= 0) {
      parts[best]![span.role === SOURCE ? 'source' : 'content'].push([span.first, span.after]);
    } else if (span.role === CONTENT) {
      alone.push({
        source: [],
        cue: [],
        content: [[span.first, span.after]],
        foundBy: 'model',
        confidence: span.probability,
      });
    }
  }
  const contents = spans.filter(({ role }) => role === CONTENT);
  // Index of the first content of each paragraph or a later one.
  const contentOf = new Int32Array(d.paragraphCount + 2).fill(contents.length);
  for (let c = contents.length - 1; c >= 0; c--) contentOf[paragraphOf(d, contents[c]!.first)] = c;
  for (let g = d.paragraphCount; g >= 0; g--) contentOf[g] = Math.min(contentOf[g]!, contentOf[g + 1]!);
  const linked = parts
    .map(({ cue, source, content }) => ({
      source,
      cue: [[cue.first, cue.after]] as TokenRange[],
      content: content.length > 0 ? content : borrowed(d, cue, contents, contentOf),
      foundBy: 'model',
      confidence: cue.probability,
    }))
    .filter(({ content }) => content.length > 0);
  return [...linked, ...alone];
}

/**
 * A cue whose contents stand nearer to another one shares the nearest of its sentence, or of its paragraph
 * ("The mayor, who said …, added"); one that ends its paragraph takes what opens the next ("She added:").
 */
function borrowed(
  d: TokenisedDocument,
  cue: RoleSpan,
  contents: readonly RoleSpan[],
  contentOf: Int32Array,
): TokenRange[] {
  let best: RoleSpan | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  const paragraph = paragraphOf(d, cue.first);
  for (let c = contentOf[paragraph]!; c < contentOf[paragraph + 2]!; c++) {
    const content = contents[c]!;
    if (paragraphOf(d, content.first) > paragraph && content.first - cue.after > 2) continue;
    const cost = linkCost(d, cue, content);
    if (cost < bestCost) {
      best = content;
      bestCost = cost;
    }
  }
  return best === null ? [] : [[best.first, best.after]];
}

/** Tokens between a cue and a span, a hundred more for each sentence boundary. */
function linkCost(d: TokenisedDocument, cue: RoleSpan, span: RoleSpan): number {
  const before = span.after <= cue.first;
  const gap = before ? cue.first - span.after : span.first - cue.after;
  const near = before ? span.after - 1 : span.first;
  const crossed = Math.abs(d.sentenceOfToken[cue.first]! - d.sentenceOfToken[near]!);
  return gap + 100 * crossed;
}

function paragraphOf(d: TokenisedDocument, i: number): number {
  return d.paragraphOfSentence[d.sentenceOfToken[i]!]!;
}

function roleSpans(d: TokenisedDocument, tags: TagMarginals, thresholds: readonly number[]): RoleSpan[] {
  const p = tags.probability;
  const spans: RoleSpan[] = [];
  let role = 0;
  let first = 0;
  let sum = 0;
  const close = (after: number): void => {
    if (role !== 0) {
      let a = first;
      let b = after;
      // Commas and full stops at the edges belong to the writer's sentence; after an apposition to the source.
      while (a < b && isLoose(d, a)) a++;
      while (b > a && role !== SOURCE && isLoose(d, b - 1)) b--;
      if (b > a) spans.push({ role, first: a, after: b, probability: sum / (after - first) });
    }
    role = 0;
  };
  for (let g = 0; g < d.paragraphCount; g++) {
    if (tags.ran[g] === 0) continue;
    const from = d.sentenceStart[d.paragraphStart[g]!]!;
    const until = d.sentenceStart[d.paragraphStart[g + 1]!]!;
    for (let i = from; i < until; i++) {
      const here = roleOf(p, i, thresholds);
      if (here !== role) {
        close(i);
        role = here;
        first = i;
        sum = 0;
      }
      if (here !== 0) sum += p[i * K + here]!;
    }
    close(until);
  }
  return spans;
}

/** The role whose marginal exceeds its threshold by the largest factor; 0 where none does. */
function roleOf(p: Float32Array, i: number, thresholds: readonly number[]): number {
  // Most tokens are plainly outside: no role is left enough.
  if (p[i * K]! > OUTSIDE) return 0;
  let best = 0;
  let ratio = 1;
  for (let k = 1; k < K; k++) {
    const r = p[i * K + k]! / thresholds[k - 1]!;
    if (r >= ratio) {
      best = k;
      ratio = r;
    }
  }
  return best;
}

function isLoose(d: TokenisedDocument, i: number): boolean {
  if ((d.flags[i]! & FLAG.word) !== 0) return false;
  const code = d.text.charCodeAt(d.start[i]!);
  // Comma, full stop, semicolon; a pictograph (its first code unit is a surrogate) is nobody's name.
  return code === 0x2c || code === 0x2e || code === 0x3b || (code >= 0xd800 && code < 0xdc00);
}
