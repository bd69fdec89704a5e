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
  const { d, kindAt } = scene;
  // "reportedly": a hedge, whose distance is the writer's.
  if (d.pos[clause.head] === POS.ADV) return true;
  if (source.place === PLACE.none) return isNamed(scene, clause) || opensWithNobody(scene, clause);
  const head = headOf(scene, source.first, source.after);
  const kind = kindAt[head]!;
  if (
    clause.quote < 0 &&
    (kind === KIND.i || kind === KIND.we || (kind === KIND.my && source.after - source.first === 1))
  )
    return true;
  const alone = source.after - source.first === 1;
  if (isNobody(scene, source)) return true;
  return (
    alone &&
    (kind === KIND.there || (kind === KIND.this && d.vocabulary.wordOf(d.word[head]!) === 'this')) &&
    (clause.group & GROUP.passive) === 0
  );
}

/** "Nobody, it seems, had asked", "no one said so": what nobody says stands in no source's voice. */
function isNobody({ d }: Scene, { first, after }: SourceCandidate): boolean {
  const word = d.vocabulary.wordOf(d.word[first]!);
  if (after - first === 1) return word === 'nobody' || word === 'no-one';
  return after - first === 2 && word === 'no' && d.vocabulary.wordOf(d.word[first + 1]!) === 'one';
}

function opensWithNobody(scene: Scene, { from, group }: Clause): boolean {
  const word = scene.d.vocabulary.wordOf(scene.d.word[from]!);
  return (group & GROUP.passive) === 0 && (word === 'nobody' || word === 'no-one');
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
