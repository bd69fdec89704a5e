import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyseCorpus } from '../../../pipeline/run/analyse.js';
import { AnalysisStore } from '../../../pipeline/store/analysis-store.js';
import type { Analysis } from '../../../pipeline/store/manifest.js';
import { prepareComparisonSet, renamedNote } from '../../../queries/comparison-set.js';
import { parseRegistry } from '../../../stages/actors/gazetteer/actor-registry.js';
import { documentOf } from '../../document-of.js';
import { workerFile } from '../sample-corpus.js';

const TEXTS = [
  'Clara May praised the bridge in Nairobi. She said that Omar Vale had failed the city. Vale denied it, and Clara May laughed. Kenya will pay for it.',
  'Omar Vale wrecked the budget of Kenya, critics said. Kenya needs a better minister than Omar Vale. He is a disgrace to Nairobi.',
  'Nobody else spoke that day, and the rain fell on the harbour of Oslo until the evening came.',
];
const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-joined-'));
let analysis: Analysis;
beforeAll(async () => {
  const documents = TEXTS.map((text, k) =>
    documentOf(`${text}${' The rain fell on the quay until the evening came.'.repeat(15)}`, { id: `d${k}` }),
  );
  analysis = await analyseCorpus(
    {
      survey: async () => ({ sources: [], records: 3, extraColumns: [], mapping: {} }),
      async *read() {
        for (const document of documents) yield { kind: 'document', document } as const;
      },
    },
    { out: join(scratch, 'a'), workers: 1, workerFile },
  );
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Row {
  readonly key?: string;
  readonly name?: string;
  readonly actor?: string | null;
  readonly surface?: string;
  readonly voice?: string;
  readonly mentions?: number;
  readonly mean?: number;
  readonly positive?: number;
  readonly negative?: number;
  readonly aliases?: readonly string[];
}

const NAMES = ['actors', 'mentions', 'attribution_actors', 'mention_sentiments', 'actor_sentiments'] as const;
type Lists = Readonly<Record<(typeof NAMES)[number], Row[]>>;

async function read(registry?: string) {
  const store = await AnalysisStore.open(analysis, {
    selection:
      registry === undefined
        ? {}
        : { registry: { file: 'mine.yaml', actors: parseRegistry(registry, 'mine.yaml') } },
  });
  const rows = await store.query<Record<(typeof NAMES)[number], string> & { rate: number | null }>(
    `SELECT ${NAMES.map((name) => `to_json(${name})::VARCHAR AS ${name}`).join(', ')}, distinct_actor_rate AS rate FROM documents ORDER BY id`,
  );
  const documents = rows.map((row) => ({
    rate: row.rate,
    ...(Object.fromEntries(NAMES.map((name) => [name, JSON.parse(row[name])])) as Lists),
  }));
  return { store, documents };
}

describe('a registry that is followed when an analysis is opened', () => {
  it('leaves everything as it was where it names nobody', async () => {
    const before = await read();
    const after = await read('- name: Nobody Atall\n');
    expect(after.documents).toEqual(before.documents);
    expect(after.store.selected!.joined).toEqual({ keys: 0, mentions: 0, documents: 0 });
    for (const { store } of [before, after]) store.close();
  });

  it('joins two keys: mentions, lists and sentiment are those of both together', async () => {
    const before = await read();
    const after = await read(
      '- name: The Kenyan side\n  key: kenyan-side\n  type: location\n  aliases: [Kenya, Nairobi]\n',
    );
    expect(after.documents[2]).toEqual(before.documents[2]);
    for (const d of [0, 1]) {
      const [old, fresh] = [before.documents[d]!, after.documents[d]!];
      const apart = ['kenya', 'nairobi'];
      const moved = old.mentions.filter(({ actor }) => apart.includes(actor!));
      expect(moved.length).toBeGreaterThan(1);
      expect(fresh.mentions).toEqual(
        old.mentions.map((mention) =>
          apart.includes(mention.actor!) ? { ...mention, actor: 'kenyan-side' } : mention,
        ),
      );
      const row = fresh.actors.find(({ key }) => key === 'kenyan-side')!;
      expect(row).toMatchObject({ name: 'The Kenyan side', type: 'location', mentions: moved.length });
      expect([...(row.aliases as string[])].sort()).toEqual(['Kenya', 'Nairobi']);
      expect(fresh.actors.filter(({ key }) => key !== 'kenyan-side')).toEqual(
        old.actors.filter(({ key }) => !apart.includes(key!)),
      );
      const scores = old.mention_sentiments
        .filter(({ actor }) => apart.includes(actor!))
        .map(({ positive, negative }) => positive! - negative!);
      const all = fresh.actor_sentiments.find(
        ({ actor, voice }) => actor === 'kenyan-side' && voice === 'all',
      )!;
      expect(all.mentions).toBe(scores.length);
      expect(all.mean).toBeCloseTo(scores.reduce((a, b) => a + b, 0) / scores.length, 12);
      expect(fresh.rate! / old.rate!).toBeCloseTo(fresh.actors.length / old.actors.length, 12);
    }
    await prepareComparisonSet(after.store, null);
    const digest = await after.store.query<{ actor: string; mentions: number }>(
      `SELECT actor, sum(mentions)::INTEGER AS mentions FROM digest_actors WHERE actor IN ('kenya', 'nairobi', 'kenyan-side') GROUP BY actor`,
    );
    expect(digest.map(({ actor }) => actor)).toEqual(['kenyan-side']);
    expect(renamedNote(after.store)).toMatch(/mine\.yaml \(1 actors?\).*in 2 documents/);
    for (const { store } of [before, after]) store.close();
  });

  it('splits a name from an actor; pronouns stay with the name that they were linked to', async () => {
    const before = await read();
    const after = await read('- name: Another Vale\n  aliases: [Vale]\n- name: Omar Vale\n');
    const [old, fresh] = [before.documents[0]!, after.documents[0]!];
    expect(old.mentions.filter(({ surface }) => surface === 'Vale').map(({ actor }) => actor)).toEqual([
      'omar vale',
    ]);
    expect(fresh.mentions.filter(({ surface }) => surface === 'Vale').map(({ actor }) => actor)).toEqual([
      'another vale',
    ]);
    const count = (key: string, list: readonly Row[]): number =>
      list.find((row) => row.key === key)?.mentions ?? 0;
    expect(count('omar vale', fresh.actors) + count('another vale', fresh.actors)).toBe(
      count('omar vale', old.actors),
    );
    expect(after.documents[1]!.mentions).toEqual(before.documents[1]!.mentions);
    for (const { store } of [before, after]) store.close();
  });
});
