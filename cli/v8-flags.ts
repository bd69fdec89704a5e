/** V8's flags while this process analyses a corpus in worker threads. The library leaves its process's flags alone. */
import { setFlagsFromString } from 'node:v8';

/**
 * How far the heaps may grow, in per cent, beyond what a collection left. V8 itself lets them grow several times
 * over, the more the larger the machine's memory. It reads the flag at each collection, in all threads.
 */
const HEAP_GROWTH_PERCENT = 20;

/**
 * The flags during an analysis, and their usual state.
 *
 * - Annotations of documents that go through the stages together live for a while, from which V8 would conclude that
 *   such objects are to be made among the old ones, where only full collections find that they are gone.
 * - Threads that help to collect garbage take the cores on which other documents could be analysed, and while they
 *   mark, every write to an object is dearer: without them an analysis takes a tenth less time, even where a core is free.
 */
const FLAGS: readonly (readonly [during: string, usual: string])[] = [
  [`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`, '--heap-growing-percent=0'],
  ...[
    'allocation-site-pretenuring',
    'concurrent-marking',
    'concurrent-sweeping',
    'concurrent-array-buffer-sweeping',
    'parallel-scavenge',
    'parallel-compaction',
    'parallel-pointer-update',
  ].map((name) => [`--no-${name}`, `--${name}`] as const),
];

/** Runs an analysis with the flags set, and sets them back. */
export async function withAnalysisFlags<T>(analyse: () => Promise<T>): Promise<T> {
  for (const [during] of FLAGS) setFlagsFromString(during);
  try {
    return await analyse();
  } finally {
    for (const [, usual] of FLAGS) setFlagsFromString(usual);
  }
}
