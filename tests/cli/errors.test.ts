import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hedgerow } from './run-hedgerow.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const GOOD =
  'The minister said on Monday that the talks may begin soon, and that the army would perhaps wait for them.';

/** A mistake of the user's: status 2, one message without a stack trace, nothing written. */
function expectUserError(words: readonly string[], ...parts: readonly (string | RegExp)[]): void {
  const { status, stderr } = hedgerow(words);
  expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
  for (const part of parts) expect(stderr).toMatch(part);
  expect(status).toBe(2);
}

describe('mistakes of usage', () => {
  it('an unknown command is named, with the nearest and all valid ones', () => {
    expectUserError(['reprot', 'x'], /no command 'reprot'/, /did you mean 'report'/, /analyse, /);
  });
  it('an unknown option is named', () => {
    expectUserError(
      ['analyse', 'x', '--out', at('o'), '--wrokers', '2'],
      /no option '--wrokers'/,
      /did you mean '--workers'/,
    );
  });
  it('an option without its value is named', () =>
    expectUserError(['report', 'x', '--out'], /following: out/));
  it('a column to compare by, and one in a condition, are checked before anything is analysed', () => {
    writeFileSync(at('few.jsonl'), `${JSON.stringify({ text: GOOD, outlet: 'Dawn' })}\n`);
    const corpus = [at('few.jsonl'), '--cache', at('no-cache'), '--out', at('c.html')];
    expectUserError(
      ['compare', ...corpus, '--by', 'outlett'],
      /no column 'outlett'/,
      /did you mean 'outlet'/,
    );
    expectUserError(['compare', ...corpus, '--where', "outlte = 'Dawn'"], /did you mean 'outlet'/);
    expect(existsSync(at('no-cache'))).toBe(false);
  });
  it('help has the essential options first and its examples whole', () => {
    const { stdout } = hedgerow(['compare', '--help']);
    const order = ['--by', 'Selection:', 'Stages:', 'Corpus:', 'Limits:', 'Examples:'].map((part) =>
      stdout.indexOf(part),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(stdout).toContain('\n  hedgerow compare articles.csv --by outlet --over month\n');
  });
  it('a missing argument is named', () => expectUserError(['analyse'], /input|out/));
  it('a wrong task lists the valid ones', () => {
    expectUserError(['evaluate', 'hedging', 'x.jsonl'], /no evaluation task 'hedging'/, /hedges, /);
  });
  it('an unknown stage option lists what is valid', () => {
    writeFileSync(at('a.txt'), GOOD);
    expectUserError(['analyse', at('a.txt'), '--out', at('o'), '--set', 'hedgin.x=1'], /hedgin/, /hedging/);
  });
});

describe('bad input', () => {
  it('a missing file', () => expectUserError(['analyse', at('none.csv'), '--out', at('o')], /none\.csv/));
  it('a folder without readable files', () => {
    mkdirSync(at('empty'));
    expectUserError(['analyse', at('empty'), '--out', at('o')], /empty/);
  });
  it('a wrong column name lists the columns', () => {
    writeFileSync(at('c.csv'), `headline,body\nA,"${GOOD}"\n`);
    expectUserError(
      ['analyse', at('c.csv'), '--out', at('o'), '--text-column', 'boddy'],
      /no column 'boddy'/,
      /did you mean 'body'/,
    );
  });
  it('a corpus of which nothing can be analysed', () => {
    writeFileSync(at('none.jsonl'), '{"text": " "}\n{"text": "\n');
    expectUserError(
      ['analyse', at('none.jsonl'), '--out', at('n')],
      /no document could be analysed/,
      /rejects/,
    );
    expectUserError(
      ['compare', at('none.jsonl'), '--cache', at('n-cache'), '--out', at('n.html')],
      /no document could be analysed/,
    );
  });
  it('a cache that cannot be written', () => {
    writeFileSync(at('file'), '');
    writeFileSync(at('two.jsonl'), `${JSON.stringify({ text: GOOD })}\n`);
    expectUserError(['compare', at('two.jsonl'), '--cache', at('file')], /--cache/);
  });
  it('an empty article', () => {
    writeFileSync(at('void.txt'), ' \n');
    expectUserError(['report', at('void.txt'), '--out', at('r.html')], /void\.txt/);
  });
});

describe('rejects', () => {
  it('each has its place and reason, nothing else is lost, and the status is 1', () => {
    const lines = [
      JSON.stringify({ id: 'one', text: GOOD }),
      JSON.stringify({ id: 'two', text: `${GOOD} It seems so.` }),
      '{"id": "three", "text": ',
      JSON.stringify({ id: 'four', text: '   ' }),
      JSON.stringify({ id: 'five', text: `${GOOD} Critics doubt it.` }),
      JSON.stringify({
        id: 'six',
        text: 'Der Minister sagte am Montag, dass die Gespräche bald beginnen könnten und die Armee warten werde.',
      }),
    ];
    writeFileSync(at('six.jsonl'), `${lines.join('\n')}\n`);
    const { status, stderr } = hedgerow(['analyse', at('six.jsonl'), '--out', at('six')]);
    expect(stderr).toMatch(/6 documents read: 3 analysed, 3 rejected/);
    expect(status).toBe(1);
    const rejects = readFileSync(at('six/rejects.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { place: string; reason: string; remedy: string });
    expect(rejects.map(({ place, reason }) => [place, reason])).toEqual([
      ['line 3', 'malformed-json'],
      ['line 4', 'empty-text'],
      ['line 6', 'not-english'],
    ]);
    for (const { remedy } of rejects) expect(remedy.length).toBeGreaterThan(10);
  });
  it('--strict stops at the first', () => {
    const { status, stderr } = hedgerow(['analyse', at('six.jsonl'), '--out', at('strict'), '--strict']);
    expect(stderr).toMatch(/stopped by --strict.*six\.jsonl, line 3/s);
    expect(status).toBe(1);
  });
  it('a binary file is refused by name', () => {
    writeFileSync(
      at('picture.txt'),
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]),
    );
    writeFileSync(at('fine.txt'), GOOD);
    const { status, stderr } = hedgerow([
      'analyse',
      at('picture.txt'),
      at('fine.txt'),
      '--out',
      at('binary'),
    ]);
    expect(stderr).toMatch(/1 analysed, 1 rejected/);
    expect(status).toBe(1);
  });
});

describe('options that come too late for a finished analysis', () => {
  it('are refused with what it was made with, and how to make it anew; the same again is no fault', () => {
    writeFileSync(at('late.csv'), `outlet,body\nA,"${GOOD}"\nB,"${GOOD} Critics doubt it."\n`);
    writeFileSync(at('registry.yaml'), '- name: The Minister\n  type: person\n');
    hedgerow(['analyse', at('late.csv'), '--out', at('late'), '--registry', at('registry.yaml')]);
    expectUserError(
      ['compare', at('late'), '--out', at('c.html'), '--hedge-scheme', 'szeged'],
      /hedging\.scheme/,
      /made with hedging\.scheme="commentary"/,
      /hedgerow analyse CORPUS --set hedging\.scheme='"szeged"'/,
    );
    expectUserError(
      ['compare', at('late'), '--out', at('c.html'), '--text-column', 'body'],
      /--text-column/,
      /has been read/,
    );
    writeFileSync(at('changed.yaml'), '- name: The Other Minister\n  type: person\n');
    writeFileSync(at('one.txt'), GOOD);
    const against = ['report', at('one.txt'), '--against', at('late'), '--out', at('r.html')];
    // Another registry is followed when the analysis is opened, and in the article.
    expect(hedgerow([...against, '--registry', at('changed.yaml'), '--json', at('late.json')]).status).toBe(
      0,
    );
    const { stages } = JSON.parse(readFileSync(at('late.json'), 'utf8')) as {
      stages: { name: string; options: Record<string, unknown> }[];
    };
    expect(stages.find(({ name }) => name === 'actors')!.options.registry).toBe(at('changed.yaml'));
    // The same contents under another name.
    writeFileSync(at('copy.yaml'), readFileSync(at('registry.yaml')));
    expect(hedgerow([...against, '--registry', at('copy.yaml')]).status).toBe(0);
  }, 900_000);
  it('the article is measured with the options of the analysis; the reference says where it was not', () => {
    const json = at('r.json');
    hedgerow(['report', at('one.txt'), '--against', at('late'), '--out', at('r.html'), '--json', json]);
    const model = JSON.parse(readFileSync(json, 'utf8')) as {
      baseline: { mismatch: string[] };
      stages: { name: string; options: Record<string, unknown> }[];
    };
    expect(model.stages.find(({ name }) => name === 'actors')!.options.registry).toBe(at('registry.yaml'));
    expect(model.baseline.mismatch).toEqual([]);
    const { stdout } = hedgerow(['report', at('one.txt'), '--hedge-scheme', 'szeged', '--out', at('r.html')]);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/another scheme of the stage 'hedging'/);
  });
});

describe('in a pipe', () => {
  it('JSON lines come in and go out, one a document, with code point offsets', () => {
    const text = `🦔 ${GOOD}`;
    const { status, stdout } = hedgerow(
      ['analyse', '-', '--out', '-', '--format', 'jsonl'],
      `${JSON.stringify({ id: 'a', text, coder: 'B' })}\n`,
    );
    expect(status).toBe(0);
    const row = JSON.parse(stdout.trim()) as {
      id: string;
      coder: string;
      hedging_cues: { start: number; end: number; surface: string }[];
    };
    expect([row.id, row.coder]).toEqual(['a', 'B']);
    expect(row.hedging_cues.map(({ surface }) => surface)).toContain('may');
    for (const { start, end, surface } of row.hedging_cues) {
      expect([...text].slice(start, end).join('')).toBe(surface);
    }
  });
  it('an unchanged corpus is found analysed', () => {
    writeFileSync(at('same.txt'), GOOD);
    hedgerow(['analyse', at('same.txt'), '--out', at('same')]);
    expect(hedgerow(['analyse', at('same.txt'), '--out', at('same')]).stderr).toMatch(/Unchanged/);
  });
});
