import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListedActor } from '../../../pipeline/actors/actor-list-model.js';
import { missedDifference } from '../../../pipeline/actors/audit.js';
import type { ActorsAudit } from '../../../pipeline/actors/audit-model.js';
import { surfaceSearch, surfacesOf } from '../../../pipeline/actors/surface-search.js';
import { hedgerow } from '../../cli/run-hedgerow.js';

const listed = (name: string, aliases: Record<string, number>, type = 'person'): ListedActor => ({
  key: name.toLowerCase(),
  name,
  type,
  place: false,
  documents: Math.max(...Object.values(aliases)),
  mentions: 0,
  named_mentions: 0,
  outlets: [],
  aliases: Object.entries(aliases).map(([alias, documents]) => ({ name: alias, documents })),
});

describe('the surfaces of an actor', () => {
  it('are the names that its documents use and its surname, each one actor’s only', () => {
    const helen = listed('Helen Marsh', { 'Helen Marsh': 100, Marsh: 90, Hell: 2 });
    const tom = listed('Tom Marsh', { 'Tom Marsh': 20, Marsh: 12 });
    const vale = listed('Omar Vale', { 'Omar Vale': 9 });
    expect(
      surfacesOf([helen, tom, vale], [helen, tom, vale]).map(({ surfaces, shared }) => [surfaces, shared]),
    ).toEqual([
      [['Helen Marsh', 'Marsh'], []],
      [['Tom Marsh'], ['Marsh']],
      [['Omar Vale', 'Vale'], []],
    ]);
  });

  it('are found as whole words, the longest first, over line ends and with their marks', () => {
    const find = surfaceSearch(['Marsh', 'Helen Marsh', 'U.S.', 'A+B (C)']);
    const text = "Helen\nMarsh’s plan. Marshall, Marsh-era, @Marsh. The U.S. says A+B (C); O'Marsh; Marsh";
    expect(find(text).map(({ surface, start }) => [surface, start])).toEqual([
      ['Helen Marsh', 0],
      ['U.S.', text.indexOf('U.S.')],
      ['A+B (C)', text.indexOf('A+B')],
      ['Marsh', text.lastIndexOf('Marsh')],
    ]);
  });
});

describe('the difference of two shares of missed mentions', () => {
  const count = (document: number, occurrences: number, missed: number) => ({
    document,
    occurrences,
    missed,
    elsewhere: 0,
  });

  it('has the error of a ratio over documents, worked out by hand', () => {
    // a: 40 places, 10 missed; b: 40 places, none. Residuals of a: (4 - 5) / 40 and (6 - 5) / 40.
    const a = [count(0, 20, 4), count(1, 20, 6)];
    const b = [count(1, 40, 0)];
    const { difference, error } = missedDifference(a, b, 3)!;
    expect(difference).toBeCloseTo(0.25, 12);
    expect(error).toBeCloseTo(Math.sqrt(((2 / 1600) * 3) / 2), 12);
  });

  it('is null under thirty places, and without error where all are found', () => {
    expect(missedDifference([count(0, 29, 3)], [count(1, 90, 3)], 9)).toBeNull();
    expect(missedDifference([count(0, 30, 0)], [count(1, 90, 0)], 9)).toEqual({ difference: 0, error: 0 });
  });
});

describe('hedgerow actors --audit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hedgerow-audit-'));
  const at = (name: string): string => join(folder, name);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(() => {
    const rows = Array.from({ length: 6 }, (_, i) => ({
      id: `d${i}`,
      outlet: i % 2 === 0 ? 'Ledger' : 'Courier',
      text: `😀 Helen Marsh spoke in Nairobi. Omar Vale heard her. Marsh asked for votes, and Vale agreed. The letter was signed @marsh by hand, and Marsh-era rules stood.`,
    }));
    writeFileSync(at('corpus.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  });
  const run = (...words: string[]) =>
    hedgerow([
      ...['actors', at('corpus.jsonl'), '--cache', at('cache'), '--workers', '1', '--audit'],
      ...words,
    ]);

  it('counts places found and missed by actor and outlet, in code points', () => {
    const { status, stdout, stderr } = run('--out', '-', '--format', 'json');
    expect(status, stderr).toBe(0);
    const audit = JSON.parse(stdout) as ActorsAudit;
    const marsh = audit.actors.find(({ key }) => key === 'helen marsh')!;
    expect(marsh.surfaces).toEqual(['Helen Marsh', 'Marsh']);
    expect(marsh.all).toEqual({ occurrences: 12, missed: 0, elsewhere: 0, documents: 6, share: 0 });
    expect(marsh.outlets.map(({ outlet, occurrences }) => [outlet, occurrences])).toEqual([
      ['Courier', 6],
      ['Ledger', 6],
    ]);
    expect(audit.actors.some(({ key }) => key === 'nairobi')).toBe(false);
    expect(audit.warnings).toEqual([]);
  });

  it('shows a table, writes CSV, and says which files it writes', () => {
    const { status, stdout } = run('--out', at('audit.csv'));
    expect(status).toBe(0);
    expect(stdout).toMatch(/Helen Marsh +person +12 +0 +0\.000/);
    expect(stdout).toContain('No two of these actors');
    const table = run('--out', '-', '--format', 'csv').stdout;
    expect(Papa.parse<Record<string, string>>(table, { header: true }).data[0]).toMatchObject({
      outlet: '',
      missed: '0',
    });
    const yaml = run('--out', at('audit.yaml'));
    expect(yaml.status).toBe(2);
    expect(yaml.stderr).toMatch(/an audit is no registry[\s\S]*\.csv or \.json/);
  });
});
