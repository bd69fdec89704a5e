/** Captions with their credits, galleries, and posts embedded from elsewhere. */
import { MONTH } from './datelines.js';

/** Longer lines are prose that speaks of a photograph. */
const LONGEST = 400;
const HINT = /hotogra|hoto\b|hoto:|icture|mage|llustration|redit|aption/;
const CAPTION =
  /^[^\n]{0,300}(?:\b(?:Photograph|Photo|Picture|Image|Illustration|Photo credit|Image credit|Credit|Video)s?: ?[^\n.]{2,70}\.?$|\b(?:Hide|Toggle) Caption\b)|^[^\n]{3,300}[.)] (?:Photograph|Photo|Picture|Image|Illustration)s? (?:by|courtesy of) [^\n.]{2,60}\.?$/;
const CREDITED =
  'AP|AP Photo|Associated Press|Reuters|REUTERS|AFP|EPA|EPA-EFE|UPI|Getty(?: Images)?|Bloomberg|Shutterstock|iStock(?:photo)?|Anadolu(?: Agency)?|Al Jazeera|NurPhoto|ZUMA(?: Press)?|Sipa(?: USA)?|USA TODAY(?: Sports)?|The Washington Post|The New York Times|CQ Roll Call|POLITICO|Polaris|Xinhua|Pool|PA|Rex';
/** "(AP Photo/Ola Lens)", "[Ola Lens/Reuters]", "(Photo: Ola Lens, AP)": the end of a caption. */
const CREDIT_AT_END = new RegExp(
  `[([](?:(?:AP|File|Reuters|Getty|AFP|Pool|Courtesy)?(?: file)? ?(?:[Pp]hotos?|[Vv]ideo|[Ii]mage|[Ii]llustration|PHOTO|VIDEO)(?: (?:by|courtesy(?: of)?|from|via))?[/:, ][^()[\\]\\n]{2,90}|[^()[\\]\\n]{2,60} ?(?:/|, | via )(?:${CREDITED})(?: ?(?:/|, | via )[^()[\\]\\n]{2,40})?)[)\\]]\\.?$`,
);
/** "The weir. Ola Lens/Reuters": the credit as a caption's last words. */
const CREDIT_LAST = new RegExp(
  `(?:[.!?”"’)]|^) ?[^.!?\\n/]{2,50} ?/ ?(?:${CREDITED})(?: ?(?:/|, | via )[^.\\n]{2,40})?$`,
);
/** "The weir. REUTERS/Ola Lens": the agency first. */
const AGENCY_LAST =
  /[.!?”"’)] (?:REUTERS|AP|AFP|AP Photo|Getty) ?\/ ?[^.!?\n/]{3,50}(?:\/[Ff]ile(?: [Pp]hoto)?)?$/;
/** "Ola Lens / AFP / Getty Images The weir …": the credit first. */
const CREDIT_FIRST = new RegExp(`^[^\\n/.]{3,40} / (?:${CREDITED})(?: / (?:${CREDITED}))? \\p{Lu}`, 'u');
/** "The weir. | Ola Lens/POLITICO", wherever it stands. */
const CREDIT_BEHIND_BAR = new RegExp(
  `^[^\\n|]{10,400} \\| (?:[^\\n|]{2,50} ?/ ?)?(?:${CREDITED}|Getty|Screengrab|Photo)$`,
);
/** "The weir. | Ola Lens/AP Photo": the head of a page, caption and title together. */
const CREDIT_WITHIN = new RegExp(
  `^[^\\n|]{10,400} \\| (?:[^\\n|]{2,50} ?/ ?)?(?:${CREDITED}|Getty|Screengrab|Photo)\\b`,
);
/** Longer lines are prose that ends in a credit. */
const LONGEST_CAPTION = 700;
/** Lines of a text's beginning in which its page's head stands. */
export const HEAD_LINES = 3;
const PAGE_HEAD = /^CLOSE \p{Lu}|^poster="http/u;
/** All captions of a gallery in one line, as long as they may be. */
const GALLERY = /^(?:Photos|PHOTOS|Images|Gallery): [^\n]+ (?:Hide|Toggle) Caption \d+ of \d+$/;
const SCREENSHOT = /^(?:Screen ?shots?|Screengrabs?|Screen capture)\b[^\n]{0,200}$/i;

const POST = new RegExp(
  `^[-–—]{1,2} ?[^\\n]{2,60} \\(@\\w{1,20}\\)(?: ${MONTH} \\d{1,2}, \\d{4})?\\.?$|\\(@\\w{1,20}\\) ${MONTH} \\d{1,2}, \\d{4}\\.?$`,
);
const POSTED_PICTURE = /\bpic\.twitter\.com\/\w+/;
/** Posts of several parts run together. */
const LONGEST_POST = 800;
const SIGNATURE = /^[-–—]{1,2} ?[^\n]{2,60} \(@\w{1,20}\)/;
const ADDRESS = /^https?:\/\/\S+$/;
const PLATFORM_ADDRESS =
  /^https?:\/\/(?:(?:\w+\.)?(?:twitter|x|facebook|instagram|youtube)\.com|youtu\.be)\//;

const CLOSES = new Set([')', ']']);

/** Whether a line is a caption with its credit, of a picture or of all pictures of a gallery. */
export function isCaption(text: string, start: number, end: number, line: number): boolean {
  const last = text[end - 1]!;
  const tail = (): string => text.slice(Math.max(start, end - 160), end);
  if (/\d/.test(last) && GALLERY.test(text.slice(start, end))) return true;
  if (end - start > LONGEST_CAPTION) return false;
  if (CLOSES.has(last) || (last === '.' && CLOSES.has(text[end - 2]!))) {
    if (CREDIT_AT_END.test(tail())) return true;
  } else {
    const credit = text.slice(Math.max(start, end - 80), end);
    if (credit.includes('/') && (CREDIT_LAST.test(tail()) || AGENCY_LAST.test(credit))) return true;
    if (credit.includes(' | ') && CREDIT_BEHIND_BAR.test(text.slice(start, end))) return true;
    const head = text.slice(start, Math.min(end, start + 120));
    if (head.includes(' / ') && CREDIT_FIRST.test(head)) return true;
  }
  if (line < HEAD_LINES) {
    const head = text.slice(start, end);
    if (PAGE_HEAD.test(head) || CREDIT_WITHIN.test(head)) return true;
  }
  if (end - start > LONGEST) return false;
  const whole = text.slice(start, end);
  return (HINT.test(whole) && CAPTION.test(whole)) || SCREENSHOT.test(whole);
}

/** Whether a line is a post from elsewhere: with who wrote it and when, a picture's address, or nothing but the post's own. */
export function isPost(text: string, start: number, end: number): boolean {
  if (end - start > LONGEST_POST) return false;
  if (text.startsWith('http', start) && ADDRESS.test(text.slice(start, end)))
    return PLATFORM_ADDRESS.test(text.slice(start, start + 40));
  const tail = text.slice(Math.max(start, end - 160), end);
  return tail.includes('(@') ? POST.test(tail) : end - start <= LONGEST && POSTED_PICTURE.test(tail);
}

/** Whether a line names the writer of the post that the line before it holds. */
export const signsPost = (text: string, start: number, end: number): boolean =>
  end - start < 140 && SIGNATURE.test(text.slice(start, end));
