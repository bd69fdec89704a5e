/** Datelines of agencies. */

const AGENCIES =
  'AP|Associated Press|CNN|CNN Business|Reuters|AFP|Agence France-Presse|UPI|Bloomberg|Xinhua|PA|dpa|EFE|ANI|IANS|PTI';
export const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?';
/** `TARNBY (AP) — `, `(CNN) `, `LONDON, March 5 (Reuters) - `: what an agency puts before its first sentence. */
const DATELINE = new RegExp(
  `^(?:\\p{Lu}[\\p{Lu}\\p{L}.,’'/ -]{1,50}?(?:, ${MONTH} \\d{1,2})? ?)?\\((?:${AGENCIES})\\)(?:\\s*(?:--|[-–—])+\\s*|\\s+)`,
  'u',
);
/** Lines of a text's beginning in which it may stand. */
const DATELINE_LINES = 6;

/** The end of the dateline with which a line begins; its beginning where there is none. */
export function datelineEnd(text: string, start: number, end: number, line: number): number {
  if (line >= DATELINE_LINES) return start;
  const head = text.slice(start, Math.min(end, start + 100));
  if (!head.includes('(')) return start;
  return start + (DATELINE.exec(head)?.[0].trimEnd().length ?? 0);
}
