import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorsFile, registryOf } from '../../../pipeline/actors/actor-files.js';
import { isPlace, judgeKeys } from '../../../pipeline/actors/actor-keys.js';
import type { ActorsList } from '../../../pipeline/actors/actor-list-model.js';
import { likelyDuplicates } from '../../../pipeline/actors/duplicates.js';
import { parseRegistry } from '../../../stages/actors/gazetteer/actor-registry.js';
import { loadGazetteer } from '../../../stages/actors/gazetteer/gazetteer.js';
import { hedgerow } from '../../cli/run-hedgerow.js';

const actor = (key: string, documents: number, type = 'person', aliases: string[] = []) => ({
  key,
  name: key,
  type,
  place: false,
  documents,
  mentions: documents,
  named_mentions: documents,
  outlets: [],
  aliases: [key, ...aliases].map((name) => ({ name, documents })),
});

describe('likely duplicates', () => {
  const pairs = (...actors: ReturnType<typeof actor>[]): string[] =>
    likelyDuplicates(actors).map(({ key, other, reason }) => `${key} = ${other}: ${reason}`);

  it('are surnames, spellings, acronyms and ends of names, the more frequent first', () => {
    expect(pairs(actor('helen marsh', 5), actor('marsh', 2))).toEqual(['helen marsh = marsh: surname']);
    expect(pairs(actor('muhammad vale', 1), actor('mohammed vale', 3))).toEqual([
      'mohammed vale = muhammad vale: surname, given names spelled alike',
    ]);
    expect(pairs(actor('office of stamps', 9, 'organisation'), actor('os', 2, 'organisation'))).toEqual([
      'office of stamps = os: acronym',
    ]);
    expect(
      pairs(actor('stamp office', 2, 'organisation'), actor('royal stamp office', 1, 'organisation')),
    ).toEqual(['stamp office = royal stamp office: end of the name']);
    expect(pairs(actor('al-amra', 4, 'location'), actor('al amra', 1, 'location'))).toEqual([
      'al-amra = al amra: differ in spaces or hyphens only',
    ]);
    expect(pairs(actor('benedict varga', 4), actor('benedikt varga', 1))[0]).toContain('benedikt varga');
  });

  it('are not people of one surname, nor short names that differ by a letter', () => {
    expect(pairs(actor('peter walsh', 5), actor('maria walsh', 2))).toEqual([]);
    expect(pairs(actor('iran', 5, 'location'), actor('iraq', 2, 'location'))).toEqual([]);
    expect(pairs(actor('group 20', 5, 'organisation'), actor('group 21', 2, 'organisation'))).toEqual([]);
  });
});

describe('keys over a corpus', () => {
  const gazetteer = loadGazetteer();
  const key = (name: string, documents: number, type: string, called: Record<string, number> = {}) => ({
    key: name,
    type,
    documents,
    forms: Object.entries({ [name]: documents, ...called }).map(([form, n]) => ({
      name: form,
      documents: n,
    })),
  });
  const judge = (...keys: ReturnType<typeof key>[]) => {
    const { same, open, noActor } = judgeKeys(keys, gazetteer);
    return { same: Object.fromEntries(same), open: [...open], noActor: [...noActor] };
  };

  it('are joined where documents with the full name say whose the short one is', () => {
    expect(
      judge(
        key('northern fisheries council', 9, 'organisation', { NFC: 4 }),
        key('nfc', 5, 'organisation'),
        key('helen marsh', 9, 'person', { Marsh: 8 }),
        key('tom marsh', 3, 'person', { Marsh: 2 }),
        key('marsh', 4, 'person'),
        key('al-amra', 4, 'location'),
        key('al amra', 1, 'location'),
      ),
    ).toEqual({
      same: { nfc: 'northern fisheries council', marsh: 'helen marsh', 'al amra': 'al-amra' },
      open: [],
      noActor: [],
    });
  });

  it('stay apart without enough such documents, or where the short name has more than the full one', () => {
    const few = judge(
      key('northern fisheries council', 9, 'organisation', { NFC: 2 }),
      key('nfc', 5, 'organisation'),
      key('ilse varga', 3, 'person', { Varga: 3 }),
      key('varga', 8, 'person'),
    );
    expect(few).toEqual({ same: {}, open: [], noActor: [] });
  });

  it('are open where several have the name, or any organisation of a kind may be meant', () => {
    const { same, open } = judge(
      key('helen marsh', 9, 'person', { Marsh: 6 }),
      key('tom marsh', 5, 'person', { Marsh: 3 }),
      key('marsh', 4, 'person'),
      key('army', 7, 'organisation'),
      key('congress', 7, 'organisation'),
    );
    expect(same).toEqual({});
    expect(open).toEqual(['army', 'marsh']);
  });

  it('of creeds, languages, pronouns and attitudes are no actors; groups and organisations are', () => {
    const { noActor } = judge(
      ...['islam', 'marxism', 'urdu', 'anti-americans', 'muslims'].map((name) => key(name, 2, 'norp')),
      key('you', 2, 'person'),
      key('anti-defamation league', 2, 'organisation'),
    );
    expect(noActor.sort()).toEqual(['anti-americans', 'islam', 'marxism', 'urdu', 'you']);
  });

  it('are places but for states', () => {
    expect(['norway', 'oslo', 'kashmir'].map((name) => isPlace(name, 'location', gazetteer))).toEqual([
      false,
      true,
      true,
    ]);
    expect(isPlace('harbour bridge', 'facility', gazetteer)).toBe(true);
    expect(isPlace('oslo', 'organisation', gazetteer)).toBe(false);
  });
});

describe('the files', () => {
  const list: ActorsList = {
    documents: 9,
    minimumDocuments: 1,
    leftOut: 0,
    actors: [
      { ...actor('helen marsh', 5, 'person', ['Helen B. Marsh', 'Marsh']), name: 'Helen Marsh' },
      { ...actor('tom marsh', 2, 'person', ['Marsh']), name: 'Tom Marsh' },
      actor('=1+1', 1, 'organisation', ['evil: "yes"', '# no comment']),
    ],
    noActors: 0,
    duplicates: [],
    open: [{ surface: 'Marsh\n- name: x', status: 'ambiguous', mentions: 1, documents: 1 }],
  };

  it('are a registry without names that several have or that the text has to tell', () => {
    const read = parseRegistry(registryOf(list), 'list.yaml');
    expect(read.map(({ key, aliases }) => [key, ...aliases])).toEqual([
      ['helen marsh', 'helen marsh', 'Helen B. Marsh'],
      ['tom marsh', 'tom marsh'],
      ['=1+1', 'evil: "yes"', '# no comment'],
    ]);
    expect(read[0]!.notes).toContain('Marsh');
  });

  it('are CSV in which no cell is a formula, and JSON with all of it', () => {
    const rows = Papa.parse<string[]>(actorsFile(list, 'csv'), { delimiter: ',' }).data;
    expect(rows[1]!.slice(0, 4)).toEqual(['helen marsh', 'Helen Marsh', 'person', '5']);
    expect(rows[3]![0]!.startsWith('=')).toBe(false);
    expect(JSON.parse(actorsFile(list, 'json'))).toEqual(list);
  });
});

describe('hedgerow actors', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hedgerow-actors-'));
  const at = (name: string): string => join(folder, name);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(() => {
    const rows = [
      [
        'Ledger',
        'Helen Marsh spoke in Nairobi. Marsh was calm. The Northern Fisheries Council (NFC) met in Oslo.',
      ],
      [
        'Courier',
        'Helen Marsh left. Peter Walsh and Maria Walsh were in court in Nairobi. Walsh said nothing.',
      ],
      ['Courier', 'The Fisheries Council of the North replied to Helen Marsh in Nairobi on Monday.'],
    ].map(([outlet, text], i) => JSON.stringify({ id: `d${i}`, outlet, text }));
    writeFileSync(at('corpus.jsonl'), rows.join('\n'));
  });
  const run = (...words: string[]) =>
    hedgerow(['actors', at('corpus.jsonl'), '--cache', at('cache'), '--workers', '1', ...words]);
  const actorsOf = (stdout: string): ActorsList => JSON.parse(stdout) as ActorsList;

  it('shows actors, outlets and open names, and writes a registry that gives the same again', () => {
    const { status, stdout, stderr } = run('--out', at('actors.yaml'));
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/Helen Marsh +person +3 +4 +2: Courier 2 +Marsh/);
    expect(stdout).toMatch(/Walsh +ambiguous +1 mention +in 1 document/);
    const before = actorsOf(run('--out', '-', '--format', 'json').stdout);
    const after = actorsOf(run('--out', '-', '--format', 'json', '--registry', at('actors.yaml')).stdout);
    expect(after.actors.map(({ key, mentions }) => [key, mentions])).toEqual(
      before.actors.map(({ key, mentions }) => [key, mentions]),
    );
  });

  it('shows places apart', () => {
    const { stdout } = run();
    expect(stdout).toMatch(/^\d+ actors? and 2 places in 3 documents/);
    const [actors, places] = stdout.split('Places,');
    expect(actors).not.toContain('Nairobi');
    expect(places).toMatch(/Nairobi +location +3/);
  });

  it('counts nobody whom only a passage names that the outlet repeats', () => {
    const subjects = ['ferries', 'bridges', 'harbours', 'lighthouses', 'dredgers', 'pilots'];
    const form = 'Choose your country: Norway Uruguay Fiji and confirm that you have read the terms';
    const rows = subjects.map((subject, i) =>
      JSON.stringify({
        id: `r${i}`,
        outlet: 'Ledger',
        text: `The ${subject} were late, said Helen Marsh in Norway. Norway waits for ${subject}, and Norway pays for them. ${form}.`,
      }),
    );
    const listed = (name: string, lines: readonly string[]): Map<string, number> => {
      writeFileSync(at(name), lines.join('\n'));
      const { stdout, stderr, status } = hedgerow([
        ...['actors', at(name), '--cache', at('cache'), '--workers', '1', '--out', '-', '--format', 'json'],
      ]);
      expect(status, stderr).toBe(0);
      return new Map(actorsOf(stdout).actors.map(({ key, documents }) => [key, documents]));
    };
    const six = listed('six.jsonl', rows);
    expect(six.get('norway')).toBe(6);
    expect(six.get('helen marsh')).toBe(6);
    expect(six.has('uruguay')).toBe(false);
    // Four articles are not enough to tell.
    expect([...listed('four.jsonl', rows.slice(0, 4)).keys()].some((key) => key.includes('uruguay'))).toBe(
      true,
    );
  });

  it('takes an edited registry: names merged, a type corrected, an open name given away', () => {
    writeFileSync(
      at('edited.yaml'),
      [
        '- name: Northern Fisheries Council',
        '  aliases: [Fisheries Council of the North, NFC]',
        '- { name: Maria Walsh, aliases: [Walsh], type: person }',
      ].join('\n'),
    );
    const { actors, open } = actorsOf(
      run('--out', '-', '--format', 'json', '--registry', at('edited.yaml')).stdout,
    );
    const byKey = new Map(actors.map((one) => [one.key, one]));
    expect(byKey.get('northern fisheries council')).toMatchObject({ documents: 2 });
    expect(byKey.get('maria walsh')).toMatchObject({ mentions: 2 });
    expect(open).toEqual([]);
  });

  it('says line and remedy of a registry that is wrong, and what endings there are', () => {
    writeFileSync(at('wrong.yaml'), '- name: A\n- name: B\n  aliases: [A]\n');
    const wrong = run('--registry', at('wrong.yaml'));
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toMatch(/wrong\.yaml, line 3[\s\S]*Keep it in one/);
    const ending = run('--out', at('actors.txt'));
    expect(ending.status).toBe(2);
    expect(ending.stderr).toMatch(/\.yaml[\s\S]*\.csv[\s\S]*\.json/);
  });
});
