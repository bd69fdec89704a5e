/** Leaves out actors that only repeated passages name. */
import type { AnalysisStore } from '../store/analysis-store.js';

/** Characters on each side of a name that are compared, and the articles of an outlet that must share them. */
const AROUND = 24;
const ARTICLES = 5;
/** Articles that begin alike so far, in characters, are versions of one and count once. */
const BEGINNING = 200;
/** A passage that articles share names an actor so often at most; who is named more is in the article itself. */
const NAMED_AT_MOST = 2;

/**
 * Makes the table `telling_actors`: the rows of `actors` but those whose every name stands in a passage that the outlet
 * repeats, a form or a list of countries within a paragraph, which no whole line marks as boilerplate. A name does where
 * the characters around it are the same in five articles of the outlet.
 */
export async function leaveOutRepeated(store: AnalysisStore): Promise<void> {
  await store.run(`
    CREATE OR REPLACE TEMP TABLE telling_actors AS
    WITH few AS (
      SELECT document_id, key, outlet FROM actors JOIN documents ON documents.id = document_id
      WHERE named_mentions BETWEEN 1 AND ${NAMED_AT_MOST}
      QUALIFY count(*) OVER (PARTITION BY key, outlet) >= ${ARTICLES}),
    surrounded AS (
      SELECT few.*, left(text, ${BEGINNING}) AS beginning,
        substring(text, greatest(1, start + 1 - ${AROUND}), least(${AROUND}, start)) AS before,
        substring(text, "end" + 1, ${AROUND}) AS after
      FROM few JOIN mentions ON mentions.document_id = few.document_id AND mentions.actor = few.key
        JOIN documents ON documents.id = few.document_id
      WHERE mentions.kind NOT IN ('pronoun', 'description', 'title')),
    counted AS (
      SELECT document_id, surrounded.key, shared.articles IS NOT NULL AS repeated
      FROM surrounded LEFT JOIN (
        SELECT key, outlet, before, after, count(DISTINCT beginning) AS articles FROM surrounded
        GROUP BY ALL HAVING articles >= ${ARTICLES}) AS shared
      ON surrounded.key = shared.key AND surrounded.outlet IS NOT DISTINCT FROM shared.outlet
        AND surrounded.before = shared.before AND surrounded.after = shared.after),
    repeated AS (SELECT document_id, key FROM counted GROUP BY ALL HAVING bool_and(repeated))
    SELECT actors.* FROM actors ANTI JOIN repeated USING (document_id, key)`);
}
