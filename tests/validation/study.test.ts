import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyseCorpus } from '../../pipeline/run/analyse.js';
import { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { articleReportSchema } from '../../reports/article/sections.js';
import { renderOutletHtml } from '../../reports/outlets/html.js';
import { buildOutletReport } from '../../reports/outlets/report.js';
import { outletReportSchema } from '../../reports/outlets/sections.js';
import { addFile, codingPage, unitsOfCoder, writeForm, writeForms } from '../../validation/coding/coding.js';
import { codesFromLabelStudio } from '../../validation/coding/label-studio.js';
import { serveCoding } from '../../validation/coding/server.js';
import { validationFor } from '../../validation/corrected/borrowed.js';
import { verdictOf } from '../../validation/corrected/figures.js';
import { renderValidation } from '../../validation/corrected/terminal.js';
import { openValidation } from '../../validation/corrected/validation.js';
import { codedSample } from '../../validation/score/sample.js';
import { unitsNeeded } from '../../validation/score/units-needed.js';
import { appendCodes, codesFile, readCodes, standingCodes } from '../../validation/study/codes.js';
import { disputedUnits, finalCodes, openSealed, openStudy } from '../../validation/study/study.js';
import { hedgerow } from '../cli/run-hedgerow.js';
import { workerFile } from '../pipeline/sample-corpus.js';
import { analysedStore, built, drawOptions, drawStudy, outletCorpus } from './study-of.js';

const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-study-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const bytesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.\w+$/.test(file))
      .sort()
      .map((file) => [file, readFileSync(join(folder, file)).toString('base64')]),
  );

interface Cites {
  readonly methods: readonly string[];
  readonly citations: readonly { readonly key: string; readonly authors: string; readonly year: number }[];
}

/** Whoever the methods of corrected figures name, with the year, stands among the references. */
function expectCited({ methods, citations }: Cites): void {
  const text = methods.find((method) => method.startsWith('Corrected figures'))!;
  const named = [
    ...text.matchAll(/([A-Z][a-z]+)(?:’s Q| (?:& [A-Z][a-z]+|et al\.))? \(?((?:19|20)\d\d)\b/g),
  ].map(([, name, year]) => `${name} ${year}`);
  expect(named.length).toBeGreaterThan(2);
  expect(citations.map(({ authors, year }) => `${authors.split(',')[0]} ${year}`)).toEqual(
    expect.arrayContaining(named),
  );
}

const citedBeyond = (more: Cites['citations'], fewer: Cites['citations']): string[] =>
  more.map(({ key }) => key).filter((key) => !fewer.some((one) => one.key === key));

describe.skipIf(!built)('a study (skipped without a build)', () => {
  let store: AnalysisStore;
  const folder = join(scratch, 'study');
  beforeAll(async () => {
    store = await analysedStore(scratch);
    await drawStudy(drawOptions(store, folder));
    writeForms(await openStudy(folder));
  });
  afterAll(() => store?.close());

  it('draws each stratum with the probability that its plan says, 20 a cell, each unit once', async () => {
    const study = await openStudy(folder);
    const sealed = await openSealed(study);
    for (const { group, predicted, units, drawn, probability } of study.plan.strata) {
      const own = [...sealed.values()].filter((row) => row.group === group && row.predicted === predicted);
      expect(own).toHaveLength(drawn);
      expect(drawn).toBeGreaterThanOrEqual(Math.min(20, units));
      expect(probability).toBeCloseTo(drawn / units, 12);
      for (const row of own) expect(row.probability).toBe(probability);
    }
    const places = [...sealed.values()].map(({ document_id, number }) => `${document_id} ${number}`);
    expect(new Set(places).size).toBe(100);
    const double = study.units.filter(({ coders }) => coders === 'c1 c2').length;
    expect(double).toBe(30);
  });

  it('gives the same bytes for the same seed, and a second draw touches nothing of the first', async () => {
    const again = join(scratch, 'again');
    await drawStudy(drawOptions(store, again));
    writeForms(await openStudy(again));
    const first = bytesOf(again);
    expect(first).toEqual(bytesOf(folder));
    await drawStudy(drawOptions(store, again, { perGroup: 10 }));
    writeForms(await openStudy(again));
    const second = bytesOf(again);
    for (const [file, bytes] of Object.entries(first)) expect(second[file], file).toBe(bytes);
    const study = await openStudy(again);
    expect(study.units).toHaveLength(120);
    const places = [...(await openSealed(study)).values()].map((row) => `${row.document_id} ${row.number}`);
    expect(new Set(places).size).toBe(120);
    await expect(drawStudy(drawOptions(store, again, { seed: '8' }))).rejects.toThrow(/seed is 7/);
    const other = join(scratch, 'other');
    await drawStudy(drawOptions(store, other, { seed: '8' }));
    expect(bytesOf(other)['units.parquet']).not.toBe(first['units.parquet']);
  });

  it('shows no coder an outlet, a date, a prediction or another coder’s answer', async () => {
    const study = await openStudy(folder);
    appendCodes(codesFile(folder, 'c2'), [
      { unit: study.units[0]!.unit, answer: 'not', note: 'a telling note' },
    ]);
    const files = [
      ...['c1.html', 'c1.csv'].map((file) => join(folder, file)),
      ...writeForm(study, 'c1', 'label-studio'),
      ...writeForm(study, 'c1', 'inception'),
    ];
    const shown = [
      codingPage(await openStudy(folder), 'c1', true),
      ...files.map((file) => readFileSync(file, 'utf8')),
    ];
    for (const text of shown) {
      expect(text).not.toMatch(
        /The Quay|Harbour Post|secret-document|2031-02|sealed|predicted|probability|telling/,
      );
    }
    const own = study.units.find(({ coders }) => coders.includes('c1'))!.unit;
    // The labelling interface alone names no unit.
    expect(shown.filter((text) => text.includes(own))).toHaveLength(shown.length - 1);
    const [columns] = await store.query<{ names: string }>(
      `SELECT string_agg(name, ' ' ORDER BY name) AS names FROM parquet_schema('${join(folder, 'units.parquet')}') WHERE type IS NOT NULL`,
    );
    expect(columns!.names).toBe('after before coders mark_end mark_start text unit');
    rmSync(codesFile(folder, 'c2'));
  });

  it('is locked: a changed plan or table is refused with its place', async () => {
    const copy = join(scratch, 'changed');
    await drawStudy(drawOptions(store, copy));
    const plan = join(copy, 'plan.json');
    writeFileSync(plan, readFileSync(plan, 'utf8').replace('"perGroup": 50', '"perGroup": 51'));
    await expect(openStudy(copy)).rejects.toThrow(/changed after it was drawn/);
  });

  it('takes codes from the page, a spreadsheet, Label Studio and INCEpTION to the same end', async () => {
    const study = await openStudy(folder);
    const units = unitsOfCoder(study, 'c1').slice(0, 3);
    const answers = ['hedged', 'not', 'cannot say'];
    const write = (name: string, content: string): string => {
      const path = join(scratch, name);
      writeFileSync(path, content);
      return path;
    };
    const rows = readFileSync(join(folder, 'c1.csv'), 'utf8').split('\r\n');
    const sheet = [rows[0], ...units.map(({ unit }, k) => `${unit},,,,${answers[k]},`)].join('\r\n');
    const labelStudio = JSON.stringify(
      units.map(({ unit, text }, k) => ({
        data: { unit, text },
        annotations: [{ result: [{ from_name: 'answer', value: { choices: [answers[k]] } }] }],
      })),
    );
    const tsv = readFileSync(writeForm(study, 'c1', 'inception')[0]!, 'utf8').replace(
      /^(\d+-1\t\S+\t\[(u\d+)\]\t)_\t_/gm,
      (line, head: string, unit: string) => {
        const k = units.findIndex((one) => one.unit === unit);
        return k < 0 ? line : `${head}${answers[k]}\t_`;
      },
    );
    const lines = units.map(({ unit }, k) => JSON.stringify({ unit, answer: answers[k] })).join('\n');
    const found = [
      write('c1-sheet.csv', sheet),
      write('c1-ls.json', labelStudio),
      write('c1-inception.tsv', tsv),
      write('c1-lines.jsonl', lines),
    ].map((file) => {
      rmSync(codesFile(folder, 'c1'), { force: true });
      expect(addFile(study, file, undefined)).toEqual({ kind: 'codes', read: 3, added: 3 });
      expect(addFile(study, file, 'c1').added).toBe(0);
      return [...standingCodes(readCodes(codesFile(folder, 'c1'))).values()].map(({ unit, answer }) => [
        unit,
        answer,
      ]);
    });
    for (const one of found) expect(one).toEqual(found[0]);
    rmSync(codesFile(folder, 'c1'));
    expect(() => addFile(study, write('c1-bad.jsonl', '{"unit":"u9999","answer":"not"}'), 'c1')).toThrow(
      /no unit 'u9999'/,
    );
    expect(() => addFile(study, write('c1-bad.csv', `unit,answer\n${units[0]!.unit},maybe`), 'c1')).toThrow(
      /The answers are: cannot say, hedged, not/,
    );
    const wrong = write(
      'c1-corrections.jsonl',
      '{"id":"a","layer":"hedge","start":1,"end":4,"text":"may","verdict":"wrong"}\n',
    );
    expect(addFile(study, wrong, undefined)).toEqual({ kind: 'corrections', read: 1, added: 1 });
    expect(addFile(study, wrong, undefined).added).toBe(0);
  });

  it('keeps spans in code points, whichever unit Label Studio counted in', () => {
    const text = 'A 😀 may come';
    const of = (start: number, end: number) =>
      codesFromLabelStudio(
        [
          {
            data: { unit: 'u1', text },
            annotations: [
              {
                result: [
                  { from_name: 'answer', value: { choices: ['hedged'] } },
                  { from_name: 'span', value: { start, end, text: 'may' } },
                ],
              },
            ],
          },
        ],
        'x',
      )[0]!.spans;
    expect(of(5, 8)).toEqual([[4, 7]]);
    expect(of(4, 7)).toEqual([[4, 7]]);
  });

  it('serves this machine only: token, host, origin and type are checked', async () => {
    const study = await openStudy(folder);
    const kept: unknown[] = [];
    const server = await serveCoding({
      page: codingPage(study, 'c1', true),
      read: () => [],
      keep: (codes) => kept.push(...codes),
    });
    const { origin } = new URL(server.address);
    const post = (headers: Record<string, string>, address = `${server.address}codes`) =>
      fetch(address, { method: 'POST', headers, body: '[{"unit":"u0001","answer":"not"}]' }).then(
        ({ status }) => status,
      );
    const json = { 'content-type': 'application/json' };
    expect(await fetch(server.address).then(({ status }) => status)).toBe(200);
    expect(await fetch(`${origin}/`).then(({ status }) => status)).toBe(404);
    expect(await fetch(`${origin}/${'x'.repeat(32)}/`).then(({ status }) => status)).toBe(404);
    expect(await post({ ...json, origin: 'http://evil.example' })).toBe(403);
    expect(await post({ ...json, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await post({ 'content-type': 'text/plain' })).toBe(415);
    expect(await post(json, `${origin}/codes`)).toBe(404);
    expect(kept).toEqual([]);
    expect(await post({ ...json, origin })).toBe(200);
    expect(kept).toHaveLength(1);
    await server.close();
  });

  it('scores, adjudicates, corrects and reports; without the option a report knows nothing of it', async () => {
    const study = await openStudy(folder);
    const sealed = await openSealed(study);
    const before = await buildOutletReport({ store, title: 'made' });
    const code = (unit: string, k: number, wrong: number): { unit: string; answer: string } => {
      const { predicted } = sealed.get(unit)!;
      return { unit, answer: k % wrong === 0 ? (predicted === 'hedged' ? 'not' : 'hedged') : predicted };
    };
    appendCodes(
      codesFile(folder, 'c1'),
      unitsOfCoder(study, 'c1').map(({ unit }, k) => code(unit, k, 9)),
    );
    appendCodes(
      codesFile(folder, 'c2'),
      unitsOfCoder(study, 'c2').map(({ unit }, k) => code(unit, k, 11)),
    );
    const disputed = disputedUnits(study);
    expect(disputed.length).toBeGreaterThan(0);
    expect(finalCodes(study).filter(({ by }) => by === 'first coder')).toHaveLength(disputed.length);
    expect(codingPage(study, 'adjudicated', true)).toContain('Coder A');
    appendCodes(
      codesFile(folder, 'adjudicated'),
      disputed.map((unit) => ({ unit, answer: sealed.get(unit)!.predicted })),
    );
    const validation = await openValidation(folder);
    expect(validation.study).toMatchObject({
      coded: 100,
      unsettled: 0,
      adjudicated: disputed.length,
      corrections: 1,
    });
    expect(validation.agreement.percent.units).toBe(30);
    const [figure] = validation.figures;
    // By hand: the stratified mean of the codes that stand at the end.
    const codes = new Map(finalCodes(study).map(({ unit, answer }) => [unit, answer]));
    for (const row of figure!.groups) {
      const strata = study.plan.strata.filter(({ group }) => group === row.group);
      const share = strata.reduce((sum, { predicted, units, drawn }) => {
        const own = [...sealed.values()].filter(
          (one) => one.group === row.group && one.predicted === predicted,
        );
        return sum + (units * own.filter(({ unit }) => codes.get(unit) === 'hedged').length) / drawn;
      }, 0);
      expect(row.corrected!.value).toBeCloseTo(share / row.units, 12);
    }
    expect(figure!.differences).toHaveLength(1);
    const text = renderValidation(validation, unitsNeeded(await codedSample(study), 0.05));
    expect(text).toContain("Krippendorff's alpha");
    expect(text).not.toMatch(/NaN|undefined/);
    const after = await buildOutletReport({
      store,
      title: 'made',
      validation: await validationFor(folder, store, 'outlet'),
    });
    expect(outletReportSchema.safeParse(after).success).toBe(true);
    expect(after.opening[0]).toMatch(/^Corrected for the tool’s errors by 100 coded sentences/);
    const page = await renderOutletHtml(after);
    expect(page).toContain('id="validation"');
    expect(page).not.toMatch(/<script>window.broken/);
    // What is not asked for is not there, and what else is said stays as it was.
    expect(Object.keys(before)).not.toContain('validation');
    expect(await renderOutletHtml(before)).not.toMatch(/id="validation"|coded sentences/);
    const { validation: _own, opening, claims: _claims, methods: _methods, ...rest } = after;
    const { opening: plain, claims: _plainClaims, methods: _plainMethods, ...restBefore } = before;
    expectCited(after);
    expect(citedBeyond(rest.citations, restBefore.citations)).toContain('egami2023');
    expect({ ...rest, citations: [] }).toEqual({ ...restBefore, citations: [] });
    expect(opening.slice(1)).toEqual(plain);
    await expect(validationFor(folder, store, 'published')).rejects.toThrow(/compares by 'outlet'/);
  });

  it('an article’s report has the corrected figures of groups, and says why its own stand as counted', () => {
    const article = join(scratch, 'article.txt');
    writeFileSync(
      article,
      'The ferry may perhaps sail on Monday. It seems that the quay is closed. '.repeat(6),
    );
    const files = ['html', 'json', 'md'].map((kind) => join(scratch, `r.${kind}`));
    const [page, json, markdown] = files;
    const words = ['report', article, '--out', page!, '--json', json!, '--markdown', markdown!];
    const run = hedgerow([...words, '--validation', folder]);
    expect(run.stderr).toContain('The report is in');
    expect(run.status).toBe(0);
    for (const file of [page!, markdown!]) {
      const text = readFileSync(file, 'utf8');
      expect(text).toContain('own figures stand as counted');
      expect(text).toContain('Corrected by group');
    }
    const report = JSON.parse(readFileSync(json!, 'utf8'));
    expect(articleReportSchema.safeParse(report).success).toBe(true);
    expect(report.validation.study.target).toBe('hedges');
    expect(report.opening.at(-1)).toContain('Corrected for the tool’s errors by 100 coded sentences');
    // Without the option nothing of it, and the rest as with it.
    hedgerow(words);
    const { validation: _own, opening, methods, ...rest } = report;
    const { opening: plain, methods: plainMethods, ...without } = JSON.parse(readFileSync(json!, 'utf8'));
    expectCited(report);
    expect(citedBeyond(rest.citations, without.citations)).toContain('egami2023');
    expect({ ...rest, citations: [] }).toEqual({ ...without, citations: [] });
    expect(opening.slice(0, -1)).toEqual(plain);
    expect(methods.length).toBe(plainMethods.length + 1);
    expect(readFileSync(page!, 'utf8')).not.toMatch(/stand as counted|id="validation"/);
    expect(hedgerow([...words, '--validation', scratch]).status).toBe(2);
  });

  it('borrowed by another analysis, figures are Rogan and Gladen’s alone, and marked', async () => {
    const other = await AnalysisStore.open(
      await analyseCorpus(outletCorpus(20), { out: join(scratch, 'borrowing'), workers: 1, workerFile }),
    );
    const validation = await validationFor(folder, other, 'outlet');
    expect(validation.borrowed).toBe(true);
    const [figure] = validation.figures;
    expect(figure!.groups.map(({ group }) => group).sort()).toEqual(['Harbour Post', 'The Quay']);
    for (const { corrected, coded, shared } of figure!.groups) {
      expect(corrected).toBeNull();
      expect(coded).toBe(0);
      expect(shared!.value).toBeGreaterThanOrEqual(0);
      expect(shared!.interval![0]).toBeLessThanOrEqual(shared!.value);
      expect(shared!.interval![1]).toBeGreaterThanOrEqual(shared!.value);
      expect(shared!.interval![1]).toBeLessThanOrEqual(1);
    }
    expect(figure!.differences).toEqual([]);
    const report = await buildOutletReport({ store: other, title: 'other', validation });
    expectCited(report);
    expect(report.opening[0]).toContain('as another coded sample shows them');
    expect(await renderOutletHtml(report)).toContain('Borrowed: the codes are of another analysis.');
    other.close();
  });

  it('marks what changes sign or clarity', () => {
    const of = (low: number, high: number) => ({ value: (low + high) / 2, interval: [low, high] as const });
    expect(verdictOf(of(0.1, 0.2), of(0.05, 0.3))).toBe('holds');
    expect(verdictOf(of(0.1, 0.2), of(-0.3, -0.1))).toBe('changes sign');
    expect(verdictOf(of(0.1, 0.2), of(-0.1, 0.3))).toBe('no longer clear');
    expect(verdictOf(of(-0.1, 0.2), of(0.1, 0.3))).toBe('becomes clear');
    expect(verdictOf(of(-0.1, 0.2), of(-0.1, 0.3))).toBe('unclear in both');
  });
});
