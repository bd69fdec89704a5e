// Ends a content before who speaks next: "that she had lied, and a neighbour who knew her said …".
import type { TokenRange } from '../proposal.js';
import type { Scene } from './clause.js';
import { KIND } from './word-kinds.js';

interface Found {
  readonly source: readonly TokenRange[];
  readonly cue: readonly TokenRange[];
  readonly content: readonly TokenRange[];
}

/**
 * Attributions in text order of their cues; a content's last stretch is cut where, after a comma or coordinator, the source
 * of the next cue begins, whose cue and content stand outside it.
 */
export function withoutOtherSpeakers<T extends Found>(scene: Scene, found: readonly T[]): T[] {
  return found.map((one, k) => {
    const last = one.content.at(-1)!;
    // The next cues are near: those behind the content's end come first.
    for (let m = k + 1; m < found.length; m++) {
      const { source, cue, content } = found[m]!;
      const head = cue[0]![0];
      if (head < last[1]) continue;
      const speaker = source[0];
      if (speaker === undefined || speaker[0] <= last[0] || speaker[1] > last[1]) return one;
      if (content.some(([first]) => first < last[1])) return one;
      const end = beforeJoin(scene, speaker[0]);
      if (end === speaker[0] || end <= last[0]) return one;
      return { ...one, content: [...one.content.slice(0, -1), [last[0], end]] };
    }
    return one;
  });
}

/** Without the comma, coordinator or both before a token. */
function beforeJoin({ kindAt }: Scene, at: number): number {
  let end = at;
  while (
    end > 0 &&
    (kindAt[end - 1]! === KIND.coordinator ||
      kindAt[end - 1]! === KIND.comma ||
      kindAt[end - 1]! === KIND.dash)
  )
    end--;
  return end;
}
