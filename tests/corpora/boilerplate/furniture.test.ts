import { describe, expect, it } from 'vitest';
import { markBoilerplate } from '../../../corpora/boilerplate/mark.js';
import { LineRepetition } from '../../../corpora/boilerplate/repetition.js';

const marks = (text: string): string[] =>
  markBoilerplate(text, null, null).map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`);

const prose =
  'The mill at Orrdale may well close before winter, its owner said, since the weir is broken and no firm will mend it.';

describe('page furniture known by its form', () => {
  it.each([
    [
      'The weir in March. Photograph: Ola Lens/Dale Post',
      'caption: The weir in March. Photograph: Ola Lens/Dale Post',
    ],
    [
      'The post Mill may close appeared first on Dale Post.',
      'provenance: The post Mill may close appeared first on Dale Post.',
    ],
    ['Story highlights', 'highlights: Story highlights'],
  ])('%s', (line, expected) => expect(marks(`${prose}\n\n${line}\n\n${prose}`)).toEqual([expected]));
  it('an embedded post with its writer', () => {
    expect(
      marks(`${prose}\n\nThe board hides it all.\n\n— Piet Tarn (@ptarn) March 4, 2021\n\n${prose}`),
    ).toEqual([
      'embedded-post: The board hides it all.',
      'embedded-post: — Piet Tarn (@ptarn) March 4, 2021',
    ]);
  });
  it("an agency's dateline, not the sentence behind it", () => {
    expect(marks(`ORRDALE (AP) — ${prose}\n\n${prose}`)).toEqual(['dateline: ORRDALE (AP) —']);
    expect(marks(`${prose} (AP) and more.\n\n${prose}`)).toEqual([]);
  });
  it('a note on the author, where the text does not speak of them', () => {
    const body = `${prose}\n\n${prose}\n\n${prose}\n\n`;
    for (const note of [
      'Nora Vale is a professor of rivers at Orrdale College.',
      '• Nora Vale is the Dale Post’s mills correspondent',
      'The writer is a fellow of the River Institute.',
    ])
      expect(marks(body + note)).toEqual([`author-note: ${note}`]);
    for (const end of [
      'The weir is the last of its kind in the county.',
      'Many an owner is a member of the guild.',
    ])
      expect(marks(body + end)).toEqual([]);
    expect(
      marks(
        `${prose}\n\n${prose}\n\n${prose}\n\nNora Vale said so.\n\nNora Vale is the director of the mill.`,
      ),
    ).toEqual([]);
  });
});

describe('stretches that an outlet repeats', () => {
  const towns = Array.from(
    { length: 60 },
    (_, i) => `Town${String.fromCharCode(97 + (i % 26))}${String.fromCharCode(97 + ((i * 7) % 26))}`,
  ).join(' ');
  const form = `Choose where you live to get our briefing. ${towns} Then press the button below.`;
  const article = (i: number): string =>
    Array.from(
      { length: 40 },
      (_, k) =>
        `word${String.fromCharCode(97 + ((i * 5 + k) % 26))}${String.fromCharCode(97 + ((i + k * 3) % 26))}${String.fromCharCode(97 + ((i * k) % 26))}`,
    ).join(' ');
  const read = (texts: readonly string[]) => {
    const repetition = new LineRepetition();
    for (const text of texts) repetition.add(text, 'Dale Post');
    return repetition.finish();
  };
  it('are left out whatever their length, within a paragraph too', () => {
    const texts = Array.from(
      { length: 12 },
      (_, i) => `${article(i)}.\n\n${article(i + 40)}. ${form} ${article(i + 80)}.\n\n${article(i + 120)}.`,
    );
    const repeated = read(texts);
    for (const text of texts) {
      const [span, ...others] = markBoilerplate(text, 'Dale Post', repeated);
      expect(others).toEqual([]);
      const marked = text.slice(span!.start, span!.end);
      expect(marked).toContain(towns);
      expect(form).toContain(marked);
    }
  });
  it('but not what quotations share, nor the copies of one article', () => {
    const quoted = Array.from(
      { length: 12 },
      (_, i) => `${article(i)}.\n\n${article(i + 40)}: “${towns}.”\n\n${article(i + 120)}.`,
    );
    expect(markBoilerplate(quoted[0]!, 'Dale Post', read(quoted))).toEqual([]);
    const copies = Array.from(
      { length: 12 },
      (_, i) => `${article(3)} ${form}.\n\n${article(4)} more and more of it, and the longest.\n\n${i}`,
    );
    expect(markBoilerplate(copies[0]!, 'Dale Post', read(copies))).toEqual([]);
  });
});
