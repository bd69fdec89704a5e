/** Page furniture known by its form and its place in the text: captions, embedded posts, notes on authors, datelines. */
import type { BoilerplateKind } from './patterns.js';

const AGENCIES =
  'AP|Associated Press|CNN|CNN Business|Reuters|AFP|Agence France-Presse|UPI|Bloomberg|Xinhua|PA|dpa|EFE|ANI|IANS|PTI';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?';
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

/** Longer lines are prose that speaks of a photograph. */
const LONGEST = 400;
const HINT =
  /hotogra|hoto\b|hoto:|icture|mage|llustration|redit|\(@|pic\.twitter|appeared first|aption|ighlights/;
const CAPTION =
  /^[^\n]{0,300}(?:\b(?:Photograph|Photo|Picture|Image|Illustration|Photo credit|Image credit|Credit|Video)s?: ?[^\n.]{2,70}\.?$|\b(?:Hide|Toggle) Caption\b)|^[^\n]{3,300}[.)] (?:Photograph|Photo|Picture|Image|Illustration)s? (?:by|courtesy of) [^\n.]{2,60}\.?$/;
const POST = new RegExp(
  `^[-–—]{1,2} ?[^\\n]{2,60} \\(@\\w{1,20}\\)(?: ${MONTH} \\d{1,2}, \\d{4})?\\.?$|\\(@\\w{1,20}\\) ${MONTH} \\d{1,2}, \\d{4}\\.?$|\\bpic\\.twitter\\.com/\\w+`,
);
const SIGNATURE = /^[-–—]{1,2} ?[^\n]{2,60} \(@\w{1,20}\)/;
const FIRST_ON = /^The post [^\n]{1,300} (?:first )?appeared (?:first )?on [^\n]{2,120}$/;
const HIGHLIGHTS = /^(?:story |article )?highlights:?$|^key (?:points|takeaways|highlights):?$/i;

/** The kind of furniture that the form of a line shows, wherever it stands; null where it shows none. */
export function kindByForm(text: string, start: number, end: number): BoilerplateKind | null {
  if (end - start > LONGEST) return null;
  const line = text.slice(start, end);
  if (!HINT.test(line)) return null;
  if (POST.test(line)) return 'embedded-post';
  if (FIRST_ON.test(line)) return 'provenance';
  if (HIGHLIGHTS.test(line)) return 'highlights';
  return CAPTION.test(line) ? 'caption' : null;
}

/** Whether a line names the writer of the post that the line before it holds. */
export const signsPost = (text: string, start: number, end: number): boolean =>
  end - start < 140 && SIGNATURE.test(text.slice(start, end));

const NAME_WORD = "\\p{Lu}[\\p{L}.’'-]*";
const NAME = `(?:(?:Dr|Prof|Professor|Sir|Rev|Mr|Mrs|Ms|Gen|Lt|Col)\\.? )?${NAME_WORD}(?: (?:(?:de|del|van|von|der|den|al|bin|el|la|le|Jr|Sr)\\.?|${NAME_WORD})){1,4}`;
const ROLES =
  'professor|lecturer|instructor|teacher|fellow|scholar|researcher|scientist|academic|analyst|columnist|editor|editor-in-chief|editor-at-large|writer|author|co-author|novelist|poet|essayist|journalist|reporter|correspondent|contributor|blogger|producer|host|broadcaster|commentator|director|founder|co-founder|president|chair|chairman|chairwoman|chief|CEO|executive|partner|attorney|lawyer|economist|historian|psychologist|sociologist|philosopher|physician|doctor|surgeon|strategist|consultant|adviser|advisor|officer|expert|specialist|activist|advocate|student|candidate|graduate|ambassador|diplomat|veteran|minister|pastor|rabbi|imam|senator|member|staff|intern|photographer|filmmaker|critic|entrepreneur|investor|engineer|coordinator|manager|head|dean|chancellor|secretary|representative|associate';
const NOTE = new RegExp(
  `^(?:[-–—•*_(\\[“"]+ ?)?(?:About the authors?: )?(?:(?<name>${NAME})(?:,? (?:and|&) ${NAME})?|The (?:writer|author|columnist|reviewer)s?)(?:,? (?:who|a|an) [^.\\n]{2,80},)?,? (?:(?:is|are|was|were|has been|serves as|works as|served as) (?:(?:an?|the|currently|also|both|one)\\b ?)?(?:[^\\s.]+ ){0,14}?[\\p{L}’'-]*\\b(?:${ROLES})s?\\b|(?:writes|blogs|teaches|covers|tweets|reports on|reports from|works for|works at|can be reached|is on Twitter)\\b)`,
  'u',
);
const LONGEST_NOTE = 700;
/** Lines above the end, and below the beginning, in which a note on the author stands. */
export const NOTE_LINES = 4;

/**
 * Whether one of a text's last lines tells who wrote it: a name that the text does not speak of, and a profession.
 *
 * @param body - where the text's own lines begin: names above are bylines.
 */
export function isAuthorNote(text: string, start: number, end: number, body: number): boolean {
  if (end - start > LONGEST_NOTE || end - start < 20) return false;
  const match = NOTE.exec(text.slice(start, end));
  if (match === null) return false;
  const name = match.groups?.name;
  if (name === undefined) return true;
  const last = name
    .split(' ')
    .filter((part) => !/^(?:Jr|Sr|II|III|IV)\.?$/.test(part))
    .at(-1)!;
  const earlier = text.indexOf(last, body);
  return earlier < 0 || earlier >= start;
}
