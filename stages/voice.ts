import type { AttributionAnnotation } from './attribution/annotation.js';
import { TextTable } from './column-batch.js';
import type { Column, Evidence } from './columns.js';
import { measure } from './columns.js';
import { MINIMUM_WORDS } from './measure.js';

/** Whose statement a passage is: the article's writer, or somebody the writer quotes or reports. */
export type Voice = 'author' | 'source';

/** Voices as codes: 0 the author's, 1 a source's. */
export const VOICES = new TextTable(['author', 'source'] satisfies Voice[]);

export { MINIMUM_WORDS };

/** Hits per 1,000 words; null where the words are too few to bear a rate. */
export function ratePerThousand(hits: number, words: number): number | null {
  return words < MINIMUM_WORDS ? null : (1000 * hits) / words;
}

/** The voice in which a token stands. */
export function voiceOf(attribution: AttributionAnnotation, token: number): Voice {
  return voiceCodeOf(attribution, token) === 1 ? 'source' : 'author';
}

/** The same as its code in `VOICES`. */
export function voiceCodeOf(attribution: AttributionAnnotation, token: number): 0 | 1 {
  return attribution.attributionOfToken[token]! >= 0 ? 1 : 0;
}

/** The three columns of a rate: `hedge_rate`, `hedge_rate_author`, `hedge_rate_source`. */
export function voicedRateColumns(
  name: string,
  what: {
    readonly title: string;
    readonly group: string;
    readonly description: string;
    readonly evidence: Evidence;
    readonly leading?: boolean;
  },
): readonly Column[] {
  const voices = [
    ['all', '', '', ''],
    [
      'author',
      '_author',
      ", author's voice",
      " Counted in the author's own voice, over the words in that voice.",
    ],
    [
      'source',
      '_source',
      ", sources' voices",
      ' Counted in what is quoted or reported, over the words of that.',
    ],
  ] as const;
  return voices.map(([voice, suffix, titleSuffix, note]) =>
    measure(`${name}${suffix}`, `${what.description}${note} Null under ${MINIMUM_WORDS} words.`, {
      unit: 'per 1,000 words',
      title: `${what.title}${titleSuffix}`,
      group: what.group,
      family: name,
      voice,
      aggregate: { kind: 'rate' },
      threshold: { least: MINIMUM_WORDS, of: 'words' },
      range: [0, 1000],
      leading: what.leading === true && voice === 'author',
      evidence:
        voice === 'all'
          ? what.evidence
          : { ...what.evidence, where: { ...what.evidence.where, voice: [voice] } },
    }),
  );
}

/** The names of the three columns. */
export function voicedRateNames(name: string): readonly [all: string, author: string, source: string] {
  return [name, `${name}_author`, `${name}_source`];
}

/** Puts the values of those three columns among others, from the hits in each voice. */
export function setVoicedRates(
  values: Record<string, number | null>,
  [all, ofAuthor, ofSource]: readonly [string, string, string],
  author: number,
  source: number,
  attribution: AttributionAnnotation,
): void {
  values[all] = ratePerThousand(author + source, attribution.words_author + attribution.words_source);
  values[ofAuthor] = ratePerThousand(author, attribution.words_author);
  values[ofSource] = ratePerThousand(source, attribution.words_source);
}
