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

describe('what a page puts around and between', () => {
  const around = (...lines: string[]): string => [prose, ...lines, prose, prose, prose].join('\n\n');
  it.each([
    ['caption', 'The weir in March, before the flood. (AP Photo/Ola Lens)'],
    ['caption', 'The weir in March. [Ola Lens/Reuters]'],
    ['caption', 'The weir at Orrdale, March 3, 2021. REUTERS/Ola Lens'],
    ['caption', 'Ola Lens / AFP / Getty Images The weir in March.'],
    ['caption', 'The owner says that no firm will mend it. | Ola Lens/POLITICO'],
    ['caption', 'Screenshot of the notice on the gate'],
    ['navigation', 'Link Copied'],
    ['navigation', 'Video'],
    ['navigation', 'Your browser does not support the video tag.'],
    ['navigation', 'Related How the weir was built, and what it cost'],
    ['navigation', '( DALE POST Exclusive: Owners plan a council)'],
    ['navigation', 'OWNERS OF THE MILL SAY THE WEIR IS PAST MENDING'],
    ['navigation', 'https://dalepost.example/mill/close.html'],
    ['embedded-post', 'https://twitter.com/olalens/status/12345'],
    ['embedded-post', 'They hide it all, as ever. — Piet Tarn (@ptarn) March 4, 2021'],
    ['sharing', 'Read or Share this story: https://dale.example/2cFo623'],
    ['credit', 'By Ola Lens and Piet Tarn, Dale Post'],
    ['provenance', 'Material from AFP was used in this story.'],
    ['provenance', 'This is a developing story. Please check back for updates.'],
    [
      'newsletter',
      'Mill Morning All of the dale by seven. You can unsubscribe. Protected by reCAPTCHA and terms apply.',
    ],
  ])('%s: %s', (kind, line) => expect(marks(around(line))).toEqual([`${kind}: ${line}`]));

  it.each([
    'The owner is tired, he said, and so are those who work for him and with him (all forty of them).',
    'A REPLY',
    'The mill will close at 10:30',
    'He pointed at the photo of the weir and laughed.',
    'By noon the gate was shut and Nora Vale had gone.',
    'Related matters were heard by the council on Tuesday.',
    'Video of the flood was shown to the council, which did not like what it saw.',
  ])('but no paragraph of the text: %s', (line) => expect(marks(around(line))).toEqual([]));

  it('a gallery, as long as it may be', () => {
    const gallery = `Photos: The weir ${'The weir in March. Ola Lens, Dale Post '.repeat(60)}Hide Caption 41 of 41`;
    expect(marks(around(gallery))).toEqual([`caption: ${gallery}`]);
  });
  it('a form to sign up with, as long as its list of countries makes it', () => {
    const form = `Get the Mill. Sign up for all of it. Choose where you live. ${'Orrdale Tarnby Weirholt '.repeat(60)}I agree to the Privacy Policy.`;
    expect(marks(around(form))).toEqual([`newsletter: ${form}`]);
  });
  it('highlights without full stops, to the first sentence', () => {
    expect(
      marks(`Story highlights Mill may close\n\nOwner says the weir is broken\n\n${prose}\n\n${prose}`),
    ).toEqual(['highlights: Story highlights Mill may close', 'highlights: Owner says the weir is broken']);
  });
  it('headlines after "READ MORE:", to the first sentence', () => {
    expect(
      marks(around('READ MORE:', 'Owner says the weir is broken', 'Why did it break?', 'It broke in March.')),
    ).toEqual([
      'navigation: READ MORE:',
      'navigation: Owner says the weir is broken',
      'navigation: Why did it break?',
    ]);
  });
  it('a player of a video', () => {
    const title = 'Owner says the weir is broken';
    expect(marks(around(title, `${title} 01:26`, title))).toEqual(
      [title, `${title} 01:26`, title].map((t) => `navigation: ${t}`),
    );
    expect(marks(around(title))).toEqual([]);
  });
  it('names of writers above the text, not its title', () => {
    const below = `Dale Post Network\n\n${prose}\n\n${prose}\n\n${prose}`;
    expect(marks(`Ola Lens and Piet Tarn\n\n${below}`)).toEqual(['credit: Ola Lens and Piet Tarn']);
    expect(marks(`Mill Closes In March\n\n${below}`)).toEqual([]);
  });
  it("a page's head: caption, credit and title in one", () => {
    const head = 'The mill at Orrdale. | Ola Lens/AP Photo mills Mill to close in March';
    expect(marks(`${head}\n\n${prose}\n\n${prose}`)).toEqual([`caption: ${head}`]);
  });
  it('a correction and a call to write in, at the edges alone', () => {
    for (const [kind, line] of [
      ['author-note', 'Correction: An earlier version gave the wrong year of the flood.'],
      [
        'author-note',
        'Nora Vale has taught rivers at Orrdale. The opinions expressed in this commentary are hers.',
      ],
      ['contact', 'Do you own a mill? Write to us at mills@dalepost.example.'],
    ] as const) {
      expect(marks(`${prose}\n\n${prose}\n\n${prose}\n\n${line}`)).toEqual([`${kind}: ${line}`]);
      expect(
        marks([prose, prose, prose, prose, line, prose, prose, prose, prose, prose].join('\n\n')),
      ).toEqual([]);
    }
  });
  it('a text that is all captions keeps its lines', () => {
    const caption = 'The weir in March. (AP Photo/Ola Lens)';
    expect(marks([caption, caption, caption].join('\n\n'))).toEqual([]);
    expect(marks([caption, caption, caption, caption, caption, prose, prose].join('\n\n'))).toHaveLength(5);
  });
});

describe('links run into a sentence', () => {
  const list = 'Mara Anne OduyaOduya wins third term Harbour bill stalls The Post’s 12:30 Report MORE';
  it('go from the name in full to the last word', () => {
    const text = `Sen. Mara Oduya ${list} (I-Vt.) said that the bill may well stall.`;
    expect(marks(`${text}\n\n${prose}`)).toEqual([`navigation:  ${list}`]);
  });
  it('stand several in a paragraph, and leave all else', () => {
    const text = `Oduya ${list} met McArdle Ian (Mac) Ross McArdleMcArdle resigns 10 mills to watch MORE on Monday.`;
    expect(marks(`${text}\n\n${prose}`)).toEqual([
      `navigation:  ${list}`,
      'navigation:  Ian (Mac) Ross McArdleMcArdle resigns 10 mills to watch MORE',
    ]);
  });
  it.each([
    'Oduya of OduyaSoft asked for MORE money.',
    'The McArdleMills want MORE of it.',
    'Mara Oduya wins third term and MORE.',
  ])('but not: %s', (text) => expect(marks(`${text}\n\n${prose}`)).toEqual([]));
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
