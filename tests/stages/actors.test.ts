import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../base/user-error.js';
import type { Actor, ActorsAnnotation, Mention } from '../../stages/actors/annotation.js';
import { parseRegistry, registryLookup } from '../../stages/actors/gazetteer/actor-registry.js';
import { foldName, isAcronymOf } from '../../stages/actors/gazetteer/names.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { documentOf } from '../document-of.js';

const annotate = await loadPlan(planStages({ stages: ['actors'] }));
const actorsOf = async (text: string): Promise<ActorsAnnotation> =>
  (await annotate(documentOf(text))).actors!;
const mentionOf = async (text: string, surface: string, nth = 0): Promise<Mention> =>
  (await actorsOf(text)).mentions.filter((mention) => mention.surface === surface)[nth]!;
const keys = async (text: string): Promise<string[]> =>
  (await actorsOf(text)).actors.map(({ key }: Actor) => key);

describe('names', () => {
  it('are folded to one key', () => {
    expect(foldName('the U.S.')).toBe('us');
    expect(foldName('José Ramírez’s')).toBe('jose ramirez');
    expect(foldName('Tamm - Karu')).toBe('tamm-karu');
  });

  it('have acronyms of their initials, with or without small words, and of hyphened parts', () => {
    expect(isAcronymOf('NFC', 'Northern Fisheries Council')).toBe('initials');
    expect(isAcronymOf('OSM', 'Office of Stamps and Measures')).toBe('initials');
    expect(isAcronymOf('JeT', 'Jamaat-e-Tamir')).toBe('initials');
    expect(isAcronymOf('XYZ', 'Northern Fisheries Council')).toBeNull();
    expect(isAcronymOf('NFC', 'NFC')).toBeNull();
  });
});

describe('linking', () => {
  it('keeps two people of one surname apart, and takes a title to tell them', async () => {
    const text = 'Peter Walsh and Maria Walsh met the press in Dublin. Mrs. Walsh spoke first.';
    expect((await mentionOf(text, 'Walsh')).actor).toBe('maria walsh');
  });

  it('takes a possessive and a middle initial for the same person', async () => {
    const text =
      'Laura B. Jensen opened the hearing. Laura Jensen’s lawyer objected. Jensen waited in the hall.';
    expect(await keys(text)).toContain('laura jensen');
    expect(await keys(text)).not.toContain('laura b jensen');
    expect((await mentionOf(text, 'Jensen')).actor).toBe('laura jensen');
  });

  it('links a definite description to the person that an apposition gave the role', async () => {
    const text =
      'Anna Keller, the former prime minister, came back to Vienna. Reporters waited. The former prime minister smiled.';
    const description = await mentionOf(text, 'The former prime minister');
    expect(description).toMatchObject({ kind: 'description', actor: 'anna keller', status: 'resolved' });
    expect(description.confidence).toBeLessThan(1);
  });

  it('reports a pronoun without an antecedent as unresolved', async () => {
    const text = 'It rained all day. He said that nothing would change.';
    expect(await mentionOf(text, 'He')).toMatchObject({ kind: 'pronoun', status: 'unresolved', actor: null });
  });

  it('does not give a female pronoun to a man by title', async () => {
    const text = 'Mr. Paul Novak met Mrs. Eva Novotna. She was late.';
    expect((await mentionOf(text, 'She')).actor).toBe('eva novotna');
  });

  it('gives "America", "US" and "United States" one key and leaves "us" alone', async () => {
    const text = 'America and the US are the United States. They told us so.';
    expect(await keys(text)).toEqual(['united states']);
  });

  it('names the actor that an attribution is of', async () => {
    const text =
      'Some context comes first. “The plan will fail,” said Helen Marsh in Ottawa. Nobody else replied.';
    const all = await annotate(documentOf(text));
    const { attributions } = all.attribution!;
    const found = all.actors!.attribution_actors;
    expect(found).toHaveLength(attributions.length);
    expect(found.map(({ actor }) => actor)).toContain('helen marsh');
  });
});

describe('any text', () => {
  it('has mentions that are the text at their offsets, in order, of listed actors', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'Ann Lee',
        'Mr. ',
        'the U.S.',
        ' (ABC) ',
        'he ',
        'she said. ',
        '“',
        '”',
        "'s ",
        '\n\n',
        '😀',
        'Māori ',
        'al-Amr ',
      ),
      fc.string({ unit: 'grapheme' }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        // Offsets in memory count in the clean twin of a text.
        const all = await annotate(documentOf(pieces.join('')));
        const { text } = all.tokenising!;
        const { actors, mentions } = all.actors!;
        const listed = new Map(actors.map((actor) => [actor.key, actor]));
        let at = -1;
        for (const mention of mentions) {
          expect(text.slice(mention.start, mention.end)).toBe(mention.surface);
          expect(mention.start).toBeGreaterThan(at);
          at = mention.start;
          expect(mention.actor === null).toBe(mention.status !== 'resolved');
          if (mention.actor !== null) expect(listed.has(mention.actor)).toBe(true);
          expect(mention.confidence).toBeGreaterThanOrEqual(0);
          expect(mention.confidence).toBeLessThanOrEqual(1);
        }
        expect(listed.size).toBe(actors.length);
        for (const actor of actors)
          expect(actor.mentions).toBe(mentions.filter(({ actor: key }) => key === actor.key).length);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same whatever was read before it', async () => {
    const text = 'Helen Marsh of the Northern Fisheries Council (NFC) met Peter Walsh. The NFC agreed.';
    const anew = await loadPlan(planStages({ stages: ['actors'] }));
    const fresh = (await anew(documentOf(text))).actors;
    await actorsOf('Another text about Kenya and Ms. Grace Achieng, whom the NFC never met.');
    expect(JSON.stringify(await actorsOf(text))).toBe(JSON.stringify(fresh));
  });
});

describe('registry', () => {
  const yaml = [
    '- name: Northern Fisheries Council',
    '  aliases: [the Fish Council, NFC]',
    '  type: organisation',
    '- name: Peter Walsh (senior)',
    '  aliases: [Peter Walsh]',
  ].join('\n');

  it('merges aliases under one key', () => {
    const find = registryLookup(parseRegistry(yaml, 'actors.yaml'));
    expect(find('Fish Council')?.key).toBe('northern fisheries council');
    expect(find("NFC's")?.key).toBe('northern fisheries council');
    expect(find('nfc')).toBeUndefined();
    expect(find('Peter Walsh')?.key).toBe('peter walsh senior');
  });

  const failure = (content: string): UserError => {
    try {
      parseRegistry(content, 'actors.yaml');
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    }
    throw new Error('no error');
  };

  it.each([
    ['broken YAML', '- name: [open', /line 1/, /not well-formed YAML/],
    ['no list', 'name: One', /line 1/, /not a list/],
    ['wrong type', '- name: One\n- name: Two\n  type: planet', /line 3, type/, /entry 2/],
    ['unknown field', '- name: One\n  alias: [Uno]', /line 1/, /entry 1/],
    [
      'one alias twice',
      '- name: One\n  aliases: [X]\n- name: Two\n  aliases:\n    - X',
      /line 5/,
      /two actors/,
    ],
  ])('says where it is wrong: %s', (_, content, where, what) => {
    const error = failure(content);
    expect(error.where).toMatch(where);
    expect(error.what).toMatch(what);
    expect(error.remedy).toBeDefined();
  });
});

const article = '../shared/gold/corpora/article.txt';
describe.skipIf(!existsSync(article))(`the sample article (skipped without ${article})`, async () => {
  const { readFileSync } = await import('node:fs');
  it('has one actor for full name, surname and pronoun, and one for name and acronym', async () => {
    const { mentions } = await actorsOf(readFileSync(article, 'utf8'));
    const actorOf = (surface: string): Set<string | null> =>
      new Set(mentions.filter((m) => m.surface === surface).map(({ actor }) => actor));
    expect(actorOf('Khan')).toEqual(new Set(['imran khan']));
    expect(actorOf('Imran Khan')).toEqual(new Set(['imran khan']));
    expect(actorOf('He')).toEqual(new Set(['imran khan']));
    expect(actorOf('TTP')).toEqual(new Set(['tehrik-i-taliban pakistan']));
    expect(actorOf('Tehrik-i-Taliban Pakistan')).toEqual(new Set(['tehrik-i-taliban pakistan']));
  });
});

describe('jobs, families and short names', () => {
  it('leave jobs out of organisations and places', async () => {
    const text =
      'The Nevada Attorney General Aaron Vale objected. As the Senate Majority Leader said on Friday, the Texas Attorney General was wrong.';
    const found = await keys(text);
    expect(found).toEqual(expect.arrayContaining(['nevada', 'aaron vale', 'senate', 'texas']));
    expect(found.filter((key) => /leader|attorney|majority/.test(key))).toEqual([]);
  });

  it('give the surname behind "and" to the given name before it', async () => {
    const text = 'Carl and Marsha Mueller went to Iraq. Carl spoke first. The Muellers came home in May.';
    expect((await mentionOf(text, 'Carl')).actor).toBe('carl mueller');
    expect((await mentionOf(text, 'Carl', 1)).actor).toBe('carl mueller');
    expect(await keys(text)).not.toContain('muellers');
  });

  it('mean a body beside another of its kind only', async () => {
    const text =
      'The Senate passed the bill, and the House of Representatives waits. The House votes on Monday.';
    expect(await keys(text)).not.toContain('house');
    expect((await mentionOf(text, 'House')).actor).toBe('house of representatives');
  });

  it('divide two surnames joined by a hyphen, and keep peers and places in capitals', async () => {
    const text =
      'Bernie Sanders leads Donald Trump in Iowa. The Sanders-Trump race is open. Later Lord Ashby of Wray spoke, and Ashby left.';
    expect(await keys(text)).not.toContain('sanders-trump');
    expect((await mentionOf(text, 'Ashby')).actor).toBe('ashby of wray');
    expect((await mentionOf('AL-AIN, United Arab Emirates - Japan lost.', 'AL-AIN')).type).toBe('location');
  });

  it('call nobody Americans, and no newspaper a person', async () => {
    const text =
      'The attacks on Americans went on. Daily Herald reporter Omar Vale (R) wrote an Op-Ed on it.';
    expect((await mentionOf(text, 'Americans')).type).toBe('norp');
    expect((await keys(text)).filter((key) => key === 'r' || key === 'ed')).toEqual([]);
  });

  it('take "Let’s" for no Lashkar-e-Taiba', async () => {
    expect(await keys('The plan is dangerous. Let’s hope that the Lisbon crew acts.')).not.toContain(
      'lashkar-e-taiba',
    );
    expect(await keys('The men of LeT were held in Lahore. LeT denied it.')).toContain('lashkar-e-taiba');
  });
});
