/** INCEpTION: a study as WebAnno TSV 3.3, and the codes read back from the same format. */
import { UserError } from '../../base/user-error.js';
import type { Code } from '../study/codes.js';
import type { StudyUnit } from '../study/tables.js';

/** The layer and its two features, made once in the project (Settings, Layers): spans, of tokens, both features strings. */
export const WEBANNO_LAYER = 'webanno.custom.HedgerowCode';

const unescapeValue = (value: string): string => value.replace(/\\(.)/g, '$1');

/**
 * One sentence a unit: its name in brackets, which takes the answer, what stands before, the text, what stands after. The coder annotates the
 * name with `answer`, and words within the text with `answer` = "span". (https://inception-project.github.io, WebAnno TSV 3.3; offsets are
 * UTF-16 units.)
 */
export function unitsWebAnno(units: readonly StudyUnit[]): string {
  const lines = ['#FORMAT=WebAnno TSV 3.3', `#T_SP=${WEBANNO_LAYER}|answer|note`, '', ''];
  let offset = 0;
  units.forEach(({ unit, before, text, after, mark_start, mark_end }, i) => {
    const points = [...text];
    const marked =
      mark_start === null
        ? text
        : `${points.slice(0, mark_start).join('')} ⟦ ${points.slice(mark_start, mark_end!).join('')} ⟧ ${points.slice(mark_end!).join('')}`;
    const sentence = [`[${unit}]`, before, '▶', marked, '◀', after]
      .map((part) => part.replace(/\s+/g, ' ').trim())
      .filter((part) => part !== '')
      .join(' ');
    lines.push(`#Text=${sentence.replace(/\\/g, '\\\\')}`);
    let at = 0;
    let number = 0;
    for (const token of sentence.split(' ')) {
      number++;
      lines.push(`${i + 1}-${number}\t${offset + at}-${offset + at + token.length}\t${token}\t_\t_\t`);
      at += token.length + 1;
    }
    lines.push('');
    offset += sentence.length + 1;
  });
  return `${lines.join('\n')}\n`;
}

interface Token {
  readonly text: string;
  readonly values: readonly string[];
}

/** @throws UserError where the layer is missing. */
export function codesFromWebAnno(content: string, units: readonly StudyUnit[], where: string): Code[] {
  const lines = content.replace(/\r\n/g, '\n').split('\n');
  const layers = lines.filter((line) => /^#T_(SP|CH|RL)=/.test(line));
  const columns = layers.flatMap((line) => {
    const [name, ...features] = line.slice(line.indexOf('=') + 1).split('|');
    return features.map((feature) => ({ name, feature }));
  });
  const answerAt = columns.findIndex(({ name, feature }) => name === WEBANNO_LAYER && feature === 'answer');
  const noteAt = columns.findIndex(({ name, feature }) => name === WEBANNO_LAYER && feature === 'note');
  if (answerAt < 0)
    throw new UserError({
      what: 'this export holds no codes',
      where,
      why: `it has no layer ${WEBANNO_LAYER} with a feature 'answer'`,
      remedy:
        'Make the layer in the project as the study’s instructions say, annotate, and export as WebAnno TSV 3.3.',
    });
  const sentences = new Map<string, Token[]>();
  for (const line of lines) {
    const found = /^(\d+)-\d+\t\d+-\d+\t([^\t]*)\t(.*)$/.exec(line);
    if (found === null) continue;
    const tokens = sentences.get(found[1]!) ?? [];
    tokens.push({ text: found[2]!, values: found[3]!.split('\t') });
    sentences.set(found[1]!, tokens);
  }
  const known = new Map(units.map((unit) => [unit.unit, unit]));
  const value = ({ values }: Token, k: number): string | null => {
    const cell = k < 0 ? undefined : values[k];
    if (cell === undefined || cell === '_' || cell === '*' || cell === '') return null;
    return unescapeValue(cell.replace(/\[\d+\]$/, ''));
  };
  return [...sentences.values()].flatMap((tokens): Code[] => {
    const name = /^\[(.+)\]$/.exec(tokens[0]?.text ?? '')?.[1];
    const answer = tokens[0] === undefined ? null : value(tokens[0], answerAt);
    if (name === undefined || answer === null) return [];
    const unit = known.get(name);
    const spans =
      unit === undefined ? [] : spansOf(unit.text, tokens, (token) => value(token, answerAt) === 'span');
    const note = value(tokens[0]!, noteAt);
    return [
      {
        unit: name,
        answer,
        ...(spans.length === 0 ? {} : { spans }),
        ...(note === null ? {} : { note }),
      },
    ];
  });
}

/** Tokens between ▶ and ◀ stand in the text in order; those marked next to each other are one span, in code points. */
function spansOf(
  text: string,
  tokens: readonly Token[],
  marked: (token: Token) => boolean,
): [number, number][] {
  const begin = tokens.findIndex((token) => token.text === '▶');
  const end = tokens.findIndex((token, k) => k > begin && token.text === '◀');
  const spans: [number, number][] = [];
  let at = 0;
  let joined = false;
  for (const token of tokens.slice(begin + 1, end < 0 ? undefined : end)) {
    if (token.text === '⟦' || token.text === '⟧') continue;
    const start = text.indexOf(token.text, at);
    if (start < 0) continue;
    at = start + token.text.length;
    if (marked(token)) {
      const [from, to] = [[...text.slice(0, start)].length, [...text.slice(0, at)].length];
      if (joined) spans.at(-1)![1] = to;
      else spans.push([from, to]);
    }
    joined = marked(token);
  }
  return spans;
}
