// Names decide nothing: the mask, and attribution with one name in place of another.
import { describe, expect, it } from 'vitest';
import { NAME, NameMask, PEOPLE } from '../../stages/masked-names.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { documentOf } from '../document-of.js';

const run = await loadPlan(planStages({ stages: ['attribution'] }));

async function masked(text: string): Promise<string> {
  const d = (await run(documentOf(text))).tokenising!;
  const { word } = new NameMask(d.vocabulary).mask(d);
  return Array.from(word, (id) => d.vocabulary.wordOf(id)).join(' ');
}

const names =
  'Crane Trump Clinton Modi Duarte Obama Okafor Vance Putin Zielinski Khan Merkel NATO Hezbollah'.split(' ');

describe('the mask of names', () => {
  it.each([
    ['Ruth Vance met Mr. Crane on Monday.', `${NAME} ${NAME} met mr. ${NAME} on monday .`],
    ['Critics say May may go.', `critics say ${NAME} may go .`],
    ['May may go, said Mrs May of Kent.', `${NAME} may go , said mrs ${NAME} of ${NAME} .`],
    ['Ann Price left. Price said nothing.', `${NAME} ${NAME} left . ${NAME} said nothing .`],
    ['Price is all. The price said nothing.', 'price is all . the price said nothing .'],
    ['He told Larry King that Republicans lost.', `he told ${NAME} ${NAME} that ${PEOPLE} lost .`],
    ['“We know,” said Ursula von der Leyen.', `“ we know , ” said ${NAME} ${NAME} ${NAME} ${NAME} .`],
    ['The New York Times said so.', `the ${NAME} ${NAME} ${NAME} said so .`],
    ['Experts Say That the Plan Is a Bad Idea', 'experts say that the plan is a bad idea'],
    ['She left: Nobody knew.', 'she left : nobody knew .'],
  ])('hides in %j who is meant, and nothing else', async (text, expected) => {
    expect(await masked(text)).toBe(expected);
  });

  it('leaves tokens, offsets and surfaces as they were', async () => {
    const d = (await run(documentOf('Crane met Vance in Ohio.'))).tokenising!;
    const hidden = new NameMask(d.vocabulary).mask(d);
    expect(hidden.tokenCount).toBe(d.tokenCount);
    expect(hidden.surface(0, 3)).toBe('Crane met Vance');
    expect([...d.word]).not.toEqual([...hidden.word]);
  });
});

describe('attribution', () => {
  const sentences = [
    'Critics call @ a coward.',
    'Critics called @ a liar last week.',
    '@ said the plan would fail.',
    '“The plan will fail,” @ said.',
    '“The plan will fail,” said @, who had read it.',
    'Her aides say @ never reads.',
    'Opponents of @ claimed that the vote was rigged.',
    'The paper accused @ of hiding the cost.',
    'It is believed that @ knew of the deal.',
    'According to @, the road is closed.',
    '@ believes the court is wrong.',
    'Analysts warned @ that the price would rise.',
    'The mayor told @ the bridge was weak.',
    'Many fear that @ will win.',
    '@ was told by two survivors that the ferry had no lights.',
    'The owner blames @ for the delay.',
    'Voters think @ is honest, and the press agrees.',
    'A spokesman for @ denied that money had changed hands.',
    'The claim that @ took bribes is old.',
    'Nobody knows what @ thinks of the bill.',
    'He argues that @ has failed the poor.',
    'The report found that @ had broken the law.',
  ];

  it.each(sentences)('finds the same in %j, whoever is named', async (sentence) => {
    const read = async (name: string): Promise<unknown> => {
      const { attributions } = (await run(documentOf(sentence.replace('@', name)))).attribution!;
      const shown = (spans: readonly { surface: string }[]): string[] =>
        spans.map(({ surface }) => surface.replace(name, '@'));
      return attributions.map(({ source, cue, content, confidence, generic }) => ({
        source: shown(source),
        cue: shown(cue),
        content: shown(content),
        confidence,
        generic,
      }));
    };
    const [first, ...others] = await Promise.all(names.map(read));
    for (const other of others) expect(other).toEqual(first);
  });
});

const hedges = await loadPlan(planStages({ stages: ['hedging'] }));

describe('hedging', () => {
  const sentences = [
    '@ may win the vote.',
    'Perhaps @ knew of it.',
    'It seems that @ has lost.',
    'I think @ is wrong.',
    '@ would lose if the vote were held today.',
    'The court could ask @ for the papers.',
    'Some say @ lied.',
    '@ is likely to resign.',
    'About 50 friends of @ came.',
    'Unless @ pays, the road stays closed.',
    'Reportedly, @ refused.',
    'The plan of @ might work.',
  ];

  it.each(sentences)('finds the same in %j, whoever is named', async (sentence) => {
    const read = async (name: string): Promise<unknown> => {
      const { hedging_cues } = (await hedges(documentOf(sentence.replace('@', name)))).hedging!;
      return hedging_cues.map(({ surface, series, type, confidence }) => ({
        surface,
        series,
        type,
        confidence,
      }));
    };
    const [first, ...others] = await Promise.all(names.map(read));
    for (const other of others) expect(other).toEqual(first);
  });
});
