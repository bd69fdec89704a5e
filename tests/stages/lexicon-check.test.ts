import { describe, expect, it } from 'vitest';
import { parseLexicon } from '../../stages/hedging/lexicon.js';
import { checkLexicon, renderLexiconCheck } from '../../stages/hedging/lexicon-check.js';

const LEXICON = `name: mine
groups:
  - type: plausibility
    cues: [maybe, "can 't", mayhap]
  - type: approximator
    cues: [round about, maybe|perhaps]
  - type: plausibility
    disambiguate: true
    cues: [view]
`;

const found = async (texts: string[] | null) =>
  (await checkLexicon(parseLexicon(LEXICON, 'mine.yaml'), texts)).findings.map(
    ({ kind, cue, line }) => `${line} ${kind} ${cue}`,
  );

describe('the lexicon check', () => {
  it('names what no corpus is needed for', async () => {
    expect(await found(null)).toEqual(['6 overlapping maybe|perhaps']);
  });

  it('names entries that never stand in a corpus', async () => {
    const texts = ['Maybe it rains. Perhaps it does not. It was round about noon.'];
    expect(await found(texts)).toEqual([
      "4 dead can 't",
      '4 dead mayhap',
      '6 overlapping maybe|perhaps',
      '9 dead view',
    ]);
  });

  it('names entries of which the disambiguator rejects most', async () => {
    const texts = Array.from({ length: 12 }, (_, i) => `The view from hill ${i} was wide.`);
    expect(await found(texts)).toContain('9 low-precision view');
  });

  it('names an entry that an earlier one takes all words of', async () => {
    const lexicon = parseLexicon(
      'groups:\n  - type: plausibility\n    cues: [maybe|perhaps]\n  - type: approximator\n    cues: [perhaps]\n',
      'own.yaml',
    );
    const { findings } = await checkLexicon(lexicon);
    expect(findings.map(({ kind, line }) => [kind, line])).toEqual([['unreachable', 5]]);
  });

  it('counts entries and prints a finding a line with its remedy', async () => {
    const check = await checkLexicon(parseLexicon(LEXICON, 'mine.yaml'), ['Maybe. Maybe not.']);
    expect(check.counts[0]).toEqual({
      cue: 'maybe',
      candidates: 2,
      accepted: 2,
      rejectedByCondition: 0,
      rejectedByDisambiguator: 0,
    });
    const text = renderLexiconCheck(check);
    expect(text).toContain("mine.yaml:4: dead: 'mayhap' never stands in the 1 document\n");
    expect(text).toMatch(/^6 entries, 1 document: 6 findings \(\d+ \w+/);
  });
});
