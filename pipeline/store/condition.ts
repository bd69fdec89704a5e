/** A condition on documents in DuckDB's own words: parsed and checked before anything is asked with it. */
import { nearestName, UserError } from '../../base/user-error.js';
import type { Column } from '../../stages/columns.js';
import type { Database } from './database.js';
import { duckDbType } from './foreign-parts.js';
import { sqlName } from './sql.js';

interface Node {
  readonly class?: string;
  readonly type?: string;
  readonly [key: string]: unknown;
}

/** What an expression over one document cannot hold, by the class of its node. */
const REFUSED: Readonly<Record<string, string>> = {
  SUBQUERY: 'a subquery',
  WINDOW: 'a window function',
  STAR: 'a star',
  PARAMETER: 'a parameter',
  POSITIONAL_REFERENCE: 'a column by number',
  DEFAULT: 'DEFAULT',
};

/** Scalar functions that look beyond the document: at plans of other queries, settings, sessions. */
const BEYOND =
  /^(json_(de)?serialize|json_execute|pg_|inet_|has_.*_privilege$|getvariable|getenv|current_|session_|in_search|__|query|read_)/;

/**
 * Columns that a condition names, each checked to exist.
 *
 * @param expression - what stands after WHERE: operators, literals, functions of one document's columns.
 * @param columns - of the documents.
 * @throws UserError for anything that is not one expression over these columns: a mistake of syntax, an unknown column,
 *   a subquery, an aggregate, several statements, functions that read files or give another result each time.
 */
export async function conditionColumns(
  database: Database,
  expression: string,
  columns: readonly Pick<Column, 'name'>[],
): Promise<readonly string[]> {
  const wrong = (what: string, more: { why?: string; remedy?: string } = {}): UserError =>
    new UserError({
      what,
      where: `condition: ${expression}`,
      ...more,
      remedy:
        more.remedy ??
        `Write one condition on a document, such as: outlet IN ('Dawn', 'The News') AND published >= '2015'.`,
    });
  // On lines of its own, so that a comment at its end cannot hide the bracket.
  const [row] = await database.query<{ tree: string }>('SELECT json_serialize_sql($1::VARCHAR) AS tree', [
    `SELECT 1 FROM documents WHERE (\n${expression}\n)`,
  ]);
  const tree = JSON.parse(row!.tree) as {
    readonly error: boolean;
    readonly error_message?: string;
    readonly statements?: readonly { readonly node: Node }[];
  };
  if (tree.error) throw wrong('the condition cannot be read', { why: tree.error_message ?? 'syntax' });
  const statement = tree.statements?.length === 1 ? tree.statements[0]!.node : null;
  if (statement === null || !isPlain(statement)) throw wrong('the condition is more than one expression');

  const names = new Map(columns.map(({ name }) => [name.toLowerCase(), name]));
  const found = new Set<string>();
  const functions = new Set<string>();
  const walk = (value: unknown, bound: ReadonlySet<string>): void => {
    if (Array.isArray(value)) {
      for (const one of value) walk(one, bound);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const node = value as Node;
    const refused = REFUSED[node.class ?? ''];
    if (refused !== undefined) throw wrong(`${refused} cannot stand in a condition on one document`);
    if (node.class === 'COLUMN_REF') {
      const parts = node.column_names as readonly string[];
      const [first] = parts[0] === 'documents' && parts.length > 1 ? parts.slice(1) : parts;
      if (bound.has(first!.toLowerCase())) return;
      const name = names.get(first!.toLowerCase());
      if (name === undefined) throw unknownColumn(first!, columns, expression);
      found.add(name);
      return;
    }
    if (node.class === 'FUNCTION') functions.add((node.function_name as string).toLowerCase());
    if (node.class === 'LAMBDA') {
      walk(node.expr, new Set([...bound, ...lambdaNames(node.lhs)]));
      return;
    }
    for (const inner of Object.values(node)) walk(inner, bound);
  };
  walk(statement.where_clause, new Set());
  for (const name of functions) {
    const problem = await problemOf(database, name);
    if (problem !== null) throw wrong(`the function ${name}() cannot stand in a condition`, { why: problem });
  }
  return [...found];
}

/**
 * Checks a condition against columns without any rows: names, functions and types.
 *
 * @throws UserError as `conditionColumns` does, and where the types do not fit.
 */
export async function checkCondition(
  database: Database,
  expression: string,
  columns: readonly Column[],
): Promise<void> {
  await conditionColumns(database, expression, columns);
  const table = columns.map(({ name, type }) => `${sqlName(name)} ${duckDbType(type)}`).join(', ');
  await database.run(`CREATE OR REPLACE TEMP TABLE documents_without_rows (${table})`);
  await askedWith(expression, () =>
    database.query(`SELECT 1 FROM documents_without_rows AS documents WHERE (\n${expression}\n)`),
  );
}

/** What DuckDB says of a condition, as the user's mistake that it is. */
export async function askedWith<T>(expression: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const said = (error as Error).message.split('\n')[0]!;
    if (!/^(Binder|Conversion|Catalog|Invalid Input|Out of Range|Parser|Mismatch Type) Error/.test(said))
      throw error;
    throw new UserError({
      what: 'the condition does not fit the columns',
      where: `condition: ${expression}`,
      why: said.replace(/^[\w ]+ Error: /, ''),
      remedy: `Text stands in single quotes: published >= '2015'. \`hedgerow columns\` lists columns with their units.`,
    });
  }
}

/** The statement around the expression is as it was written, and nothing has been put behind the expression. */
function isPlain(node: Node): boolean {
  const empty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);
  const { select_list: list, from_table: from } = node as { select_list?: Node[]; from_table?: Node };
  return (
    node.type === 'SELECT_NODE' &&
    empty(node.modifiers) &&
    empty((node.cte_map as { map?: unknown }).map) &&
    empty(node.group_expressions) &&
    empty(node.having) &&
    empty(node.sample) &&
    empty(node.qualify) &&
    list?.length === 1 &&
    list[0]!.class === 'CONSTANT' &&
    from?.type === 'BASE_TABLE' &&
    from.table_name === 'documents'
  );
}

function lambdaNames(left: unknown): readonly string[] {
  const node = left as Node;
  if (node.class === 'COLUMN_REF') return [(node.column_names as string[])[0]!.toLowerCase()];
  return Array.isArray(node.children) ? node.children.flatMap(lambdaNames) : [];
}

async function problemOf(database: Database, name: string): Promise<string | null> {
  if (BEYOND.test(name)) return 'it looks beyond the document';
  const kinds = await database.query<{
    function_type: string;
    stability: string | null;
    has_side_effects: boolean | null;
  }>('SELECT function_type, stability, has_side_effects FROM duckdb_functions() WHERE function_name = $1', [
    name,
  ]);
  if (kinds.length === 0) return null; // an operator, or unknown: DuckDB itself says so
  if (kinds.every(({ function_type: type }) => type !== 'scalar' && type !== 'macro'))
    return kinds.some(({ function_type: type }) => type === 'aggregate')
      ? 'it counts over many documents'
      : 'it reads a table or a file';
  if (kinds.some(({ has_side_effects: effects }) => effects === true))
    return 'it gives another result each time';
  return kinds.some(({ stability }) => stability === 'CONSISTENT_WITHIN_QUERY')
    ? 'its result changes from day to day; give the date'
    : null;
}

function unknownColumn(
  name: string,
  columns: readonly Pick<Column, 'name'>[],
  expression: string,
): UserError {
  const names = columns.map((column) => column.name);
  const near = nearestName(name, names);
  return new UserError({
    what: `there is no column '${name}'`,
    where: `condition: ${expression}`,
    ...(near === undefined ? {} : { why: `did you mean '${near}'?` }),
    remedy: `The columns are: ${names.join(', ')}. Text stands in single quotes.`,
  });
}
