// Statements that are the writer's own, whatever a model takes them for.
import { POS } from '../../tokenising/annotation.js';
import { type Clause, GROUP, type Scene } from './clause.js';
import { headOf, PLACE, type SourceCandidate } from './source-candidates.js';
import { KIND } from './word-kinds.js';

/**
 * Whether the writer speaks: "I", "we" or "my" outside quotation marks is nobody else. Neither does a bare "this" or
 * "there" state anything: what "this suggests" is the writer's conclusion.
 */
export function isWritersOwn(scene: Scene, clause: Clause, source: SourceCandidate): boolean {
  const { d, kinds } = scene;
  // "reportedly": a hedge, whose distance is the writer's.
  if (d.pos[clause.head] === POS.ADV) return true;
  if (source.place === PLACE.none) return isNamed(scene, clause);
  const head = headOf(scene, source.first, source.after);
  const kind = kinds.kind(d.word[head]!);
  if (
    clause.quote < 0 &&
    (kind === KIND.i || kind === KIND.we || (kind === KIND.my && source.after - source.first === 1))
  )
    return true;
  const alone = source.after - source.first === 1;
  return (
    alone &&
    (kind === KIND.there || (kind === KIND.this && d.vocabulary.wordOf(d.word[head]!) === 'this')) &&
    (clause.group & GROUP.passive) === 0
  );
}

const NAMING = new Set([
  'described',
  'called',
  'known',
  'named',
  'dubbed',
  'labeled',
  'labelled',
  'termed',
  'titled',
]);

/** "is known as", "was described as tired": how a thing is called, by nobody in particular. */
function isNamed({ d }: Scene, { head, group }: Clause): boolean {
  return (group & GROUP.passive) !== 0 && NAMING.has(d.vocabulary.wordOf(d.word[head]!));
}
