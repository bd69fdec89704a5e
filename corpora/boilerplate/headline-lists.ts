/** Headlines within a text: links to other articles, players of videos, and the highlights that a page puts above it. */

/** Lines of a list that may follow its heading. */
export const LONGEST_LIST = 6;

const HIGHLIGHTS = /^(?:Story|STORY) (?:highlights|HIGHLIGHTS)\b/;
const OTHER_HIGHLIGHTS = /^(?:story |article )?highlights:?$|^key (?:points|takeaways|highlights):?$/i;
/** Whether highlights begin here: points without full stops, the first in the heading's own line or in the next. */
export const opensHighlights = (text: string, start: number, end: number): boolean =>
  end - start < 300 && HIGHLIGHTS.test(text.slice(start, start + 20));
export const isHighlightsHeading = (text: string, start: number, end: number): boolean =>
  end - start < 30 && OTHER_HIGHLIGHTS.test(text.slice(start, end));

const HEADING = /^(?:READ|RELATED|MORE|SEE|ALSO|Read more|Related|More from)[\w ]{0,20}:?$/;
/** Whether a list of links follows: "READ MORE:" with nothing after it. */
export const opensLinks = (text: string, start: number, end: number): boolean =>
  end - start <= 30 && HEADING.test(text.slice(start, end));

/** Whether a line may be one more of a list: short, and no sentence. */
export const isHeadline = (text: string, start: number, end: number): boolean =>
  end - start >= 15 && end - start <= 170 && !/[.!:…”"’)]/.test(text[end - 1]!);

/** "Related How the weir was built": a link in one line. */
const RELATED = /^(?:Related|RELATED):? \p{Lu}[^\n]{10,150}[^.!?…"”\n]$/u;
/** A headline in capitals between paragraphs: seven words or more are no subheading. */
const CAPITALS = /^(?=(?:\S+ ){6,}\S+$)[\p{Lu}\d][^\p{Ll}\n]{30,200}$/u;
/** "( POLITICO Exclusive: Mill owners plan a council)": brackets around a line, and a label before its colon. */
const BRACKETED = /^\( ?\p{Lu}[^\n:()]{2,30}: [^\n()]{5,150}\)$/u;
export const isLink = (text: string, start: number, end: number): boolean => {
  if (end - start > 210 || end - start < 20) return false;
  if (text[start] === '(') return BRACKETED.test(text.slice(start, end));
  const second = text.charCodeAt(start + 1);
  // Most lines go on in lower case.
  if (second > 96 && second < 123)
    return text.startsWith('Related', start) && RELATED.test(text.slice(start, end));
  const line = text.slice(start, end);
  return RELATED.test(line) || (!/[.!?…"”:]/.test(line.at(-1)!) && CAPITALS.test(line));
};

const TIME = /^([^\n]{10,150}) \d{1,2}:\d{2}$/;
/** The title of a video, where a line is that title with its length: a player shows it before and after, too. */
export const videoTitle = (text: string, start: number, end: number): string | null =>
  end - start <= 160 && text[end - 3] === ':' ? (TIME.exec(text.slice(start, end))?.[1] ?? null) : null;

/** Whether a line is an address and no more. */
export const isAddress = (text: string, start: number, end: number): boolean =>
  text.startsWith('http', start) && /^https?:\/\/\S+$/.test(text.slice(start, end));
