import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../base/user-error.js';
import { measuredText } from '../../corpora/cleaning/measured-text.js';
import { scoreWithout } from '../../stages/framing/annotation.js';
import { importCodebook } from '../../stages/framing/codebook-imports.js';
import { parseCodebook } from '../../stages/framing/codebook-yaml.js';
import { cueScore, leadClaims, leadOf, scoringOf } from '../../stages/framing/frame-scores.js';
import { loadCodebook, SHIPPED_CODEBOOKS } from '../../stages/framing/load-codebook.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { documentOf } from '../document-of.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-framing-'));
const annotator = (codebooks: readonly string[]) => {
  const loading = loadPlan(planStages({ stageOptions: { framing: { codebooks } }, stages: ['framing'] }));
  return async (text: string) => {
    const annotate = await loading;
    const { framing } = await annotate(documentOf(text));
    return framing!;
  };
};
const faultOf = (act: () => unknown): UserError => {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('codebooks', () => {
  it('ship with the frames of the literature', () => {
    expect(loadCodebook('policy').frames.map((frame) => frame.code)).toEqual(
      Array.from({ length: 15 }, (_, i) => String(i + 1)),
    );
    expect(loadCodebook('generic').frames).toHaveLength(5);
    expect(loadCodebook('functions').frames.map((frame) => frame.name)).toEqual([
      'problem',
      'cause',
      'moral',
      'remedy',
    ]);
  });

  it.each([
    ['name: x\nframes:\n  - name: a\n    definition: d\n    cues: [b*c]\n', 'line 5', 'end of a word'],
    ['name: x\nframes:\n  - name: a\n    definition: d\n    cues: [run/VERBS]\n', 'line 5', 'VERB'],
    [
      'name: x\nframes:\n  - name: a\n    definition: d\n    cues:\n      - {term: tax, wieght: 2}\n',
      'line 6',
      'weight',
    ],
    ['name: x\nframes:\n  - name: a\n    cues: [tax]\n', 'line 3', 'definition'],
    [
      'name: x\nframes:\n  - name: a\n    definition: d\n    cues: [yes, true]\n',
      'line 5',
      'quotation marks',
    ],
    ['name: x\nframes:\n  - name: a\n    definition: d\n    cues: {-1: [tax]}\n', 'line 5', 'weights'],
    [
      'name: x\nframes:\n  - {name: a, definition: d, cues: [b]}\n  - {name: a, definition: d, cues: [c]}\n',
      'line 4',
      'own',
    ],
    ['name: x\nframes: [\n', 'line', 'Check'],
  ])('names line and remedy: %j', (text, where, remedy) => {
    const fault = faultOf(() => parseCodebook(text, 'own.yaml'));
    expect(fault.where).toContain(`own.yaml, ${where}`);
    expect(fault.message).toContain(remedy);
  });

  it('an unknown name gets the nearest one', () => {
    expect(faultOf(() => loadCodebook('polcy')).message).toContain("did you mean 'policy'");
  });
});

describe('cues', () => {
  it('match as their syntax says', async () => {
    const path = join(folder, 'syntax.yaml');
    writeFileSync(
      path,
      [
        'name: syntax',
        'scoring: {minimum_words: 1}',
        'frames:',
        '  - name: a',
        '    definition: d',
        '    exclude: [paper tiger]',
        '    cues:',
        '      2: [sanction, =rights, econom*, "charge/VERB", rule of law, hot _ soup]',
        '      1: [{term: tiger, unless: [tiger lily]}, law]',
      ].join('\n'),
    );
    const { frame_evidence: evidence, frames } = await await annotator([path])(
      'They sanctioned the economist. A right is not rights. Rule of law, hot green soup, a tiger, a tiger lily and a paper tiger.',
    );
    expect(evidence.map((hit) => [hit.surface, hit.weight])).toEqual([
      ['sanctioned', 2],
      ['economist', 2],
      ['rights', 2],
      ['Rule of law', 2],
      ['hot green soup', 2],
      ['tiger', 1],
    ]);
    expect(frames[0]!.weight).toBe(11);
  });

  const own = (name: string, lines: readonly string[]): string => {
    const path = join(folder, `${name}.yaml`);
    writeFileSync(path, [`name: ${name}`, ...lines].join('\n'));
    return path;
  };

  it('that are weak count only beside a strong one of their frame', async () => {
    const path = own('company', [
      'scoring: {minimum_words: 1, company: 2}',
      'frames:',
      '  - {name: a, definition: d, cues: {3: [treaty], 1: [country]}}',
    ]);
    const annotate = await annotator([path]);
    const weights = async (text: string) =>
      (await annotate(text)).frame_evidence.map(({ surface, weight }) => [surface, weight]);
    expect(await weights('The country slept.')).toEqual([]);
    expect(await weights('The country slept. It signed a treaty.')).toEqual([
      ['country', 1],
      ['treaty', 3],
    ]);
    expect(await weights('It signed a treaty. The country slept.')).toHaveLength(2);
    // Two sentences away it stands alone.
    expect(await weights('The country slept. It rained. It signed a treaty.')).toEqual([['treaty', 3]]);
  });

  it('that are one term repeated count up to its share, one occurrence always', async () => {
    const path = own('share', [
      'scoring: {minimum_words: 1, term_share: 0.5}',
      'frames:',
      '  - {name: a, definition: d, cues: {2: [tax, wage]}}',
    ]);
    const annotate = await annotator([path]);
    // Six times tax beside one wage: min(12, 0.5 * 2 / 0.5 + 2) = 4, spread over six.
    const { frames, frame_evidence: evidence } = await annotate('Tax, tax, tax, tax, tax, tax and a wage.');
    expect(frames[0]!.weight).toBeCloseTo(6, 12);
    expect(evidence[0]!.weight).toBeCloseTo(4 / 6, 12);
    expect(evidence.at(-1)!.weight).toBe(2);
    // Alone it counts once.
    expect((await annotate('Tax, tax and tax.')).frames[0]!.weight).toBeCloseTo(2, 12);
  });

  it('that are rejected weigh nothing and say so; the voice of a source is told from it', async () => {
    const path = own('stance', [
      'scoring: {minimum_words: 1}',
      'reject: [not about]',
      'frames:',
      '  - {name: a, definition: d, cues: {2: [security, money]}}',
    ]);
    const { frame_evidence: evidence, frames } = await (await annotator([path]))(
      'This is not about security. It is about money. The minister said: "Security comes first."',
    );
    expect(evidence.map(({ surface, weight, stance, voice }) => [surface, weight, stance, voice])).toEqual([
      ['security', 0, 'rejected', 'author'],
      ['money', 2, 'affirmed', 'author'],
      ['Security', 2, 'reported', 'source'],
    ]);
    expect(frames[0]).toMatchObject({ weight: 4, author_weight: 2 });
    // d = 100 * 4 / (16 + 40); without one of two pieces alike the odds fall by 2 ** 1.5.
    const { score } = frames[0]!;
    expect(scoreWithout(frames[0]!, 2)).toBeCloseTo(1 / (1 + (1 / score! - 1) * 2 ** 1.5), 12);
    expect(scoreWithout(frames[0]!, 4)).toBe(0);
  });

  it('of the shipped codebooks are told from the setting', async () => {
    const annotate = await annotator(['policy']);
    const surfaces = async (text: string, frame: string) =>
      (await annotate(text)).frame_evidence
        .filter((hit) => hit.frame === frame)
        .map(({ surface }) => surface);
    // Names of countries are no relations between them.
    expect(
      await surfaces('She grew up in Iran, studied in France and now lives in China.', 'external'),
    ).toEqual([]);
    expect(await surfaces('He spoke according to the plan of the ministry.', 'external')).toEqual([]);
    expect(await surfaces('In fairness, the ministry of culture answered within a day.', 'fairness')).toEqual(
      [],
    );
    expect(await surfaces('The ministry of culture answered within a day.', 'morality')).toEqual([]);
  });

  it('imports count as the same codebook written natively', async () => {
    const categories = { anger: ['furious', 'rage*', 'fed up'], calm: ['quiet', 'at ease'] };
    const native = `name: own\nmatch: exact\nscoring: {minimum_words: 8}\nframes:\n${Object.entries(
      categories,
    )
      .map(([name, terms]) => `  - {name: ${name}, definition: d, cues: [${terms.join(', ')}]}`)
      .join('\n')}\n`;
    const files: Record<string, string> = {
      'native.yaml': native,
      'liwc.dic': '%\n1\tanger\n2\tcalm\n%\nfurious\t1\nrage*\t1\nfed up\t1\nquiet\t2\nat ease\t2\n',
      'quanteda.yml': 'anger:\n  - furious\n  - rage*\n  - fed up\ncalm: [quiet, at ease]\n',
      'table.csv': 'category,term\nanger,furious\nanger,rage*\nanger,fed up\ncalm,quiet\ncalm,"at ease"\n',
    };
    const text =
      'Furious, she raged at the quiet crowd. They were fed up, he was at ease, and the rage went on; rages, quieter than furious ones.';
    const counts: unknown[][][] = [];
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name);
      writeFileSync(path, content);
      const { frames } = await annotator([path])(text);
      counts.push(frames.map((frame) => [frame.frame, frame.weight, frame.score]));
    }
    expect(counts[0]!.map(([, weight]) => weight)).toEqual([6, 2]);
    for (const other of counts.slice(1)) expect(other).toEqual(counts[0]);
  });

  it('a broken import names its line', () => {
    expect(faultOf(() => importCodebook('%\n1\tanger\n%\nfurious\t7\n', 'x.dic')).where).toBe(
      'x.dic, line 4',
    );
    expect(faultOf(() => importCodebook('word,other\na,b\n', 'x.csv')).message).toContain('category');
    expect(faultOf(() => importCodebook('a', 'x.txt')).message).toContain('.dic');
  });
});

describe('functions', () => {
  it('are judged by sentence, each sentence its own evidence; a remedy that is turned down weighs nothing', async () => {
    const annotate = await annotator(['functions']);
    const remedies = async (text: string) =>
      (await annotate(text)).frame_evidence
        .filter((hit) => hit.frame === 'remedy')
        .map(({ surface, stance }) => [surface, stance]);
    const story = 'The harbour has been losing ships for a decade.';
    expect(
      await remedies(`${story} The council must adopt a new plan and should invest in the docks.`),
    ).toEqual([['The council must adopt a new plan and should invest in the docks.', 'affirmed']]);
    expect(
      await remedies(`${story} To adopt the new plan would be a mistake, and the council must reject it.`),
    ).toEqual([[expect.stringContaining('would be a mistake'), 'rejected']]);
  });
});

it('what has no verb serves no function', async () => {
  const { frame_evidence: evidence } = await annotator(['functions'])(
    'The crisis, a threat, a danger, a disaster for all families and workers.',
  );
  expect(evidence).toEqual([]);
});

describe('scores', () => {
  const own = parseCodebook(
    'name: own\nscoring: {prior_words: 40, half: 1.6, steepness: 1.5}\nframes:\n  - {name: a, definition: d, cues: [b]}\n  - {name: c, definition: d, half: 2, threshold: 0.3, cues: [d]}\n',
    'own.yaml',
  );
  const scoring = scoringOf(own, 0);
  it('follow the formula', () => {
    // d = 100 * 8 / (460 + 40) = 1.6, which is half.
    expect(cueScore(8, 460, scoring)).toBeCloseTo(0.5, 12);
    expect(cueScore(0, 460, scoring)).toBe(0);
    expect(scoringOf(own, 1)).toEqual({ priorWords: 40, half: 2, steepness: 1.5, threshold: 0.3 });
  });

  it('lead only by a margin; the two nearest are named either way', () => {
    expect(leadOf([0.4, 0.7, 0.2, null], 0.1)).toMatchObject({ leading: 1, nearest: [1, 0] });
    expect(leadOf([0.66, 0.7, 0.2, null], 0.1)).toMatchObject({ leading: -1, nearest: [1, 0] });
    expect(leadOf([null, 0.7], 0.1)).toMatchObject({ leading: 1, nearest: [1] });
    expect(leadOf([null, null], 0.1)).toEqual({ leading: -1, nearest: [], margin: null });
    // At a tie the earlier frame stands first, and none leads.
    expect(leadOf([0.5, 0.5], 0.05)).toMatchObject({ leading: -1, nearest: [0, 1] });
  });

  it('lead by what is unusual: a frame that all news has many cues of claims no more than another at its usual density', () => {
    const [a, b] = own.frames;
    const claims = { slope: 2, offset: 0 };
    const codebook = {
      ...own,
      frames: [
        { ...a!, lead: { ...claims, usual: 4 } },
        { ...b!, lead: { ...claims, usual: 1 } },
      ],
    };
    // Each at its usual density: 2^2 against 2^2.
    expect(leadClaims(codebook, [4, 1])).toEqual([0.5, 0.5]);
    // (1 + 4/4)^2 against (1 + 3/1)^2.
    expect(leadClaims(codebook, [4, 3])[1]).toBeCloseTo(16 / 20, 12);
    expect(leadClaims(codebook, [0, 3])).toEqual([null, expect.closeTo(16 / 17, 12)]);
  });

  it('are known for all frames or unknown for all, and open to evidence that adds up, for any text', async () => {
    const annotate = annotator(SHIPPED_CODEBOOKS);
    const words = fc.constantFrom(
      'war',
      'the',
      'tax',
      'He',
      'God',
      'must',
      'because',
      '😀',
      '.',
      '\n\n',
      '“',
      'said',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.array(words).map((all) => all.join(' ')),
        ),
        async (text) => {
          const { frames, frame_evidence: evidence, frame_paragraphs: paragraphs } = await annotate(text);
          // Offsets and surfaces in memory are those of the text as it is measured.
          const measured = measuredText(text)?.text ?? text;
          for (const hit of evidence) expect(measured.slice(hit.start, hit.end)).toBe(hit.surface);
          for (const frame of frames) {
            const own = evidence.filter(
              (hit) => hit.codebook === frame.codebook && hit.frame === frame.frame,
            );
            expect(own.reduce((sum, hit) => sum + hit.weight, 0)).toBeCloseTo(frame.weight, 9);
            if (frame.score !== null) expect(frame.score >= 0 && frame.score <= 1).toBe(true);
            if (frame.codebook === 'generic' && frame.score !== null)
              expect(1 / (1 + Math.exp(-(frame.weight + frame.unlocated)))).toBeCloseTo(frame.score, 9);
          }
          for (const paragraph of paragraphs) expect(paragraph.score >= 0 && paragraph.score <= 1).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('give the voice of a quotation to its source', async () => {
    const { frames } = await await annotator(['policy'])(
      'The minister said: "Unemployment and inflation are ruining this economy." We walked along the river for a while.',
    );
    const economic = frames.find((frame) => frame.frame === 'economic')!;
    expect(economic.weight).toBeGreaterThan(0);
    expect(economic.author_weight).toBe(0);
  });
});

const article = '../shared/gold/corpora/article.txt';
describe.skipIf(!existsSync(article))('the sample article (../shared/gold)', () => {
  it('is led by security and gives prominence to responsibility and remedies', async () => {
    const { frames, leading_frame_policy: leading } = await await annotator(SHIPPED_CODEBOOKS)(
      readFileSync(article, 'utf8'),
    );
    expect(leading).toBe('security');
    const score = (name: string): number => frames.find((frame) => frame.frame === name)!.score!;
    expect(score('responsibility')).toBeGreaterThan(0.5);
    expect(Math.max(score('remedy'), score('cause'))).toBeGreaterThan(0.8);
  });
});

const corpus = '../shared/gold/corpora/allsides-pakistan.jsonl';
describe.skipIf(!existsSync(corpus))('500 articles (../shared/gold)', () => {
  it('have evidence that adds up to each document score', { timeout: 900_000 }, async () => {
    const annotate = annotator(SHIPPED_CODEBOOKS);
    const texts = readFileSync(corpus, 'utf8')
      .trim()
      .split('\n')
      .slice(0, 500)
      .map((line) => (JSON.parse(line) as { text: string }).text);
    let worst = 0;
    for (const text of texts) {
      const { frames, frame_evidence: evidence } = await annotate(text);
      const sums = new Map<string, number>();
      for (const hit of evidence) {
        const key = `${hit.codebook}:${hit.frame}`;
        sums.set(key, (sums.get(key) ?? 0) + hit.weight);
      }
      for (const frame of frames)
        worst = Math.max(worst, Math.abs((sums.get(`${frame.codebook}:${frame.frame}`) ?? 0) - frame.weight));
    }
    expect(texts).toHaveLength(500);
    expect(worst).toBeLessThan(1e-9);
  });
});
