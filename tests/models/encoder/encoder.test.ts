import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Encoder } from '../../../models/encoder/encoder.js';
import { type Mention, maskedPart, maskMentions } from '../../../models/encoder/masking.js';
import { cutWindows } from '../../../models/encoder/windows.js';
import { type Pieces, WordPieces } from '../../../models/encoder/word-pieces.js';
import { codePoints } from '../../../stages/code-points.js';

const folder = new URL('../../fixtures/encoder/', import.meta.url).pathname;
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const vocabulary = read('vocab.txt').trimEnd().split('\n');
const wordPieces = new WordPieces(vocabulary);
const cut = (text: string): Pieces => {
  const pieces: Pieces = { ids: [], starts: [], ends: [] };
  wordPieces.cut(text, 0, text.length, pieces);
  return pieces;
};

describe('word pieces', () => {
  const expected = JSON.parse(read('pieces.json')) as {
    text: string;
    ids: number[];
    starts: number[];
    ends: number[];
  }[];
  it.each(expected)('are those of the tokenizers package: $text', ({ text, ids, starts, ends }) => {
    const pieces = cut(text);
    const points = codePoints(text);
    expect(pieces.ids).toEqual(ids);
    expect(pieces.starts.map((at) => points.fromUtf16(at))).toEqual(starts);
    expect(pieces.ends.map((at) => points.fromUtf16(at))).toEqual(ends);
  });
  it('stand in order inside any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { starts, ends } = cut(text);
        for (let i = 0; i < starts.length; i++) {
          expect(ends[i]).toBeGreaterThan(starts[i]!);
          expect(ends[i]).toBeLessThanOrEqual(text.length);
          if (i > 0) expect(starts[i]).toBeGreaterThanOrEqual(starts[i - 1]!);
        }
      }),
    );
  });
});

describe('windows', () => {
  it('hold each piece in one body, after whole sentences of context', () => {
    const sentences = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 30 });
    fc.assert(
      fc.property(
        sentences,
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 0, max: 12 }),
        (lengths, body, context) => {
          const ends: number[] = [];
          let total = 0;
          for (const length of lengths) {
            total += length;
            ends.push(total);
          }
          const starts = Array.from({ length: total }, (_, i) => i);
          const windows = cutWindows(starts, ends, body, context);
          let at = 0;
          for (const window of windows) {
            expect(window.body).toBe(at);
            expect(window.end).toBeGreaterThan(at);
            expect(window.end - window.body).toBeLessThanOrEqual(body);
            expect(window.body - window.context).toBeLessThanOrEqual(context);
            at = window.end;
          }
          expect(at).toBe(total);
        },
      ),
    );
  });
  it('pack whole sentences', () => {
    const starts = Array.from({ length: 30 }, (_, i) => i);
    expect(cutWindows(starts, [10, 18, 30], 20, 10)).toEqual([
      { context: 0, body: 0, end: 18 },
      { context: 10, body: 18, end: 30 },
    ]);
  });
});

const mention = (text: string, name: string, actor: string | null): Mention => {
  const start = text.indexOf(name);
  return { start, end: start + name.length, actor };
};

describe('masking', () => {
  it('takes names, not what stands around them', () => {
    const part = (surface: string): string | null => {
      const found = maskedPart(surface, 0, surface.length);
      return found && surface.slice(...found);
    };
    expect(part('the United Nations')).toBe('United Nations');
    expect(part("Velmora's")).toBe('Velmora');
    expect(part('The Hague’s')).toBe('Hague');
    expect(part('former minister Jean-Luc Roy')).toBe('Jean-Luc Roy');
    expect(part('the G20')).toBe('G20');
    expect(part('her')).toBeNull();
    expect(part('He')).toBeNull();
    expect(part('the ministers')).toBeNull();
  });
  it('finds the name elsewhere, whole words only', () => {
    const text = 'Anna Roy spoke. Roy, not Royce or Leroy, was heard.';
    const masked = maskMentions(text, [mention(text, 'Anna Roy', 'anna')]);
    expect(masked.map(({ start, end }) => text.slice(start, end))).toEqual(['Anna Roy', 'Roy']);
    expect(masked[1]).toMatchObject({ actor: 'anna', mention: -1 });
  });
  it('gives the longer span, and any target before others', () => {
    const text = 'The Bank of Velmora fell.';
    const inside = mention(text, 'Velmora', 'velmora');
    const whole = mention(text, 'Bank of Velmora', 'bank');
    expect(maskMentions(text, [inside, whole]).map(({ actor }) => actor)).toEqual(['bank']);
    expect(maskMentions(text, [inside, whole], 1).map(({ actor }) => actor)).toEqual(['velmora']);
  });
  it('takes names with signs of regular expressions for what they are', () => {
    const text = 'Acme (US) [x] met A.B+C* and A.B+C* again.';
    const masked = maskMentions(text, [mention(text, 'A.B+C', 'abc')]);
    expect(masked.map(({ start }) => start)).toEqual([18, 29]);
  });
});

describe('the encoder', () => {
  const encoder = new Encoder({ folder });
  const text =
    'Maria Lopez refused the bribe. The senator praised her. Rivers rose and nobody slept. Lopez said no. The dam held and Adam Smith slept far from the dam.';
  const ends = [...text.matchAll(/\.(?: |$)/g)].map(({ index }) => index + 1);
  const mentions = [
    mention(text, 'Maria Lopez', 'lopez'),
    mention(text, 'her', 'lopez'),
    mention(text, 'Adam Smith', 'smith'),
  ];
  const scoresOf = async (content: string, sentenceEnds: number[], found: Mention[]): Promise<number[]> => {
    const masked = maskMentions(content, found);
    return [...(await encoder.sentiment(content, sentenceEnds, masked, () => true))];
  };

  it('scores every mention, alike each time', async () => {
    const once = await scoresOf(text, ends, mentions);
    expect(once).toHaveLength(3 * 4);
    expect(once.every(Number.isFinite)).toBe(true);
    expect(await scoresOf(text, ends, mentions)).toEqual(once);
  });
  it('gives a mention the same scores whatever else is asked', async () => {
    const masked = maskMentions(text, mentions);
    const all = await encoder.sentiment(text, ends, masked, () => true);
    for (let m = 0; m < masked.length; m++) {
      const alone = await encoder.sentiment(text, ends, masked, (index) => index === m);
      expect([...alone.subarray(3 * m, 3 * m + 3)]).toEqual([...all.subarray(3 * m, 3 * m + 3)]);
      expect(alone.filter(Number.isFinite)).toHaveLength(3);
    }
  });
  it('does not know names', async () => {
    const swap = (name: string, last: string): Promise<number[]> => {
      const swapped = text.replace('Maria Lopez', name).replace('Lopez', last);
      const shift = swapped.length - text.length;
      const at = [...swapped.matchAll(/\.(?: |$)/g)].map(({ index }) => index + 1);
      expect(at[0]).toBe(ends[0]! + name.length - 'Maria Lopez'.length);
      expect(at.at(-1)).toBe(ends.at(-1)! + shift);
      return scoresOf(
        swapped,
        at,
        [
          mention(swapped, name, 'x'),
          mention(swapped, ' her.', 'x'),
          mention(swapped, 'Adam Smith', 'smith'),
        ].map((m, i) => (i === 1 ? { ...m, start: m.start + 1, end: m.end - 1 } : m)),
      );
    };
    const before = await scoresOf(text, ends, mentions);
    for (const [name, last] of [
      ['Adolf Hitler', 'Hitler'],
      ['Benazir Bhutto-Zardari', 'Bhutto-Zardari'],
      ['ISIS', 'ISIS'],
      ['Σωκράτης', 'Σωκράτης'],
    ] as const)
      expect(await swap(name, last)).toEqual(before);
  });
  it('tells actors apart and reads the sentence before', async () => {
    const other = 'Nobody rose.'.padEnd(0) + text.slice('Maria Lopez refused the bribe.'.length);
    const [first] = await Promise.all([scoresOf(text, ends, mentions)]);
    const at = [...other.matchAll(/\.(?: |$)/g)].map(({ index }) => index + 1);
    const second = await scoresOf(other, at, [
      mention(other, 'her', 'lopez'),
      mention(other, 'Adam Smith', 'smith'),
    ]);
    expect(second.slice(0, 3)).not.toEqual(first.slice(3, 6));
  });
  it('tags every piece, once for all who ask', async () => {
    const tagged = encoder.tag(text, ends);
    expect(encoder.tag(text, ends)).toBe(tagged);
    const { starts, outputs } = await tagged;
    expect(starts).toEqual(cut(text).starts);
    expect(outputs.hedge).toMatchObject({ classes: 5 });
    expect(outputs.hedge!.logits).toHaveLength(5 * starts.length);
    expect(outputs.cue!.logits.every(Number.isFinite)).toBe(true);
  });
  it('has nothing to say of an empty text', async () => {
    expect(await scoresOf('', [], [])).toEqual([]);
    expect((await encoder.tag('', [])).starts).toEqual([]);
  });
});

const web = await import('onnxruntime-web' as string).then(
  () => true,
  () => false,
);
describe.skipIf(!web)('WebAssembly', () => {
  it('runs the same graphs to the same labels', async () => {
    const text = 'Maria Lopez refused the bribe. The senator praised her, and Adam Smith slept.';
    const ends = [30, text.length];
    const masked = maskMentions(text, [
      mention(text, 'Maria Lopez', 'lopez'),
      mention(text, 'her', 'lopez'),
      mention(text, 'Adam Smith', 'smith'),
    ]);
    const [native, wasm] = await Promise.all(
      (['native', 'wasm'] as const).map((runtime) =>
        new Encoder({ folder, runtime }).sentiment(text, ends, masked, () => true),
      ),
    );
    expect(wasm).toHaveLength(9);
    wasm!.forEach((score, i) => {
      expect(Math.abs(score - native![i]!)).toBeLessThan(0.1);
    });
    for (let m = 0; m < 3; m++) {
      const [a, b] = [native!, wasm!].map((scores) => scores.subarray(3 * m, 3 * m + 3));
      expect(b!.indexOf(Math.max(...b!))).toBe(a!.indexOf(Math.max(...a!)));
    }
  }, 60_000);
});

describe('what is missing', () => {
  const broken = mkdtempSync(join(tmpdir(), 'hedgerow-encoder-'));
  afterAll(() => rmSync(broken, { recursive: true }));
  it('is said with the command to type', () => {
    expect(() => new Encoder({ folder: join(broken, 'absent') })).toThrow(/npm install/);
  });
  it('is a file that is not the one named', async () => {
    for (const file of ['encoder.json', 'vocab.txt', 'trunk.onnx', 'sentiment.onnx', 'tagging.onnx'])
      copyFileSync(join(folder, file), join(broken, file));
    writeFileSync(join(broken, 'trunk.onnx'), 'no graph');
    await expect(new Encoder({ folder: broken }).load('sentiment')).rejects.toThrow(/checksum/);
  });
});

const shipped = new URL('../../../packages/hedgerow-encoder/', import.meta.url).pathname;
describe.skipIf(!existsSync(join(shipped, 'fixtures.json')))('the encoder that ships', () => {
  const fixtures = existsSync(join(shipped, 'fixtures.json'))
    ? (JSON.parse(readFileSync(join(shipped, 'fixtures.json'), 'utf8')) as {
        text: string;
        mentions: [number, number, string][];
        sentiment: number[][];
      }[])
    : [];
  it.each(fixtures)('scores as its fixtures say: $text', async ({ text, mentions, sentiment }) => {
    const encoder = new Encoder({ folder: shipped });
    const points = codePoints(text);
    const found = mentions.map(([start, end, actor]) => ({
      start: points.toUtf16(start),
      end: points.toUtf16(end),
      actor,
    }));
    const masked = maskMentions(text, found);
    const scores = await encoder.sentiment(text, [text.length], masked, (m) => masked[m]!.mention >= 0);
    masked.forEach(({ mention }, m) => {
      if (mention < 0) return;
      // Quantised kernels may differ a little between processors; the label may not.
      const own = scores.subarray(3 * m, 3 * m + 3);
      for (let k = 0; k < 3; k++) expect(Math.abs(own[k]! - sentiment[mention]![k]!)).toBeLessThan(0.1);
      expect(own.indexOf(Math.max(...own))).toBe(
        sentiment[mention]!.indexOf(Math.max(...sentiment[mention]!)),
      );
    });
  });
});
