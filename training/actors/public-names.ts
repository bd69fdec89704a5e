/** Makes the list of public names: those that many articles give in full, and those that labelled newswire repeats. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ACTOR_TYPES, type ActorType } from '../../stages/actors/annotation.js';
import { loadGazetteer } from '../../stages/actors/gazetteer/gazetteer.js';
import { foldName } from '../../stages/actors/gazetteer/names.js';
import { PUBLIC_NAMES_PATH } from '../../stages/actors/gazetteer/public-names.js';
import { readNamedTexts } from './gold-names.js';
import { isNoPublicName } from './not-public-names.js';

/** Articles that must give a name, and the share of them in which it has one type. */
const FEWEST: Readonly<Record<string, number>> = { person: 15, organisation: 15, location: 20 };
const SHARE = 0.85;
/** Labelled articles that must. */
const FEWEST_LABELLED = 2;

const PARTICLE = /^(?:of|the|and|for|de|del|la|bin|al|el|von|van|der|den|da|dos|ul|on|in|to|&|-)$/;
const CAPITAL = /^\p{Lu}[\p{L}.'’&-]*$/u;
/** Two names that lost the space between them, page furniture, parties of states. */
const RUN_TOGETHER = /^(?!Mc|Mac|De|Di|Du|La|Le|Van|O['’]|D['’]|Fitz|Mo|Al|El)\p{Lu}\p{Ll}+\p{Lu}/u;
const NO_NAME =
  /\b(?:Republicans?|Democrats?|Democratic|GOP|Newsletters?|Photos?|Videos?|Overnight|Playbook|Continue|Privacy|Read|More|Click|Follow|Justice|Administration|Hurricane|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|President|Jr\.?)\b|^(?:Miss|Want|Up|The|Dems|Means|Hot|Fake)\b/u;

function plausible(name: string, type: string): boolean {
  if (isNoPublicName(name)) return false;
  const words = name.split(/[\s-]+/);
  if (words.length < 2 || words.length > 6 || new Set(words).size < words.length) return false;
  if (!words.every((word) => PARTICLE.test(word) || CAPITAL.test(word))) return false;
  if (PARTICLE.test(words.at(-1)!) || words.some((word) => RUN_TOGETHER.test(word))) return false;
  if (NO_NAME.test(name) || (name === name.toUpperCase() && name.length > 5)) return false;
  return type !== 'person' || (words.length < 5 && words.at(-1)!.length > 2 && !/\.$/.test(words.at(-1)!));
}

function main(): void {
  const { values } = parseArgs({
    options: {
      gold: { type: 'string', default: '../shared/gold' },
      names: { type: 'string' },
      out: { type: 'string', default: PUBLIC_NAMES_PATH },
    },
  });
  if (values.names === undefined) throw new Error('--names FILE: as corpus-names writes them');
  const gazetteer = loadGazetteer();
  const found = new Map<string, ActorType>();
  const folded = new Set<string>();
  const add = (name: string, type: ActorType): void => {
    const key = foldName(name);
    if (folded.has(key) || gazetteer.find(name) !== undefined || !plausible(name, type)) return;
    folded.add(key);
    found.set(name, type);
  };
  const labelled = new Map<string, Map<ActorType, number>>();
  for (const { text, entities } of readNamedTexts(join(values.gold, 'actors/worldwide.train.jsonl'))) {
    const points = [...text];
    const here = new Set(
      entities.map(({ start, end, type }) => `${type}|${points.slice(start, end).join('')}`),
    );
    for (const entry of here) {
      const [type, name] = entry.split('|') as [ActorType, string];
      if (!ACTOR_TYPES.includes(type) || type === 'norp') continue;
      const own = labelled.get(name) ?? new Map<ActorType, number>();
      labelled.set(name, own);
      own.set(type, (own.get(type) ?? 0) + 1);
    }
  }
  for (const [name, types] of labelled) {
    const [type, n] = [...types].sort((a, b) => b[1] - a[1])[0]!;
    const all = [...types.values()].reduce((a, b) => a + b, 0);
    if (n >= FEWEST_LABELLED && n === all) add(name.replace(/\s+/g, ' '), type);
  }
  for (const line of readFileSync(values.names, 'utf8').trim().split('\n')) {
    const [name, counts] = line.split('\t') as [string, string];
    const by = counts.split(' ').map(Number);
    const all = by.reduce((a, b) => a + b, 0);
    const best = by.indexOf(Math.max(...by));
    const type = ACTOR_TYPES[best]!;
    if (by[best]! >= (FEWEST[type] ?? Number.POSITIVE_INFINITY) && by[best]! >= SHARE * all) add(name, type);
  }
  const lines = ACTOR_TYPES.map((type) =>
    [
      type,
      ...[...found]
        .filter(([, own]) => own === type)
        .map(([name]) => name)
        .sort(),
    ].join('|'),
  );
  writeFileSync(values.out, `${lines.filter((line) => line.includes('|')).join('\n')}\n`);
  console.error(`${found.size} names`);
}

main();
