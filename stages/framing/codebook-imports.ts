/** Reads codebooks in the forms that researchers have: Hedgerow's, quanteda's, LIWC's, CSV. */
import Papa from 'papaparse';
import { parse as parseYaml } from 'yaml';
import { UserError } from '../../base/user-error.js';
import { ENGLISH } from '../../language/en/english.js';
import type { Language } from '../../language/language.js';
import { isFault, parseTerm } from '../../language/terms/syntax.js';
import { type Codebook, type Cue, DEFAULT_SCORING, type Frame } from './codebook.js';
import { parseCodebook } from './codebook-yaml.js';

/**
 * Reads a codebook in any of the forms that researchers have, told apart by the file's name and content: Hedgerow's YAML,
 * a quanteda dictionary in YAML, a LIWC dictionary (.dic), or CSV with a category and a term in each row. Imported terms
 * match as written, with `*` at the end for any ending, as in LIWC and quanteda; each counts 1.
 *
 * @throws UserError naming the line of the first fault and what to do.
 */
export function importCodebook(text: string, file: string, language: Language = ENGLISH): Codebook {
  if (/\.dic$/i.test(file)) return fromEntries(liwcEntries(text, file), file, language);
  if (/\.(?:csv|tsv)$/i.test(file)) return fromEntries(csvEntries(text, file), file, language);
  if (/\.(?:ya?ml)$/i.test(file)) {
    return isQuanteda(text)
      ? fromEntries(quantedaEntries(text), file, language)
      : parseCodebook(text, file, language);
  }
  throw new UserError({
    what: 'the form of the codebook is not known',
    where: file,
    remedy: 'Call it .yaml or .yml (Hedgerow or quanteda), .dic (LIWC) or .csv (category, term).',
  });
}

interface Entry {
  readonly category: string;
  readonly term: string;
  /** Null where the file's form keeps none. */
  readonly line: number | null;
}

function fromEntries(entries: readonly Entry[], file: string, language: Language): Codebook {
  if (entries.length === 0)
    throw new UserError({
      what: 'the codebook has no terms',
      where: file,
      remedy: 'Give each category some terms.',
    });
  const cues = new Map<string, Cue[]>();
  for (const { category, term, line } of entries) {
    const sequences = parseTerm(term, { language, matching: 'exact', literal: true });
    if (isFault(sequences)) {
      throw new UserError({
        what: `the term '${term}' cannot be read`,
        where: line === null ? file : `${file}, line ${line}`,
        why: sequences.why,
        remedy: sequences.remedy,
      });
    }
    const cue: Cue = { term, sequences, weight: 1, line, unless: [] };
    const known = cues.get(category);
    if (known === undefined) cues.set(category, [cue]);
    else known.push(cue);
  }
  const name = file.replace(/^.*[\\/]/, '').replace(/\.[^.]+$/, '');
  return {
    name,
    title: name,
    description: `Imported from ${file.replace(/^.*[\\/]/, '')}.`,
    licence: 'not stated',
    citation: null,
    scoring: DEFAULT_SCORING,
    frames: [...cues].map(
      ([category, terms]): Frame => ({
        name: category,
        title: category,
        code: null,
        definition: `Terms of the category '${category}'.`,
        source: null,
        cues: terms,
        exclude: [],
        reject: [],
        half: null,
        steepness: null,
        threshold: null,
        lead: null,
      }),
    ),
    path: file,
  };
}

/** LIWC: categories with numbers between two lines of `%`, then a term and its categories' numbers in each line. */
function liwcEntries(text: string, file: string): Entry[] {
  const categories = new Map<string, string>();
  const entries: Entry[] = [];
  let marks = 0;
  text.split(/\r?\n/).forEach((raw, i) => {
    const line = raw.trim();
    const place = `${file}, line ${i + 1}`;
    if (line === '') return;
    if (line === '%') {
      marks++;
      return;
    }
    if (marks === 0) {
      throw new UserError({
        what: 'the LIWC dictionary does not begin with its categories',
        where: place,
        remedy: 'Put the numbered categories first, between two lines with a single %.',
      });
    }
    if (marks === 1) {
      const [number, ...name] = line.split(/\s+/);
      if (!/^\d+$/.test(number!) || name.length === 0) {
        throw new UserError({
          what: 'a category of the LIWC dictionary cannot be read',
          where: place,
          why: `'${line}' is no number followed by a name`,
          remedy: 'Write for example `31<tab>affect`.',
        });
      }
      categories.set(number!, name.join(' ').replace(/\s*\(.*\)$/, '') || name.join(' '));
      return;
    }
    const parts = line.includes('\t')
      ? line.split(/\t+/)
      : line.split(/\s+(?=\d+(?:\s+\d+)*$)|(?<=\s\d+)\s+/);
    const term = parts[0]!.trim();
    const numbers = parts
      .slice(1)
      .flatMap((part) => part.trim().split(/\s+/))
      .filter((part) => part !== '');
    if (numbers.length === 0) {
      throw new UserError({
        what: `the term '${term}' has no category`,
        where: place,
        remedy: 'Put the numbers of its categories after the term, set apart by tabs.',
      });
    }
    for (const number of numbers) {
      const category = categories.get(number);
      if (category === undefined) {
        throw new UserError({
          what: `the category ${number} is not declared`,
          where: place,
          remedy: `Declare it at the top; the categories are: ${[...categories].map(([n, name]) => `${n} ${name}`).join(', ')}.`,
        });
      }
      entries.push({ category, term, line: i + 1 });
    }
  });
  return entries;
}

/** A mapping whose leaves are lists of terms; inner categories are joined by a dot, as quanteda flattens them. */
function isQuanteda(text: string): boolean {
  // Spares Hedgerow's own form, which has frames, a parse that is made again with line numbers.
  if (/^frames\s*:/m.test(text)) return false;
  let value: unknown;
  try {
    value = parseYaml(text);
  } catch {
    return false;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if ('frames' in value) return false;
  const leaf = (node: unknown): boolean =>
    Array.isArray(node)
      ? node.every((item) => typeof item !== 'object' || item === null || leaf(item))
      : typeof node === 'object' && node !== null
        ? Object.values(node).every(leaf)
        : false;
  return Object.keys(value).length > 0 && leaf(value);
}

function quantedaEntries(text: string): Entry[] {
  const entries: Entry[] = [];
  const lines = text.split('\n');
  const lineOf = (term: string): number | null =>
    lines.findIndex((candidate) => candidate.includes(term)) + 1 || null;
  const walk = (node: unknown, path: readonly string[]): void => {
    if (Array.isArray(node)) for (const item of node) walk(item, path);
    else if (typeof node === 'object' && node !== null)
      for (const [key, value] of Object.entries(node)) walk(value, [...path, key]);
    else entries.push({ category: path.join('.'), term: String(node), line: lineOf(String(node)) });
  };
  walk(parseYaml(text), []);
  return entries;
}

function csvEntries(text: string, file: string): Entry[] {
  const parsed = Papa.parse<string[]>(text, { header: false, skipEmptyLines: false });
  const [head, ...rows] = parsed.data;
  const names = (head ?? []).map((cell) => cell.trim().toLowerCase());
  const category = names.findIndex((name) => ['category', 'frame', 'code', 'key', 'label'].includes(name));
  const term = names.findIndex((name) => ['term', 'word', 'pattern', 'cue', 'value'].includes(name));
  if (category < 0 || term < 0) {
    throw new UserError({
      what: "the CSV codebook lacks a column 'category' or 'term'",
      where: `${file}, line 1`,
      why: `its columns are: ${names.join(', ')}`,
      remedy: 'Give it the columns category and term (or frame and word).',
    });
  }
  return rows.flatMap((row, i) => {
    if (row.every((cell) => cell.trim() === '')) return [];
    const line = i + 2;
    if ((row[category] ?? '').trim() === '' || (row[term] ?? '').trim() === '') {
      throw new UserError({
        what: 'a row of the CSV codebook has no category or no term',
        where: `${file}, row ${line}`,
        remedy: 'Fill both cells or remove the row.',
      });
    }
    return [{ category: row[category]!.trim(), term: row[term]!.trim(), line }];
  });
}
