/** Reads codebooks in Hedgerow's own YAML form. */
import { isMap, isScalar, type Node, type ParsedNode } from 'yaml';
import { z } from 'zod';
import { nearestName, UserError } from '../../base/user-error.js';
import { parseYaml, type YamlText } from '../../base/yaml-text.js';
import { ENGLISH } from '../../language/en/english.js';
import type { Language } from '../../language/language.js';
import { POS_TAGS, type PosTag } from '../../language/parts-of-speech.js';
import { isFault, parseTerm } from '../../language/terms/syntax.js';
import type { WordSequence } from '../../language/terms/term.js';
import { type Codebook, type Cue, DEFAULT_SCORING, type Frame } from './codebook.js';

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_ .-]*$/u;
const nameSchema = z.string().regex(NAME, 'a name has letters, digits, `_`, `-`, `.` and spaces only');
const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item));
const termSchema = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string('a term is text; put words such as true, no and null in quotation marks'),
);
const cueSchema = z.preprocess(
  (value) => (typeof value === 'object' && value !== null ? value : { term: value }),
  z.strictObject({
    term: termSchema,
    weight: z.number().positive('a weight is more than 0').optional(),
    pos: oneOrMore(z.enum(POS_TAGS)).optional(),
    unless: oneOrMore(termSchema).optional(),
  }),
);
const frameSchema = z.strictObject({
  name: nameSchema,
  title: z.string().optional(),
  code: z.union([z.string(), z.number()]).optional(),
  definition: z.string(),
  source: z.string().optional(),
  half: z.number().positive().optional(),
  steepness: z.number().positive().optional(),
  threshold: z.number().min(0).max(1).optional(),
  exclude: oneOrMore(termSchema).optional(),
  reject: oneOrMore(termSchema).optional(),
  cues: z.preprocess(
    (value) => (Array.isArray(value) ? { 1: value } : value),
    z.record(z.string(), z.array(cueSchema)),
  ),
});
const codebookSchema = z.strictObject({
  name: nameSchema,
  title: z.string().optional(),
  description: z.string().optional(),
  licence: z.string().optional(),
  citation: z
    .strictObject({
      key: z.string(),
      authors: z.string(),
      year: z.number().int(),
      title: z.string(),
      venue: z.string(),
      doi: z.string().optional(),
      url: z.string().optional(),
    })
    .optional(),
  match: z.enum(['lemma', 'exact']).optional(),
  scoring: z
    .strictObject({
      minimum_words: z.number().int().nonnegative().optional(),
      prior_words: z.number().nonnegative().optional(),
      half: z.number().positive().optional(),
      steepness: z.number().positive().optional(),
      threshold: z.number().min(0).max(1).optional(),
      lead_margin: z.number().min(0).max(1).optional(),
      company: z.number().nonnegative().optional(),
      term_share: z.number().min(0.1).max(1).optional(),
    })
    .optional(),
  reject: oneOrMore(termSchema).optional(),
  frames: z.array(frameSchema).min(1),
});

type Path = readonly (string | number)[];
type CueItem = z.infer<typeof cueSchema>;

/** Says at which line of a YAML file something stands. */
class Places {
  readonly document: YamlText['document'];
  readonly value: unknown;
  readonly #lines: YamlText['lines'];
  readonly #file: string;

  constructor(text: string, file: string) {
    const remedy =
      'Check indentation, colons and quotation marks at that line; quote terms that hold `: ` or begin with `*`.';
    const { document, lines, value } = parseYaml(text, file, 'the codebook', remedy);
    this.document = document;
    this.value = value;
    this.#lines = lines;
    this.#file = file;
  }

  /** The file and the line of the deepest node on the path. */
  of(path: Path): string {
    return `${this.#file}, line ${this.lineOf(path)}`;
  }

  /** The line of the deepest node on the path. */
  lineOf(path: Path): number {
    let node: Node | ParsedNode | null = this.document.contents;
    let offset = node?.range?.[0] ?? 0;
    for (const step of path) {
      let next: Node | null = null;
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
        if (pair === undefined) continue;
        const key = pair.key as Node;
        offset = key.range?.[0] ?? offset;
        next = pair.value as Node | null;
      } else {
        const items: unknown = (node as { items?: unknown } | null)?.items;
        // A plain list of cues has no weight key: the path's weight names nothing in the file.
        if (!Array.isArray(items) || typeof step === 'string') continue;
        next = (items[Number(step)] as Node | undefined) ?? null;
        offset = next?.range?.[0] ?? offset;
      }
      if (next === null) break;
      node = next;
    }
    return this.#lines.linePos(offset).line;
  }
}

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(codebookSchema.shape),
  frame: Object.keys(frameSchema.shape),
  scoring: [
    'minimum_words',
    'prior_words',
    'half',
    'steepness',
    'threshold',
    'lead_margin',
    'company',
    'term_share',
  ],
  citation: ['key', 'authors', 'year', 'title', 'venue', 'doi', 'url'],
};

/**
 * Reads a codebook in Hedgerow's own YAML form.
 *
 * @param file - how errors and resources name it.
 * @throws UserError naming the line, the reason and the remedy of the first fault.
 */
export function parseCodebook(text: string, file: string, language: Language = ENGLISH): Codebook {
  const places = new Places(text, file);
  const parsed = codebookSchema.safeParse(places.value);
  if (!parsed.success) throw schemaFault(parsed.error.issues, places);
  const raw = parsed.data;
  const matching = raw.match ?? 'lemma';
  const read: ReadTerm = (term, path, pos) => {
    const sequences = parseTerm(term, { language, matching, ...(pos === undefined ? {} : { pos }) });
    if (!isFault(sequences)) return sequences;
    throw new UserError({
      what: `the term '${term}' cannot be read`,
      where: places.of(path),
      why: sequences.why,
      remedy: sequences.remedy,
    });
  };
  const seen = new Map<string, number>();
  const frames = raw.frames.map((frame, f): Frame => {
    const path: Path = ['frames', f];
    const before = seen.get(frame.name);
    if (before !== undefined) {
      throw new UserError({
        what: `two frames are called '${frame.name}'`,
        where: places.of([...path, 'name']),
        why: `the first is frame ${before + 1}`,
        remedy: 'Give each frame a name of its own, or join their cues.',
      });
    }
    seen.set(frame.name, f);
    const cues: Cue[] = [];
    const addAll = (items: readonly CueItem[], weight: number, at: Path): void => {
      items.forEach((item, i) => {
        cues.push(cueOf(item, weight, [...at, i], read, places));
      });
    };
    for (const [key, items] of Object.entries(frame.cues)) {
      const weight = Number(key);
      if (!(weight > 0)) {
        throw new UserError({
          what: `'${key}' is no weight`,
          where: places.of([...path, 'cues', key]),
          why: 'under `cues:` stand weights, each with its list of terms',
          remedy:
            'Write for example `cues: {2: [inflation, unemployment], 1: [cost]}` or a plain list of terms.',
        });
      }
      addAll(items, weight, [...path, 'cues', key]);
    }
    return {
      name: frame.name,
      title: frame.title ?? frame.name,
      code: frame.code === undefined ? null : String(frame.code),
      definition: frame.definition,
      source: frame.source ?? null,
      cues,
      exclude: (frame.exclude ?? []).flatMap((term, i) => read(term, [...path, 'exclude', i])),
      reject: [
        ...(frame.reject ?? []).flatMap((term, i) => read(term, [...path, 'reject', i])),
        ...(raw.reject ?? []).flatMap((term, i) => read(term, ['reject', i])),
      ],
      half: frame.half ?? null,
      steepness: frame.steepness ?? null,
      threshold: frame.threshold ?? null,
      lead: null,
    };
  });
  const scoring = raw.scoring ?? {};
  return {
    name: raw.name,
    title: raw.title ?? raw.name,
    description: raw.description ?? '',
    licence: raw.licence ?? 'not stated',
    citation:
      raw.citation === undefined
        ? null
        : {
            key: raw.citation.key,
            authors: raw.citation.authors,
            year: raw.citation.year,
            title: raw.citation.title,
            venue: raw.citation.venue,
            ...(raw.citation.doi === undefined ? {} : { doi: raw.citation.doi }),
            ...(raw.citation.url === undefined ? {} : { url: raw.citation.url }),
            use: `the frames of the codebook '${raw.name}' and their definitions`,
          },
    scoring: {
      minimumWords: scoring.minimum_words ?? DEFAULT_SCORING.minimumWords,
      priorWords: scoring.prior_words ?? DEFAULT_SCORING.priorWords,
      half: scoring.half ?? DEFAULT_SCORING.half,
      steepness: scoring.steepness ?? DEFAULT_SCORING.steepness,
      threshold: scoring.threshold ?? DEFAULT_SCORING.threshold,
      leadMargin: scoring.lead_margin ?? DEFAULT_SCORING.leadMargin,
      company: scoring.company ?? DEFAULT_SCORING.company,
      termShare: scoring.term_share ?? DEFAULT_SCORING.termShare,
    },
    frames,
    path: file,
  };
}

type ReadTerm = (term: string, path: Path, pos?: readonly PosTag[]) => WordSequence[];

function cueOf(item: CueItem, weight: number, path: Path, read: ReadTerm, places: Places): Cue {
  return {
    term: item.term,
    sequences: read(item.term, [...path, 'term'], item.pos),
    weight: item.weight ?? weight,
    line: places.lineOf([...path, 'term']),
    unless: (item.unless ?? []).flatMap((phrase, i) => read(phrase, [...path, 'unless', i])),
  };
}

function schemaFault(issues: readonly z.core.$ZodIssue[], places: Places): UserError {
  const issue = issues[0]!;
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  const last = path.at(-1);
  const kind = path.length === 0 ? '' : path[0] === 'frames' ? 'frame' : String(path[0]);
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    const valid =
      path.length > 2 && path[2] === 'cues' ? ['term', 'weight', 'pos', 'unless'] : (FIELDS[kind] ?? []);
    const near = nearestName(key, valid);
    return new UserError({
      what: `the codebook has no field '${key}'`,
      where: places.of([...path, key]),
      ...(near === undefined ? {} : { why: `did you mean '${near}'?` }),
      remedy: `The fields here are: ${valid.join(', ')}.`,
    });
  }
  const field = path
    .map((step) => (typeof step === 'number' ? `[${step + 1}]` : step))
    .join('.')
    .replaceAll('.[', '[');
  const cueRemedy =
    'A cue is a term, or {term: …, weight: …, pos: VERB, unless: […]}; weights are numbers above 0, parts of speech ' +
    `${POS_TAGS.join(', ')}.`;
  return new UserError({
    what: field === '' ? 'the file is no codebook' : `the field '${field}' of the codebook is wrong`,
    where: places.of(path),
    why: issue.code === 'invalid_union' ? 'it has none of the forms that are allowed' : issue.message,
    remedy: path.includes('cues')
      ? cueRemedy
      : last === 'frames' || FIELDS[kind] === undefined || field === ''
        ? 'A codebook has `name:` and `frames:`, a list of frames with `name:`, `definition:` and `cues:`.'
        : `${kind === 'frame' ? 'Each frame needs name, definition and cues; the' : 'The'} fields are: ${FIELDS[kind].join(', ')}.`,
  });
}
