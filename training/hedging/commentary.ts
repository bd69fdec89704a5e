// Fits the commentary scheme's classifier of cues, and cross-validates it by passage.
import { hashText } from '../../random.js';
import type { HedgeType } from '../../stages/hedging/annotation.js';
import { CueAutomaton } from '../../stages/hedging/automaton.js';
import { buildConditions } from '../../stages/hedging/conditions.js';
import { type CandidateFacts, cueFeatures, MAXIMUM_CUE_FEATURES } from '../../stages/hedging/cue-features.js';
import { disambiguator } from '../../stages/hedging/disambiguator.js';
import { defaultLexicon, type LexiconEntry } from '../../stages/hedging/lexicon.js';
import { vagueSubjects } from '../../stages/hedging/vague-subjects.js';
import { readLexicon } from '../../stages/hedging/lexicon.js';
import { loadSzegedModel } from '../../stages/hedging/szeged.js';
import type { Vocabulary } from '../../stages/vocabulary.js';
import { groupFolds } from '../learners/folds.js';
import { fitHashedModel } from './fit.js';
import { goldTokeniser, readHedgeGold, type TokenisedRow } from './gold.js';

const CLASSES = ['none', 'plausibility', 'attribution', 'approximator', 'conditional'];
const flag = (name: string): boolean => process.argv.includes(name);
const num = (name: string, d: number): number => { const i = process.argv.indexOf(name); return i < 0 ? d : Number(process.argv[i + 1]); };

const { vocabulary, tokenise } = goldTokeniser();
const gold = readHedgeGold('../shared/gold/hedges/commentary.train.jsonl') as (ReturnType<typeof readHedgeGold>[number] & { group: string })[];
const rows = tokenise(gold);
const groups = gold.map((r) => r.group);
const hidden = groups.map((g) => (hashText(`look/${g}`) & 1) === 1);
const lexicon = defaultLexicon();
const wide = flag('--no-wide') ? [] : readLexicon('stages/hedging/candidates.yaml').entries.map((e) => ({ ...e, cue: `~${e.cue}` }));
const VAGUE: LexiconEntry = { cue: 'vague subject', series: 'hedge', type: 'attribution', strength: 2, when: [], disambiguate: true, file: '', line: 0, sequences: [] };
const conditions = buildConditions(vocabulary);
const szeged = disambiguator(loadSzegedModel(), vocabulary);

function phrasesOf(train: readonly TokenisedRow[], minimum: number): LexiconEntry[] {
  const counts = new Map<string, Map<string, number>>();
  for (const { document, cues } of train)
    for (const { first, after, type } of cues) {
      if (after - first > 4) continue;
      const phrase = Array.from(document.word.subarray(first, after), (id) => vocabulary.wordOf(id)).join(' ');
      const types = counts.get(phrase) ?? new Map<string, number>();
      types.set(type, (types.get(type) ?? 0) + 1);
      counts.set(phrase, types);
    }
  const out: LexiconEntry[] = [];
  for (const [phrase, types] of counts) {
    const sum = [...types.values()].reduce((a, b) => a + b);
    if (sum < minimum) continue;
    const type = [...types].sort((a, b) => b[1] - a[1])[0]![0] as HedgeType;
    out.push({ cue: `=${phrase}`, series: 'hedge', type, strength: 2, when: [], disambiguate: false, file: '', line: 0,
      sequences: [phrase.split(' ').map((word) => ({ words: [word], posMask: 0 }))] });
  }
  return out;
}

const phraseKey = (d: TokenisedRow['document'], first: number, after: number, entry: LexiconEntry): string =>
  entry === VAGUE ? 'vague' : Array.from(d.word.subarray(first, after), (id) => vocabulary.wordOf(id)).join(' ');
/** Phrases and entries that are next to never a cue. */
function stopped(train: readonly Candidate[]): Set<string> {
  const counts = new Map<string, [number, number]>();
  const entryCounts = new Map<LexiconEntry, [number, number]>();
  for (const c of train) {
    const key = phraseKey(rows[c.row]!.document, c.first, c.after, c.entry);
    const n = counts.get(key) ?? [0, 0]; n[c.y > 0 ? 1 : 0]!++; counts.set(key, n);
    const e = entryCounts.get(c.entry) ?? [0, 0]; e[c.y > 0 ? 1 : 0]!++; entryCounts.set(c.entry, e);
  }
  const out = new Set<string>();
  for (const c of train) {
    const key = phraseKey(rows[c.row]!.document, c.first, c.after, c.entry);
    const [no, yes] = counts.get(key)!;
    const [eno, eyes] = entryCounts.get(c.entry)!;
    const q = num('--stop', 0.03);
    if (yes / (no + yes) < q && (no + yes >= num('--stopn', 8) || flag('--stope') && (c.entry.cue.startsWith('~') && eyes / (eno + eyes) < q))) out.add(key);
  }
  return out;
}
interface Candidate { row: number; first: number; after: number; entry: LexiconEntry; features: Int32Array; y: number; type: string }

function candidates(which: readonly number[], extra: readonly LexiconEntry[], vocabulary: Vocabulary, stop: ReadonlySet<string> | null): Candidate[] {
  const entries = [...lexicon.entries.filter((e) => e.series === 'hedge'), ...wide, ...extra];
  const automaton = new CueAutomaton(entries, vocabulary);
  const featuresOf = cueFeatures(vocabulary);
  const vague = vagueSubjects(vocabulary);
  const buffer = new Int32Array(MAXIMUM_CUE_FEATURES);
  const out: Candidate[] = [];
  for (const r of which) {
    const { document: d, cues } = rows[r]!;
    const spans = new Map<string, [number, number, LexiconEntry]>();
    automaton.scan(d, (e, first, after) => {
      const key = `${first}-${after}`;
      const entry = entries[e]!;
      const old = spans.get(key);
      if (old === undefined) spans.set(key, [first, after, entry]);
      return false;
    });
    if (!flag('--no-vague')) vague(d, (first, after) => { const key = `${first}-${after}`; if (!spans.has(key)) spans.set(key, [first, after, VAGUE]); });
    const list = [...spans.values()].filter((x) => stop === null || !stop.has(phraseKey(d, x[0], x[1], x[2])));
    for (const [first, after, entry] of list) {
      let cover: [number, number, LexiconEntry] | null = null;
      for (const other of list) if (other[0] <= first && other[1] >= after && other[1] - other[0] > after - first && (cover === null || other[1] - other[0] > cover[1] - cover[0])) cover = other;
      const facts: CandidateFacts = {
        entry: hashText(entry.cue) | 0,
        type: hashText(entry.type!) | 0,
        granted: entry.when.length === 0 ? 2 : Number(entry.when.every((w) => conditions[w](d, first, after))),
        cover: cover === null ? 0 : hashText(cover[2].cue) | 0,
        disambiguated: !flag('--szeged') ? null : szeged(d, entry, first, after),
      };
      const n = featuresOf(d, first, after, facts, buffer);
      const cue = cues.find((c) => c.first === first && c.after === after);
      out.push({ row: r, first, after, entry, features: buffer.slice(0, n), y: cue === undefined ? 0 : CLASSES.indexOf(cue.type), type: cue?.type ?? 'none' });
    }
  }
  return out;
}

const C = num('--c', 0.2);
const MIN = num('--min', 2);
const FOLDS = num('--folds', 5);
const foldOf = groupFolds(groups, FOLDS, num('--seed', 1));
type Scored = Candidate & { p: number; best: number };
const scored: Scored[] = [];
let recallable = 0, total = 0, ncand = 0;
for (let fold = 0; fold < FOLDS; fold++) {
  const inside = rows.map((_, i) => i).filter((i) => foldOf[i] !== fold);
  const outside = rows.map((_, i) => i).filter((i) => foldOf[i] === fold);
  const extra = phrasesOf(inside.map((i) => rows[i]!), MIN);
  const all = candidates(inside, extra, vocabulary, null);
  const stop = stopped(all);
  const train = candidates(inside, extra, vocabulary, stop);
  const test = candidates(outside, extra, vocabulary, stop);
  if (fold === 0) console.log('all', all.length, 'kept', train.length, 'stop phrases', stop.size);
  ncand += test.length;
  recallable += test.filter((c) => c.y > 0).length;
  total += outside.reduce((s, i) => s + rows[i]!.cues.length, 0);
  const fitted = fitHashedModel(
    { features: train.map((c) => c.features), y: train.map((c) => c.y) },
    { classes: CLASSES, threshold: 0.5, words: [], phrases: {}, trainedOn: [], fingerprint: [] },
    { minimumRows: num('--rows', 2), prune: num('--prune', 0.005), c: C, iterations: num('--iterations', 80) },
  );
  if (fold === 0) console.log('features', fitted.keys.length, 'train candidates', train.length);
  const p = new Float64Array(CLASSES.length);
  for (const c of test) {
    fitted.model.probabilities(c.features, c.features.length, p);
    let best = 1;
    for (let k = 2; k < p.length; k++) if (p[k]! > p[best]!) best = k;
    scored.push({ ...c, p: 1 - p[0]!, best });
  }
}
console.log(`candidates ${ncand}; recall ceiling ${(recallable / total).toFixed(3)}`);

function choose(cands: Scored[], threshold: number): Scored[] {
  const out: Scored[] = [];
  const order = cands.filter((c) => c.p >= threshold).sort((a, b) => b.p - a.p || a.first - b.first);
  for (const c of order) if (!out.some((o) => o.first < c.after && c.first < o.after)) out.push(c);
  return out;
}
if (flag('--diagnose')) { /* below */ }
const byRow = new Map<number, Scored[]>();
for (const c of scored) (byRow.get(c.row) ?? byRow.set(c.row, []).get(c.row)!).push(c);
for (const threshold of [0.35, 0.4, 0.45, 0.5, 0.55]) {
  const at = (keep: (r: number) => boolean): string => {
    let tp = 0, fp = 0, g = 0, ty = 0;
    for (let r = 0; r < rows.length; r++) {
      if (!keep(r)) continue;
      g += rows[r]!.cues.length;
      for (const c of choose(byRow.get(r) ?? [], threshold)) { if (c.y > 0) { tp++; if (c.best === c.y) ty++; } else fp++; }
    }
    return `P ${(tp / (tp + fp)).toFixed(3)} R ${(tp / g).toFixed(3)} F1 ${((2 * tp) / (tp + fp + g)).toFixed(3)} type ${(ty / tp).toFixed(3)}`;
  };
  console.log(threshold, at(() => true), ' | hidden', at((r) => hidden[r]!));
}
if (flag('--errors')) {
  const counts = new Map<string, [number, number, number]>();
  for (let r = 0; r < rows.length; r++) {
    if (hidden[r]) continue;
    const { document: d, cues } = rows[r]!;
    const chosen = choose(byRow.get(r) ?? [], 0.45);
    const show = (first: number, after: number) => {
      const a = Math.max(0, first - 9), b = Math.min(d.tokenCount, after + 9);
      return `${d.surface(a, Math.max(a + 1, first)) } [${d.surface(first, after)}] ${after < b ? d.surface(after, b) : ''}`.replace(/\s+/g, ' ');
    };
    const bump = (w: string, k: number) => { const c = counts.get(w) ?? [0, 0, 0]; c[k]!++; counts.set(w, c); };
    for (const c of chosen) {
      const w = d.surface(c.first, c.after).toLowerCase();
      if (c.y > 0) bump(w, 0); else { bump(w, 1); console.log('FP', c.p.toFixed(2), c.entry.cue, '|', show(c.first, c.after)); }
    }
    for (const c of cues) if (!chosen.some((o) => o.first === c.first && o.after === c.after)) {
      const w = d.surface(c.first, c.after).toLowerCase(); bump(w, 2);
      const cand = (byRow.get(r) ?? []).find((o) => o.first === c.first && o.after === c.after);
      console.log('FN', cand ? cand.p.toFixed(2) : 'none', c.type, '|', show(c.first, c.after));
    }
  }
  for (const [w, c] of [...counts].sort((a, b) => b[1][1] + b[1][2] - a[1][1] - a[1][2]).slice(0, 60)) console.log(w, 'tp', c[0], 'fp', c[1], 'fn', c[2]);
}

if (flag('--diagnose')) {
  const T = num('--t', 0.4);
  let tp = 0, fp = 0, g = 0, lp = 0, lg = 0, fpOverlap = 0, fnOverlap = 0, fnLow = 0, fnNone = 0, fnSure: Record<number, number> = {}, fnType: Record<string, number> = {}, gType: Record<string, number> = {};
  for (let r = 0; r < rows.length; r++) {
    const { cues, row } = rows[r]!;
    const chosen = choose(byRow.get(r) ?? [], T);
    g += cues.length;
    for (const c of chosen) { const o = cues.some((q) => q.first < c.after && c.first < q.after); if (c.y > 0) tp++; else { fp++; if (o) fpOverlap++; } if (o) lp++; }
    cues.forEach((q, i) => { const o = chosen.some((c) => q.first < c.after && c.first < q.after); if (o) lg++;
      gType[q.type] = (gType[q.type] ?? 0) + 1;
      const exact = chosen.some((c) => q.first === c.first && c.after === q.after);
      if (!exact) { fnType[q.type] = (fnType[q.type] ?? 0) + 1; const sure = (row.cues![i] as unknown as {sure: number}).sure; fnSure[sure] = (fnSure[sure] ?? 0) + 1; if (o) fnOverlap++; else if ((byRow.get(r) ?? []).some((c) => q.first === c.first && c.after === q.after)) fnLow++; else fnNone++; } });
  }
  console.log({ tp, fp, fn: g - tp, fpOverlap, fnOverlap, fnLow, fnNone, lenientP: lp / (tp + fp), lenientR: lg / g, fnSure, fnType, gType });
}
