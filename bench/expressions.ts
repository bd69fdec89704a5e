/** Every regular expression of a program's files, found in its syntax tree, and texts that pump it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface Expression {
  /** File and line. */
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** The expressions of a file or of all scripts below a folder: literals, and `new RegExp` of a plain string. */
export function expressionsIn(path: string, skip: (file: string) => boolean = () => false): Expression[] {
  if (statSync(path).isDirectory())
    return readdirSync(path)
      .filter((name) => name !== 'node_modules' && !name.startsWith('.'))
      .sort()
      .flatMap((name) => expressionsIn(join(path, name), skip));
  if (!/\.(?:[cm]?js|ts)$/.test(path) || /\.(?:d\.ts|min\.js)$/.test(path) || skip(path)) return [];
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Expression[] = [];
  const add = (node: ts.Node, source: string, flags: string): void => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    found.push({ place: `${path}:${line + 1}`, source, flags });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      add(node, node.text.slice(1, end), node.text.slice(end + 1));
    } else if (ts.isNewExpression(node) && node.expression.getText(file) === 'RegExp') {
      const [source, flags] = node.arguments ?? [];
      if (source !== undefined && ts.isStringLiteralLike(source))
        add(node, source.text, flags !== undefined && ts.isStringLiteralLike(flags) ? flags.text : '');
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Characters that stand for a class. */
const CLASS_SAMPLES: Readonly<Record<string, string>> = {
  s: ' ',
  d: '1',
  w: 'a',
  S: 'a',
  D: 'a',
  W: ' ',
  n: '\n',
  t: '\t',
  r: '\r',
  b: '',
  B: '',
};
const OTHER_SAMPLES = [' ', 'a', 'A', '1', '\n', '.', '"', '<', '-', ',', 'é'];

/** Short texts made of what an expression is made of: its characters, one after the other, and each two together. */
export function pumpsOf({ source }: Pick<Expression, 'source'>, most = 40): readonly string[] {
  const atoms: string[] = [];
  for (const [, escaped, plain] of source.matchAll(
    /\\(?:[pP]\{[^}]*\}|u\{?[0-9a-fA-F]+\}?|x[0-9a-fA-F]{2}|(.))|([^\\()[\]{}|^$*+?])/gu,
  )) {
    const atom = plain ?? (escaped === undefined ? 'a' : (CLASS_SAMPLES[escaped] ?? escaped));
    if (atom !== '' && !atoms.includes(atom)) atoms.push(atom);
  }
  const words = [...source.matchAll(/[A-Za-z<>&/"'-]{2,}/g)].map(([word]) => word);
  const single = [...new Set([...atoms, ...OTHER_SAMPLES])];
  const pairs = atoms
    .slice(0, 8)
    .flatMap((one) => atoms.slice(0, 8).flatMap((two) => (one === two ? [] : [one + two])));
  return [
    ...new Set([...words.slice(0, 8), ...words.slice(0, 8).map((word) => `${word} `), ...single, ...pairs]),
  ].slice(0, most);
}
