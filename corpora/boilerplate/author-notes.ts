/** What a page says of a piece and asks of its readers: bylines, notes on authors, disclaimers, corrections, calls and forms. */

const NAME_WORD = "\\p{Lu}[\\p{L}.’'-]*";
const NAME = `(?:(?:Dr|Prof|Professor|Sir|Rev|Mr|Mrs|Ms|Gen|Lt|Col)\\.? )?${NAME_WORD}(?: (?:(?:de|del|van|von|der|den|al|bin|el|la|le|Jr|Sr)\\.?|${NAME_WORD})){1,4}`;
const BYLINE = new RegExp(
  `^By ${NAME}(?:, ${NAME}){0,3}(?:,? (?:and|&) ${NAME})?(?:(?:, | \\| | — | - )[\\p{Lu}\\d][\\p{L}\\d.’' -]{1,40})?$`,
  'u',
);

const ROLES =
  'professor|lecturer|instructor|teacher|fellow|scholar|researcher|scientist|academic|analyst|columnist|editor|editor-in-chief|editor-at-large|writer|author|co-author|novelist|poet|essayist|journalist|reporter|correspondent|contributor|blogger|producer|host|broadcaster|commentator|director|founder|co-founder|president|chair|chairman|chairwoman|chief|CEO|executive|partner|attorney|lawyer|economist|historian|psychologist|sociologist|philosopher|physician|doctor|surgeon|strategist|consultant|adviser|advisor|officer|expert|specialist|activist|advocate|student|candidate|graduate|ambassador|diplomat|veteran|minister|pastor|rabbi|imam|senator|member|staff|intern|photographer|filmmaker|critic|entrepreneur|investor|engineer|coordinator|manager|head|dean|chancellor|secretary|representative|associate';
const NOTE = new RegExp(
  `^(?:[-–—•*_(\\[“"]+ ?)?(?:About the authors?: )?(?:(?:(?:Senior|Deputy|Contributing|Associate|Managing|Executive|Staff|Chief|Legal|Political) )*(?:[Ee]ditor(?:-at-[Ll]arge)?|[Cc]olumnist|[Cc]orrespondent|[Rr]eporter|[Ww]riter|[Cc]ontributor) )?(?:(?<name>${NAME})(?:,? (?:and|&) ${NAME})?(?:, \\d\\d)?|The (?:writer|author|columnist|reviewer)s?)(?:,? (?:who|a|an) [^.\\n]{2,80},)?,? (?:(?:is|are|was|were|has been|serves as|works as|served as) (?:(?:an?|the|currently|also|both|one)\\b ?)?(?:[^\\s.]+ ){0,14}?[\\p{L}’'-]*\\b(?:${ROLES})s?\\b|(?:writes|edits|blogs|teaches|covers|tweets|reports on|reports from|works for|works at|can be reached|is on Twitter)\\b)`,
  'u',
);
const LONGEST_NOTE = 700;
/** Lines above the end in which a note on the author stands. */
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
  const named = text.indexOf(last, body);
  return named < 0 || (body <= start && named >= start);
}

const DISCLAIMER =
  /\b(?:opinions?|views|commentar(?:y|ies))(?: and opinions)? (?:expressed|presented|in this (?:article|commentary|column|piece))\b|\bView more opinion\b|\bMore opinion (?:articles )?on\b/;

/** Whether a note says whose opinions a piece holds; such notes on authors stand above the text too. */
export function isDisclaimer(text: string, start: number, end: number): boolean {
  if (end - start > LONGEST_NOTE || end - start < 20) return false;
  const line = text.slice(start, end);
  return (
    DISCLAIMER.test(line) &&
    /\b(?:are|is) (?:solely |entirely |strictly )?(?:those of|the|his|hers?|theirs?|my)\b|\bdo(?:es)? not (?:necessarily )?(?:represent|reflect)\b|\bView more opinion\b/.test(
      line,
    )
  );
}

/** Whether an editor's note or a correction stands here, whole. */
export const isEditorsNote = (text: string, start: number, end: number): boolean =>
  end - start <= LONGEST_NOTE && EDITORS_NOTE.test(text.slice(start, Math.min(end, start + 50)));
const EDITORS_NOTE =
  /^[([*]*(?:(?:Editor|EDITOR)[’']?[sS]?[’']? ?)?(?:[Nn]ote|NOTE|Correction|CORRECTION|Clarification|CLARIFICATION)[sS]?(?: \([^()\n]{3,20}\))? ?[:–—.]/;

/** "By Ola Lens and Piet Tarn, Dale Post". */
export const isByline = (text: string, start: number, end: number): boolean =>
  end - start <= 120 && text.startsWith('By ', start) && BYLINE.test(text.slice(start, end));

const NAMES = new RegExp(`^${NAME}(?:, ${NAME}){0,3}(?:,? (?:and|&) ${NAME})?$`, 'u');
/** Words of headlines in capitals. */
const HEADLINE_WORD =
  /\b(?:The|An?|Of|From|For|In|On|To|With|Is|Are|By|At|As|Its?|His|Her|Why|How|What|Who|Not?|New)\b/;
/** Whether a text's first line is names alone: of those who wrote it. */
export const isNames = (text: string, start: number, end: number): boolean =>
  end - start <= 100 && NAMES.test(text.slice(start, end)) && !HEADLINE_WORD.test(text.slice(start, end));

const EMAIL = /[\w.-]@[\w-]+\.\w/;
const CALL = /\b(?:e-?mail|contact|reach|write|send|hear from|share|tell us|pitch)\b/i;
/** Whether a line at the text's edge asks readers to write in. */
export const isCall = (text: string, start: number, end: number): boolean => {
  if (end - start > 400) return false;
  const line = text.slice(start, end);
  return line.includes('@') && EMAIL.test(line) && CALL.test(line);
};

const SIGN_UP = /\b(?:[Ss]ign[ -]?[Uu]p|[Ss]ubscribe)\b/;
const TERMS =
  /\b(?:[Pp]rivacy [Pp]olicy|[Tt]erms of (?:[Uu]se|[Ss]ervice)|spam folder|[Uu]nsubscribe|[Nn]ewsletters)\b/;
/** Whether a line is a form to sign up with, as long as its lists of countries make it: the call first, the terms last. */
export const isSignUpForm = (text: string, start: number, end: number): boolean =>
  end - start > 400 &&
  end - start < 8000 &&
  SIGN_UP.test(text.slice(start, start + 200)) &&
  TERMS.test(text.slice(end - 400, end));
