import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CorpusDocument, plainDocument } from '../../corpora/document.js';
import { ENGLISH } from '../../language/en/english.js';
import { analyseCorpus } from '../../pipeline/run/analyse.js';
import { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import type { Analysis } from '../../pipeline/store/manifest.js';
import { type Concordance, type ConcordanceQuery, concordance } from '../../queries/concordance.js';
import { figureEvidence } from '../../queries/figure-evidence.js';
import { concordanceCsv, renderConcordance } from '../../reports/concordance-terminal.js';
import { workerFile } from '../pipeline/sample-corpus.js';

const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-kwic-'));
const DOCUMENTS: readonly CorpusDocument[] = [
  plainDocument(
    'late',
    'The council may have planned a bridge. 😀 It might plan another.\n\nThe harbour board said that sanctions would not help. We don’t know the plan',
    { outlet: 'Quay', published: '2031-03-02', url: 'https://quay.example/late?x=1#top' },
  ),
  plainDocument(
    'early',
    'Mara Oduya said the health-care planning was late. Health care costs rise; she may be right. May it rain.',
    { outlet: '=Post', published: '2031-01-05', title: '=1+1', url: 'javascript:alert(1)' },
  ),
  plainDocument('undated', 'A plan. Nobody plans the\u001b[31m bridge, and economists, economies differ.', {
    outlet: 'Quay',
  }),
];
let analysis: Analysis;
let store: AnalysisStore;
beforeAll(async () => {
  const out = join(scratch, 'analysis');
  analysis = await analyseCorpus(
    {
      survey: async () => ({
        sources: [{ name: 'kwic', format: 'jsonl', bytes: 1, sha256: 'kwic', records: DOCUMENTS.length }],
        records: DOCUMENTS.length,
        extraColumns: [],
        mapping: {},
      }),
      async *read() {
        for (const document of DOCUMENTS) yield { kind: 'document', document };
      },
    },
    { out, workers: 1, workerFile },
  );
  store = await AnalysisStore.open(analysis);
});
afterAll(() => {
  store.close();
  rmSync(scratch, { recursive: true, force: true });
});

const ask = (pattern: string, more: Partial<ConcordanceQuery> = {}): Promise<Concordance> =>
  concordance(store, { pattern, language: ENGLISH, ...more });
const found = async (pattern: string, more: Partial<ConcordanceQuery> = {}): Promise<string[]> =>
  (await ask(pattern, more)).lines.map(({ document, match }) => `${document}: ${match}`);

describe('the evidence behind a figure', () => {
  const behind = async (figure: string): Promise<string[]> =>
    (await figureEvidence(store, { figure })).lines.map(({ document, match }) => `${document}: ${match}`);

  it('is every hit that makes a measure, and no other, in all documents', async () => {
    const [rows] = await store.query<{ n: number }>(
      `SELECT count(*)::DOUBLE AS n FROM (SELECT unnest(hedging_cues) AS h FROM documents) WHERE h.series = 'hedge' AND h.voice = 'author'`,
    );
    const found = await figureEvidence(store, { figure: 'hedge_rate_author' });
    expect(found.total).toBe(rows!.n);
    expect(found.lines.map(({ match }) => match)).toEqual(expect.arrayContaining(['may', 'might']));
    expect(found.lines.every(({ hit }) => hit!.includes('author'))).toBe(true);
    expect([...new Set(found.lines.map(({ document }) => document))]).toEqual(['early', 'late']);
  });

  it('is told of an actor and a frame, and of an attribution by its cue', async () => {
    expect(await behind('actor:mara oduya')).toContain('early: Mara Oduya');
    expect((await behind('attribution_rate')).some((line) => /^(?:late|early): said/.test(line))).toBe(true);
    expect(await behind('frame:policy/none of it')).toEqual([]);
  });

  it('refuses what no hits make, and names what there is', async () => {
    await expect(behind('hedge_rate_autor')).rejects.toThrow(/hedge_rate_author/);
    const whole = store.measures().find(({ measure }) => measure!.evidence === null);
    if (whole !== undefined) await expect(behind(whole.name)).rejects.toThrow(/text as a whole/);
  });
});

describe('a concordance', () => {
  it('finds a word in all its forms by date and place, or as written', async () => {
    expect(await found('plan')).toEqual([
      'early: planning',
      'late: planned',
      'late: plan',
      'late: plan',
      'undated: plan',
      'undated: plans',
    ]);
    expect(await found('=plan')).toEqual(['late: plan', 'late: plan', 'undated: plan']);
    expect(await found('plan', { match: 'exact' })).toEqual(await found('=plan'));
  });

  it('finds phrases, wildcards, choices, contractions and hyphens', async () => {
    expect(await found('may have plan')).toEqual(['late: may have planned']);
    expect(await found('econom*')).toEqual(['undated: economists', 'undated: economies']);
    expect(await found('some|a|the bridge')).toEqual(['late: a bridge']);
    expect(await found('_ bridge')).toContain('late: a bridge');
    expect(await found('do n’t know')).toEqual(['late: don’t know']);
    expect(await found('health care')).toEqual(['early: health-care', 'early: Health care']);
    expect(await found('no such words')).toEqual([]);
  });

  it('counts single words by the index where only some lines are shown, furniture left out', async () => {
    const line = 'Share this ferry story on Facebook';
    const text = `The ferry ran to the harbour, and the ferries stayed all day.\n\n${line}\n\nFerry fares rise, said Mara Oduya.`;
    const start = text.indexOf(line);
    const ferry = plainDocument('ferry', text, {
      published: '2031-04-01',
      boilerplate: [{ start, end: start + line.length, kind: 'sharing' }],
    });
    const furnished = await analyseCorpus(
      {
        survey: async () => ({
          sources: [{ name: 'ferry', format: 'jsonl', bytes: 1, sha256: 'ferry', records: 2 }],
          records: 2,
          extraColumns: [],
          mapping: {},
        }),
        async *read() {
          for (const document of [ferry, { ...ferry, id: 'again', published: '2031-04-02' }])
            yield { kind: 'document', document } as const;
        },
      },
      { out: join(scratch, 'ferry'), workers: 1, workerFile },
    );
    const open = await AnalysisStore.open(furnished);
    const [marked] = await open.query<{ n: number }>('SELECT sum(len(boilerplate)) AS n FROM documents');
    expect(marked!.n).toBeGreaterThan(0);
    for (const [pattern, more] of [
      ['ferry', {}],
      ['=ferry', {}],
      ['ferr*', {}],
      ['ferry|harbour', {}],
      ['the ferry', {}],
    ] as const) {
      const all = await concordance(open, { pattern, language: ENGLISH, ...more });
      const first = await concordance(open, { pattern, language: ENGLISH, limit: 1, ...more });
      expect([first.total, first.documents, first.among], pattern).toEqual([
        all.total,
        all.documents,
        all.among,
      ]);
      expect(first.lines, pattern).toEqual(all.lines.slice(0, 1));
    }
    open.close();
  });
  it('does not cross sentences', async () => {
    expect(await found('bridge it might')).toEqual([]);
    expect(await found('right may')).toEqual([]);
  });

  it('offsets count code points: the text between them is the match', async () => {
    for (const { document, start, end, match } of (await ask('plan')).lines) {
      const { text } = DOCUMENTS.find(({ id }) => id === document)!;
      expect([...text].slice(start, end).join('')).toBe(match);
    }
  });

  it('looks in hits of one kind only, and says which', async () => {
    const hedges = await ask('may', { kind: 'hedges' });
    expect(hedges.lines.every(({ hit }) => hit!.startsWith('hedge, plausibility'))).toBe(true);
    expect(hedges.total).toBeLessThan((await ask('may')).total);
    expect(await found('sanction', { kind: 'attributions' })).toEqual(['late: sanctions']);
    expect(await found('bridge', { kind: 'attributions' })).toEqual([]);
    const mentions = await ask('*', { kind: 'mentions' });
    expect(mentions.lines.map(({ match }) => match)).toContain('Mara Oduya');
    await expect(ask('*')).rejects.toThrow(/matches any word/);
  });

  it('sorts by the words beside the match and by outlet', async () => {
    expect(
      (await ask('plan', { order: 'right' })).lines.map(({ right }) => right.trim().slice(0, 5)),
    ).toEqual(['', 'a bri', 'anoth', '. Nob', 'the\u001b[', 'was l']);
    expect((await ask('plan', { order: 'left' })).lines[0]!.left).toMatch(/A $/);
    expect((await ask('plan', { order: 'outlet' })).lines[0]!.outlet).toBe('=Post');
    expect((await ask('plan', { limit: 2 })).lines).toHaveLength(2);
    expect((await ask('plan', { limit: 2 })).total).toBe(6);
  });

  it('links to the passage of a web address, and to nothing else', async () => {
    const { lines } = await ask('may');
    expect(lines.find(({ document }) => document === 'late')!.link).toBe(
      'https://quay.example/late?x=1#:~:text=The%20council-,may,-have%20planned%20a',
    );
    expect(lines.find(({ document }) => document === 'early')!.link).toBeNull();
  });

  it('follows a selection, whose index is that of the whole', async () => {
    const rename = new Map([['Quay', 'The Quay']]);
    const some = await AnalysisStore.open(analysis, {
      selection: { where: "outlet = 'The Quay'", rename },
    });
    try {
      const { lines, among } = await concordance(some, { pattern: 'plan', language: ENGLISH });
      expect(lines.map(({ document }) => document)).toEqual(['late', 'late', 'late', 'undated', 'undated']);
      expect(lines[0]!.outlet).toBe('The Quay');
      expect(among).toBe(2);
    } finally {
      some.close();
    }
  });

  it('keeps its index beside the analysis, and does without where that cannot be written', async () => {
    const digest = join(analysis.folder, '.digest');
    const name = readdirSync(digest).find((entry) => entry.startsWith('texts-'))!;
    const before = await found('plan');
    let built = 0;
    await ask('plan', { onBuild: () => built++ });
    expect(built).toBe(0);
    for (const [k, file] of ['words.parquet', 'hedges.parquet'].entries()) {
      rmSync(join(digest, name, file));
      expect(await found('plan', { onBuild: () => built++ })).toEqual(before);
      expect(built).toBe(k + 1);
    }
    if (process.getuid?.() === 0) return;
    rmSync(join(digest, name), { recursive: true });
    chmodSync(digest, 0o500);
    expect(await found('plan')).toEqual(before);
    chmodSync(digest, 0o700);
    expect(existsSync(join(digest, name))).toBe(false);
  });

  it('tells what an analysis cannot answer', async () => {
    await expect(ask('charge/VERB')).rejects.toThrow(/part of speech/);
    await expect(ask('ec*nom')).rejects.toThrow(/inside a word/);
  });
});

describe('its output', () => {
  it('lets no control character of a text reach the terminal, and says what is not shown', async () => {
    const shown = renderConcordance(await ask('plan'), 'plan', {
      width: 100,
      limit: 4,
      styled: false,
      printable: (text) => text.replace(/\p{Cc}/gu, '?'),
    });
    expect(shown).not.toMatch(/\u001b/);
    expect(shown).toContain('plan: 6 lines in 3 of 3 documents; 2 not shown');
    expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('is CSV that spreadsheets read as UTF-8 and run nothing of', async () => {
    const csv = concordanceCsv((await ask('planning')).lines);
    expect(csv.startsWith('\uFEFFdocument,outlet,published,')).toBe(true);
    expect(csv).toContain("early,'=Post,2031-01-05,'=1+1,");
    expect(csv.split('\n')[1]).toMatch(/,32,40,,$/);
  });
});
