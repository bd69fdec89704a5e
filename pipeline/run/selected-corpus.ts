/** A corpus of which only the documents that meet a condition are read, under other outlets' names where asked. */
import type { Corpus, CorpusDocument, CorpusItem, ExtraColumn } from '../../corpora/document.js';
import { METADATA_FIELDS } from '../../corpora/document.js';
import { askedWith, checkCondition, conditionColumns } from '../store/condition.js';
import { Database, type SqlParameter } from '../store/database.js';
import { documentColumns } from '../store/document-columns.js';
import type { Selected, Selection } from '../store/selection.js';
import { sqlName } from '../store/sql.js';

/** Documents asked about at a time, and characters after which no more are waited for. */
const BATCH_DOCUMENTS = 1024;
const BATCH_CHARACTERS = 4_000_000;

const SQL_TYPES = {
  utf8: 'VARCHAR',
  json: 'VARCHAR',
  bool: 'BOOLEAN',
  int64: 'BIGINT',
  float64: 'DOUBLE',
} as const satisfies Record<ExtraColumn['type'], string>;

export interface SelectedCorpus extends Corpus {
  /** What the last reading left out, and the names to be replaced that it met nowhere. */
  selected(): Selected;
}

/**
 * The documents of a corpus that a selection keeps; rejects pass through. What is asked stands in the survey's rules, so
 * that an analysis of a selection has a key of its own.
 *
 * @throws UserError from `survey` and `read` where the condition does not fit the documents' columns.
 */
export function selectCorpus(corpus: Corpus, selection: Selection): SelectedCorpus {
  const { where, rename = new Map<string, string>() } = selection;
  let kept = 0;
  let leftOut = 0;
  const met = new Set<string>();
  const renamed = (document: CorpusDocument): CorpusDocument => {
    if (document.outlet === null) return document;
    met.add(document.outlet);
    const outlet = rename.get(document.outlet);
    return outlet === undefined ? document : { ...document, outlet };
  };
  const survey: Corpus['survey'] = async () => {
    const own = await corpus.survey();
    if (where !== undefined) {
      const database = await Database.open({ threads: 1 });
      try {
        await checkCondition(database, where, documentColumns(own.extraColumns));
      } finally {
        database.close();
      }
    }
    return {
      ...own,
      rules: {
        ...own.rules,
        ...(where === undefined ? {} : { where }),
        ...(rename.size === 0 ? {} : { rename: [...rename].sort(([a], [b]) => (a < b ? -1 : 1)) }),
      },
    };
  };
  return {
    survey,
    ...(corpus.changed === undefined ? {} : { changed: () => corpus.changed!() }),
    async *read(): AsyncGenerator<CorpusItem> {
      kept = 0;
      leftOut = 0;
      met.clear();
      const ask = where === undefined ? null : await Asker.open(where, (await survey()).extraColumns);
      try {
        for await (const batch of batchesOf(corpus.read(), renamed)) {
          const documents = batch.flatMap((item) => (item.kind === 'document' ? [item.document] : []));
          const wanted = ask === null ? null : await ask.wanted(documents);
          let row = 0;
          for (const item of batch) {
            if (item.kind === 'document') {
              if (wanted?.has(row++) === false) {
                leftOut++;
                continue;
              }
              kept++;
            }
            yield item;
          }
        }
      } finally {
        ask?.close();
      }
    },
    selected: () => ({
      kept,
      leftOut,
      unknown: [...rename.keys()].filter((name) => !met.has(name)),
      joined: null,
      outlets: [...met],
    }),
  };
}

async function* batchesOf(
  items: AsyncIterable<CorpusItem>,
  renamed: (document: CorpusDocument) => CorpusDocument,
): AsyncGenerator<CorpusItem[]> {
  let batch: CorpusItem[] = [];
  let characters = 0;
  for await (const item of items) {
    if (item.kind === 'document') {
      batch.push({ ...item, document: renamed(item.document) });
      characters += item.document.text.length;
    } else batch.push(item);
    if (batch.length < BATCH_DOCUMENTS && characters < BATCH_CHARACTERS) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Asks DuckDB which documents of a batch meet the condition, by the columns that it names. */
class Asker {
  readonly #database: Database;
  readonly #where: string;
  readonly #names: readonly string[];

  private constructor(database: Database, where: string, names: readonly string[]) {
    this.#database = database;
    this.#where = where;
    this.#names = names;
  }

  static async open(where: string, extra: readonly ExtraColumn[]): Promise<Asker> {
    const database = await Database.open({ threads: 1 });
    const names = await conditionColumns(database, where, documentColumns(extra));
    const types = new Map(extra.map(({ name, type }) => [name, SQL_TYPES[type]]));
    const columns = names.map((name) => `${sqlName(name)} ${types.get(name) ?? 'VARCHAR'}`);
    await database.run(`CREATE TABLE documents (${['"row of batch" DOUBLE', ...columns].join(', ')})`);
    return new Asker(database, where, names);
  }

  async wanted(documents: readonly CorpusDocument[]): Promise<ReadonlySet<number>> {
    const database = this.#database;
    await database.run('DELETE FROM documents');
    await database.append(
      'documents',
      documents.map((document, row) => [row, ...this.#names.map((name) => fieldOf(document, name))]),
    );
    const rows = await askedWith(this.#where, () =>
      database.query<{ row: number }>(
        `SELECT "row of batch" AS row FROM documents WHERE (\n${this.#where}\n)`,
      ),
    );
    return new Set(rows.map(({ row }) => row));
  }

  close(): void {
    this.#database.close();
  }
}

function fieldOf(document: CorpusDocument, name: string): SqlParameter {
  if (name === 'id' || name === 'text' || (METADATA_FIELDS as readonly string[]).includes(name))
    return document[name as 'id'];
  return document.extra[name] ?? null;
}
