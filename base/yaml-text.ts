/** YAML that a user wrote: parsed with bounds, so that no file overflows the stack or unfolds without end. */
import { type Document, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import { UserError } from './user-error.js';

/** Levels within each other; a lexicon or codebook has five. */
const MAX_DEPTH = 64;
/** Uses of one anchor's content, those within it counted too. */
const MAX_ALIASES = 1000;

export interface YamlText {
  readonly document: Document.Parsed<ParsedNode>;
  readonly lines: LineCounter;
  /** Its plain values. */
  readonly value: unknown;
}

/**
 * Parses YAML.
 *
 * @param what - the file in an error: "the hedge lexicon".
 * @param remedy - what such a file looks like.
 * @throws UserError with file and line, where it is no YAML, nested too deeply, or its aliases multiply.
 */
export function parseYaml(text: string, file: string, what: string, remedy: string): YamlText {
  const deep = firstTooDeep(text);
  if (deep !== null) {
    const why = `more than ${MAX_DEPTH} levels stand within each other`;
    throw new UserError({
      what: `${what} is nested too deeply`,
      where: `${file}, line ${deep}`,
      why,
      remedy,
    });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const fault = document.errors[0];
  if (fault !== undefined) {
    throw new UserError({
      what: `${what} is not well-formed YAML`,
      where: `${file}, line ${lines.linePos(fault.pos[0]).line}`,
      why: fault.message.split('\n')[0]!,
      remedy,
    });
  }
  try {
    return { document, lines, value: document.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new UserError({
      what: `${what} repeats itself by aliases`,
      where: file,
      why: /alias count/i.test(error.message)
        ? `they unfold to more than ${MAX_ALIASES} copies`
        : 'an alias (*name) has no anchor (&name)',
      remedy: 'Write the values out.',
    });
  }
}

/** The line on which brackets, indentation or dashes reach beyond the depth; null where they do not. */
function firstTooDeep(text: string): number | null {
  const indents: number[] = [];
  let brackets = 0;
  let line = 0;
  for (const content of text.split('\n')) {
    line++;
    const lead = /^[ \t]*(?:[-?] +)*/.exec(content)![0];
    if (content.trim() !== '') {
      while (indents.length > 0 && indents.at(-1)! >= lead.length) indents.pop();
      indents.push(lead.length);
    }
    const dashes = lead.replace(/[^-?]/g, '').length;
    // Brackets in quotation marks count too: nobody writes so many, and closing ones make up for them.
    for (let i = lead.length; i < content.length; i++) {
      const character = content[i];
      if (character === '[' || character === '{') brackets++;
      else if (character === ']' || character === '}') brackets = Math.max(0, brackets - 1);
      if (brackets > MAX_DEPTH) return line;
    }
    if (indents.length + dashes > MAX_DEPTH) return line;
  }
  return null;
}
