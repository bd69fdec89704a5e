import { describe, expect, it } from 'vitest';
import {
  checkCodebook,
  MINIMUM_DOCUMENTS,
  renderCodebookCheck,
} from '../../stages/framing/codebook-check.js';
import { importCodebook } from '../../stages/framing/codebook-imports.js';
import { loadCodebook, SHIPPED_CODEBOOKS } from '../../stages/framing/load-codebook.js';

const CODEBOOK = `name: mine
frames:
  - name: money
    definition: d
    cues:
      2: [budget, tax]
      1:
        - =taxes
        - budget
        - "cost _ living"
        - {term: charge/VERB, unless: [charge]}
  - name: rules
    definition: d
    exclude: [law school]
    cues:
      - law
      - law school
      - regulat*
      - regulation
      - budget
      - ":)"
`;

const check = (texts: string[] | null = null) => checkCodebook(importCodebook(CODEBOOK, 'mine.yaml'), texts);

describe('the codebook check', () => {
  it('names terms that can never count, stand twice or speak for two frames', async () => {
    const { findings, terms } = await check();
    expect(terms).toBe(12);
    expect(findings.map(({ kind, term, frame, line }) => `${line} ${kind} ${term} ${frame}`)).toEqual([
      '8 duplicate =taxes money',
      '9 duplicate budget money',
      '11 unreachable charge/VERB money',
      '17 unreachable law school rules',
      '19 duplicate regulation rules',
      '20 overlapping budget rules',
      '20 overlapping budget rules',
      '21 unreachable :) rules',
    ]);
  });

  it('on a corpus names terms that never count, and from a thousand documents on those that seldom do', async () => {
    const texts = Array.from({ length: MINIMUM_DOCUMENTS }, () => 'The budget and the law were debated.');
    const few = await check(['The budget and the law were debated. The tax rose.']);
    expect(few.findings.filter(({ kind }) => kind === 'dead').map(({ term }) => term)).toEqual([
      'cost _ living',
      'regulat*',
    ]);
    const many = await check([...texts, 'A tax.']);
    expect(many.findings.filter(({ kind }) => kind === 'low-yield').map(({ term }) => term)).toEqual(['tax']);
    expect(many.counts.find(({ term, frame }) => term === 'law' && frame === 'rules')).toEqual({
      frame: 'rules',
      term: 'law',
      hits: MINIMUM_DOCUMENTS,
      documents: MINIMUM_DOCUMENTS,
    });
  });

  it('knows the lines of imported codebooks and prints a finding a line', async () => {
    const csv = importCodebook('category,term\nmoney,tax\n\nmoney,tax\n', 'mine.csv');
    const text = renderCodebookCheck(await checkCodebook(csv));
    expect(text).toContain("mine.csv:4: duplicate: 'tax' (money) stands twice");
    expect(text).toMatch(/^2 terms: 1 finding \(1 duplicate\)\n/);
    const dic = importCodebook('%\n1 money\n%\ntax\t1\nfee*\t1\nfees\t1\n', 'mine.dic');
    expect((await checkCodebook(dic)).findings.map(({ kind, line }) => [kind, line])).toEqual([
      ['duplicate', 6],
    ]);
  });

  it.each(SHIPPED_CODEBOOKS)('finds nothing in %s that cannot count', async (name) => {
    const { findings } = await checkCodebook(loadCodebook(name));
    expect(findings.filter(({ kind }) => kind !== 'overlapping')).toEqual([]);
  });
});
