/** Reads hedge lexicons: the one that ships with Hedgerow, and users' own. */
import { readFileSync } from 'node:fs';
import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { fromPackageRoot } from '../../base/package-root.js';
import { nearestName, UserError } from '../../base/user-error.js';
import { parseYaml } from '../../base/yaml-text.js';
import { ENGLISH } from '../../language/en/english.js';
import type { Language } from '../../language/language.js';
import { isFault, parseTerm, type TermSyntax } from '../../language/terms/syntax.js';
import { spellings, type WordSequence } from '../../language/terms/term.js';
import { readBundled } from '../bundled-resources.js';
import type { CueSeries, HedgeType } from './annotation.js';
import { CONDITION_NAMES, type ConditionName } from './condition-names.js';

export const DEFAULT_LEXICON = 'stages/hedging/lexicon.yaml';
/** Further candidates of the commentary scheme (cue-model.ts). */
export const COMMENTARY_CANDIDATES = 'stages/hedging/candidates.yaml';

/** An entry of the lexicon: a cue, what it is, and when it counts. */
export interface LexiconEntry {
  /** The cue as written in the lexicon; names the entry. */
  readonly cue: string;
  readonly series: CueSeries;
  readonly type: HedgeType | null;
  /** 1 weak, 2 middle, 3 strong. */
  readonly strength: number;
  /** All must hold for the cue to count; see conditions.ts. */
  readonly when: readonly ConditionName[];
  /** Whether the disambiguator decides in context. */
  readonly disambiguate: boolean;
  /** Where it stands in the lexicon file. */
  readonly file: string;
  readonly line: number;
  readonly sequences: readonly WordSequence[];
}

export interface Lexicon {
  readonly name: string;
  readonly entries: readonly LexiconEntry[];
}

const SERIES: readonly CueSeries[] = ['hedge', 'booster', 'evidential', 'negated'];
const TYPES: readonly HedgeType[] = ['plausibility', 'attribution', 'approximator', 'conditional'];
const TOP_KEYS = ['name', 'extends', 'remove', 'classes', 'irregular', 'groups'];
const GROUP_KEYS = ['series', 'type', 'strength', 'when', 'disambiguate', 'source', 'note', 'cues'];

/** The lexicon that ships with Hedgerow. */
export function defaultLexicon(): Lexicon {
  return readBundled(DEFAULT_LEXICON, (text) => parseLexicon(text, DEFAULT_LEXICON));
}

/**
 * Reads a lexicon file. It replaces the default lexicon, or adds to it when it says `extends: default`; then
 * `remove` takes entries of the default out, and an entry written again overrides the default's.
 *
 * @param shown - the path as messages name it.
 * @throws UserError naming the line and the remedy.
 */
export function readLexicon(path: string, shown = path, language: Language = ENGLISH): Lexicon {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError({
      what: 'the hedge lexicon cannot be read',
      where: shown,
      why: (error as NodeJS.ErrnoException).code ?? String(error),
      remedy: 'Give the path of a YAML file; the default lexicon shows the form.',
    });
  }
  return parseLexicon(text, shown, language);
}

/** As `readLexicon`, from the file's text. */
export function parseLexicon(text: string, file: string, language: Language = ENGLISH): Lexicon {
  const { document, lines } = parseYaml(text, file, 'the hedge lexicon', 'Mend the line.');
  const fail = (what: string, line: number | null, remedy: string, why?: string): never => {
    throw new UserError({
      what,
      where: line === null ? file : `${file}, line ${line}`,
      ...(why === undefined ? {} : { why }),
      remedy,
    });
  };
  const lineOf = (node: unknown): number => lines.linePos((node as Node | null)?.range?.[0] ?? 0).line;
  const root = document.contents;
  if (!isMap(root)) {
    return fail('the hedge lexicon is not a mapping', null, `It has the keys ${TOP_KEYS.join(', ')}.`);
  }
  const known = (key: unknown, node: unknown, valid: readonly string[]): string => {
    const name = String(key);
    if (!valid.includes(name)) {
      const near = nearestName(name, valid);
      fail(
        `the key '${name}' is not known`,
        lineOf(node),
        `Valid keys: ${valid.join(', ')}.`,
        near === undefined ? undefined : `did you mean '${near}'?`,
      );
    }
    return name;
  };
  for (const pair of root.items) known(pair.key, pair.key, TOP_KEYS);

  const base: unknown = root.get('extends');
  if (base !== undefined && base !== null && base !== 'default') {
    fail(
      `the lexicon extends '${String(base)}'`,
      lineOf(root.get('extends', true)),
      'Only `extends: default` is possible.',
    );
  }
  const inherited = base === 'default' ? defaultSource() : null;
  const words = (key: 'classes' | 'irregular'): Map<string, readonly string[]> => {
    const out = new Map<string, readonly string[]>(inherited?.[key] ?? []);
    const map: unknown = root.get(key, true);
    if (map === undefined || map === null) return out;
    if (!isMap(map)) return fail(`'${key}' is not a mapping`, lineOf(map), 'Write `name: [word, word]`.');
    for (const pair of map.items) {
      if (!isSeq(pair.value) || !pair.value.items.every((item) => isScalar(item)))
        return fail(
          `'${key}.${String(pair.key)}' is not a list of words`,
          lineOf(pair.key),
          'Write `name: [word, word]`.',
        );
      out.set(
        String(pair.key),
        pair.value.items.map((item) => String((item as { value: unknown }).value)),
      );
    }
    return out;
  };
  const syntax: TermSyntax = {
    language,
    matching: 'exact',
    classes: words('classes'),
    ownForms: words('irregular'),
  };

  const own = new Map<string, LexiconEntry>();
  const groups = root.get('groups', true);
  if (groups !== undefined && !isSeq(groups))
    fail("'groups' is not a list", lineOf(groups), 'Begin each group with `-`.');
  for (const group of isSeq(groups) ? groups.items : []) {
    if (!isMap(group))
      return fail('a group is not a mapping', lineOf(group), `It has the keys ${GROUP_KEYS.join(', ')}.`);
    for (const pair of group.items) known(pair.key, pair.key, GROUP_KEYS);
    const choice = <T extends string>(key: string, valid: readonly T[], absent: T | null): T | null => {
      const value = group.get(key);
      if (value === undefined || value === null) return absent;
      if (!valid.includes(value as T)) {
        const near = nearestName(String(value), valid);
        fail(
          `'${String(value)}' is not a ${key}`,
          lineOf(group.get(key, true)),
          `Valid: ${valid.join(', ')}.`,
          near === undefined ? undefined : `did you mean '${near}'?`,
        );
      }
      return value as T;
    };
    const series = choice('series', SERIES, 'hedge')!;
    const type = choice('type', TYPES, null);
    if ((series === 'hedge') !== (type !== null)) {
      fail(
        series === 'hedge' ? 'a group of hedges has no type' : `a group of the series '${series}' has a type`,
        lineOf(group),
        series === 'hedge'
          ? `Add \`type:\` with one of ${TYPES.join(', ')}.`
          : 'Remove `type:`; only hedges have one.',
      );
    }
    const strength = group.get('strength') ?? 2;
    if (strength !== 1 && strength !== 2 && strength !== 3)
      fail(
        `the strength '${String(strength)}' is not 1, 2 or 3`,
        lineOf(group.get('strength', true)),
        'Write 1 (weak), 2 or 3 (strong).',
      );
    const when = group.get('when', true);
    const conditions: ConditionName[] = [];
    for (const item of isSeq(when) ? when.items : when === undefined ? [] : [when]) {
      const name = String((item as { value?: unknown }).value);
      if (!(CONDITION_NAMES as readonly string[]).includes(name)) {
        const near = nearestName(name, CONDITION_NAMES);
        fail(
          `there is no condition '${name}'`,
          lineOf(item),
          `Valid conditions: ${CONDITION_NAMES.join(', ')}.`,
          near === undefined ? undefined : `did you mean '${near}'?`,
        );
      }
      conditions.push(name as ConditionName);
    }
    const cues = group.get('cues', true);
    if (!isSeq(cues)) return fail('a group has no cues', lineOf(group), 'Write `cues: [may, might]`.');
    for (const item of cues.items) {
      const line = lineOf(item);
      const cue = isScalar(item) ? String(item.value).trim().replace(/\s+/g, ' ') : '';
      if (cue === '' || !isScalar(item) || typeof item.value !== 'string')
        fail(
          'a cue is not text',
          line,
          'Write a word or phrase; quote words that YAML reads otherwise ("no", "yes").',
        );
      const earlier = own.get(cue);
      if (earlier !== undefined)
        fail(
          `the cue '${cue}' stands twice`,
          line,
          `Remove one of them; the other is in line ${earlier.line}.`,
        );
      const sequences = parseTerm(cue, syntax);
      if (isFault(sequences))
        return fail(`the cue '${cue}' cannot be read`, line, sequences.remedy, sequences.why);
      own.set(cue, {
        cue,
        series,
        type,
        strength: strength as number,
        when: conditions,
        disambiguate: group.get('disambiguate') === true,
        file,
        line,
        sequences: sequences.flatMap((sequence) => spellings(sequence, false)),
      });
    }
  }
  const entries = new Map<string, LexiconEntry>();
  if (inherited !== null) {
    for (const entry of inherited.lexicon.entries) entries.set(entry.cue, entry);
    const remove = root.get('remove', true);
    for (const item of isSeq(remove) ? remove.items : []) {
      const cue = String((item as { value?: unknown }).value);
      if (!entries.delete(cue)) {
        const near = nearestName(cue, [...entries.keys()]);
        fail(
          `the default lexicon has no cue '${cue}' to remove`,
          lineOf(item),
          'Write the cue exactly as the default lexicon has it.',
          near === undefined ? undefined : `did you mean '${near}'?`,
        );
      }
    }
  }
  for (const [cue, entry] of own) entries.set(cue, entry);
  if (entries.size === 0) fail('the hedge lexicon has no cues', null, 'Add a group with `cues:`.');
  return { name: String(root.get('name') ?? file), entries: [...entries.values()] };
}

/** The default lexicon with its classes, for lexicons that extend it. */
function defaultSource(): {
  lexicon: Lexicon;
  classes: Map<string, readonly string[]>;
  irregular: Map<string, readonly string[]>;
} {
  const path = fromPackageRoot(DEFAULT_LEXICON);
  const source = parseDocument(readFileSync(path, 'utf8')).toJS() as Record<
    'classes' | 'irregular',
    Record<string, string[]> | undefined
  >;
  return {
    lexicon: defaultLexicon(),
    classes: new Map(Object.entries(source.classes ?? {})),
    irregular: new Map(Object.entries(source.irregular ?? {})),
  };
}
