/** Characters of a sample: enough for certainty, little enough to cost nothing. */
const SAMPLE_CHARACTERS = 1000;
/** With fewer letters than this, a text in the Latin script is not judged. */
const MIN_LATIN_LETTERS = 80;
const MIN_OTHER_LETTERS = 20;

/**
 * The language of a text, by character n-grams (eld: Nito-ELD 2, small data set), from its beginning. Where
 * the beginning does not look English, the middle of the text is asked too, so that an English article that
 * opens with a long foreign quotation stays English. Null where the text is short or the samples disagree.
 */
export async function detectLanguage(text: string): Promise<string | null> {
  const first = await judge(text.slice(0, SAMPLE_CHARACTERS));
  if (first === 'en' || text.length <= 2 * SAMPLE_CHARACTERS) return first;
  const middle = Math.floor(text.length / 2);
  const second = await judge(text.slice(middle, middle + SAMPLE_CHARACTERS));
  if (first === null || second === 'en') return second;
  return second === null || second === first ? first : null;
}

// Eld takes a tenth of a millisecond; most English is known by its commonest words, which no other language
// has together.
const ENGLISH_WORDS = /\b(?:the|and|that|with|was|from|this|have|they|which|for|of|to)\b/gi;
const QUICK_CHARACTERS = 1000;

function plainlyEnglish(sample: string): boolean {
  const words = sample.slice(0, QUICK_CHARACTERS).match(ENGLISH_WORDS);
  if (words === null || words.length < 10) return false;
  return words.filter((word) => word.toLowerCase() === 'the').length >= 2;
}

const LETTERS = /\p{L}/gu;
const LATIN_LETTERS = /\p{Script=Latin}/gu;

async function judge(sample: string): Promise<string | null> {
  if (plainlyEnglish(sample)) return 'en';
  const letters = sample.match(LETTERS)?.length ?? 0;
  const latin = sample.match(LATIN_LETTERS)?.length ?? 0;
  if (letters < (latin * 2 >= letters ? MIN_LATIN_LETTERS : MIN_OTHER_LETTERS)) return null;
  const { eld } = await import('./eld.js');
  const result = eld.detect(sample);
  if (result.language === 'en') return 'en';
  return result.language !== '' && result.isReliable() ? result.language : null;
}

const NAMES: Readonly<Record<string, string>> = {
  english: 'en',
  eng: 'en',
  french: 'fr',
  german: 'de',
  spanish: 'es',
  italian: 'it',
  portuguese: 'pt',
  dutch: 'nl',
  russian: 'ru',
  arabic: 'ar',
  urdu: 'ur',
  hindi: 'hi',
  persian: 'fa',
  chinese: 'zh',
  japanese: 'ja',
  turkish: 'tr',
  polish: 'pl',
};

/** A language as the input names it, as BCP 47 tag: `English` and `en_US` become `en` and `en-US`. */
export function languageTag(value: string): string {
  const text = value.trim();
  const name = NAMES[text.toLowerCase()];
  if (name !== undefined) return name;
  const parts = text.split(/[-_]/);
  return parts
    .map((part, i) => (i === 0 ? part.toLowerCase() : part.length === 2 ? part.toUpperCase() : part))
    .join('-');
}

export const isEnglish = (tag: string): boolean => /^en(?:$|-)/i.test(tag);
