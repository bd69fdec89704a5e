/** What kind of boilerplate a line is; `repeated` where only its repetition within the outlet shows it. */
export const BOILERPLATE_KINDS = [
  'advertisement',
  'navigation',
  'sharing',
  'newsletter',
  'cookies',
  'credit',
  'copyright',
  'provenance',
  'contact',
  'author-note',
  'highlights',
  'dateline',
  'caption',
  'embedded-post',
  'repeated',
] as const;
export type BoilerplateKind = (typeof BOILERPLATE_KINDS)[number];

/** Lines of a kind: what a whole line must be, and the words, one of which it begins or ends with. */
interface LinePattern {
  readonly kind: BoilerplateKind;
  readonly first?: string;
  readonly last?: string;
  readonly pattern: RegExp;
}

const PLATFORM =
  '(?:twitter|facebook|instagram|linkedin|youtube|snapchat|pinterest|tiktok|telegram|threads|bluesky|mastodon|flipboard|whatsapp|google\\+|itunes|spotify|apple podcasts)';
const PIECE =
  '(?:article|story|piece|post|column|essay|op-ed|report|commentary|interview|editorial|analysis|dispatch|review|excerpt)';
const AGENCY =
  '(?:ap|associated press|ap photo|afp|reuters|getty(?: images)?|epa|upi|bloomberg|shutterstock|istock(?:photo)?|pixabay|flickr|wikimedia(?: commons)?|pool)';
const TITLE = '[^\\n]{2,150}';
const line = (pattern: string, flags = 'iu'): RegExp => new RegExp(`^(?:${pattern})$`, flags);

/**
 * Whole lines that newspapers' pages put between and around the paragraphs of an article. Bullets, brackets
 * and dashes before the first letter are passed over.
 */
const PATTERNS: readonly LinePattern[] = [
  {
    kind: 'advertisement',
    first:
      'ad ads advertisement advertisements story article continue continued skip scroll sponsored pullquote',
    pattern: line(
      'ads?|advertisements?(?: advertisement)*:?(?: continue reading the main story)?|(?:story|article) continue[sd]? (?:below|after)(?: (?:the |this )?ad(?:vertisement)?)?\\.?|continued? reading(?: the main story| below)?(?: advertisement)?\\.?|continued? below\\.?|skip advertisement|scroll (?:down )?to continue[^\\n]{0,40}|sponsored(?: content)?|pullquote\\]?',
    ),
  },
  {
    kind: 'navigation',
    first: 'read also see related more recommended full further don you what top most trending must watch',
    pattern: line(
      `(?:read more(?: about [^\\n.]{1,60})?|read also|also read|also see|see also|related(?: articles?| stories| story| coverage| news| videos?| content| links| posts)?|more on this(?: story| topic)?|more coverage|more stories|more from [^\\n:.]{2,40}|recommended(?: reading| for you| stories)?|full coverage|further reading|don[’']t miss|you (?:may|might) also like|what to read next|top stories|most (?:popular|read|viewed)|must reads?)(?:\\s*[.…»>]*|\\s*:\\s*(?:${TITLE})?)|trending(?: now)?:?`,
    ),
  },
  // Capitals set them apart from a sentence that begins so.
  {
    kind: 'navigation',
    first:
      'watch photos photo video videos listen more read see related gallery slideshow live full poll opinion',
    pattern: line(
      `(?:WATCH|PHOTOS?|VIDEOS?|LISTEN|MORE|READ|SEE|RELATED|GALLERY|SLIDESHOW|LIVE)(?: (?:NOW|LIVE|ALSO|HERE|ABOVE|BELOW|MORE|VIDEO))?\\s*:\\s*(?:${TITLE})?`,
      'u',
    ),
  },
  {
    kind: 'navigation',
    first: 'photos photo video also see related read watch full more poll pictures',
    pattern:
      /^(?:PHOTOS?|VIDEOS?|PICTURES|POLL|WATCH|READ|SEE|MORE|FULL|RELATED|Also on|See also|Also see|Read|Read more|See|Related|Full|More|Watch|Photos?|Video)\b[^\n()[\]]{0,150}[)\]]$/u,
  },
  {
    kind: 'navigation',
    first:
      'your photo photos videos slideshow graphic audio interactive link copy interested image video h information click tap view play loading close hide show toggle enlarge image media prev next slideshow back print jump leave post add skip open this watch start',
    pattern: line(
      'your browser does not support[^\\n]{3,60}|(?:photos?|videos?|slideshow|(?:interactive )?graphic|audio|interactive)|link copied!?|copy (?:this )?link|interested in [^\\n?]{2,60}\\?[^\\n]{5,200}\\badd interest|(?:image|video|h\\/t [^\\n\\]]{2,60})\\]|information from: [^\\n]{3,80}|click for more (?:from|on|about|at) [^\\n]{2,80}|click (?:here|on|the (?:image|link|photo|play button)|to (?:enlarge|read|view|watch|listen|play|subscribe|share))\\b[^\\n]{0,150}|tap here\\b[^\\n]{0,100}|(?:view|open) (?:the )?(?:gallery|slideshow|full size|all photos|image in gallery|more comments|comments)|play video|loading\\s*(?:\\.{3}|…)?|close|hide caption|toggle caption[^\\n]{0,100}|image \\d+ of \\d+|(?:prev|next) image \\d+ of \\d+|slideshow \\(\\d+ images\\)|media playback is (?:unsupported|not supported)[^\\n]{0,300}|back to top|(?:jump|skip) to (?:comments|content|main content|navigation)|(?:leave|post|add|show|hide|view|read) (?:a |all |the |your )?(?:\\d+ )?comments?|this article is more than \\d+ (?:days?|weeks?|months?|years?) old|watch (?:the )?(?:latest |full )?videos? (?:above|below|here|at [^\\n]{3,40})\\.?',
    ),
  },
  // What a page's player shows below a video.
  {
    kind: 'navigation',
    first: 'just must now up',
    pattern: line('(?:JUST WATCHED|MUST WATCH|NOW PLAYING|UP NEXT)\\b(?!,)[^\\n]{0,250}', 'u'),
  },
  {
    kind: 'navigation',
    last: 'ago',
    pattern: line('\\d{1,3} (?:minutes?|hours?|days?|weeks?|months?|years?) ago'),
  },
  {
    kind: 'provenance',
    first: 'the',
    pattern: line('the post [^\\n]{1,300} (?:first )?appeared (?:first )?on [^\\n]{2,120}'),
  },
  {
    kind: 'advertisement',
    last: 'now',
    pattern: line('[^\\n]{5,100}\\? (?:vote|click|see|read) (?:here )?now!?'),
  },
  {
    kind: 'sharing',
    first: 'share',
    pattern: line('share all sharing options for:[^\\n]{0,200}'),
  },
  {
    kind: 'newsletter',
    last: 'apply recaptcha',
    pattern: line('[^\\n]{0,360}\\bprotected by recaptcha\\b[^\\n]{0,80}'),
  },
  {
    kind: 'navigation',
    first: 'read watch listen tune for this',
    pattern: line(
      'read (?:a version of )?this (?:story|article) in [^\\n.]{3,30}\\.?|(?:watch|listen|tune|for the latest)\\b[^\\n]{5,150}\\bclick here\\.?|this article (?:is )?tagged under:[^\\n]{0,150}',
    ),
  },
  {
    kind: 'provenance',
    first: 'this',
    pattern: line('this (?:is a|story is) (?:breaking|developing)(?: news)?(?: story)?\\b[^\\n]{0,120}'),
  },
  {
    kind: 'sharing',
    first: 'read',
    pattern: line('read (?:or|and) share (?:this|the) (?:story|article)\\s*:?[^\\n]{0,300}'),
  },
  {
    kind: 'navigation',
    first: 'read more online see full the',
    pattern: line(
      '(?:read (?:more|the (?:full|whole|rest)[^\\n:]{0,60})|online|see|more(?: at| here)?|full (?:story|text)[^\\n:]{0,30}|the story)\\s*:?\\s*https?:\\/\\/\\S+',
    ),
  },
  {
    kind: 'provenance',
    first: 'material information reports this the',
    pattern: line(
      '(?:material|information|reports?) from (?:the )?[^\\n.]{2,80} (?:was|were|is|are) (?:used|included) in (?:this|the) (?:report|story|article)\\.?',
    ),
  },
  {
    kind: 'sharing',
    first: 'share tweet email follow like find join connect please',
    pattern: line(
      `(?:share|tweet)(?: this(?: (?:article|story|page|post|with [^\\n]{3,40}))?| on ${PLATFORM}[^\\n]{0,60}| via [^\\n]{3,40})?[.:]?|share save|email this(?: article| story)?|(?:please )?follow @\\w[^\\n]{0,150}|(?:please )?(?:follow|like|find|join|connect with|friend) (?:us|me|him|her|them|[^\\n]{2,60}) (?:on|at|in) (?:our )?(?:@|[^\\n]{0,30}\\b${PLATFORM})[^\\n]{0,160}`,
    ),
  },
  {
    kind: 'newsletter',
    first: 'sign signup subscribe please register download support',
    pattern: line(
      '(?:please )?(?:sign[ -]?up|subscribe|register)\\b[^\\n]{0,300}\\b(?:newsletters?|inbox|e-?mail|updates|alerts|here|podcasts?|channel|briefing|digest|itunes|spotify|rss|delivered|app)\\b[^\\n]{0,100}|download (?:the|our)\\b[^\\n]{0,80}\\bapp\\b[^\\n]{0,100}|subscribe(?: now| today)?[.!]?|sign up(?: now| today)?[.!]?',
    ),
  },
  {
    kind: 'newsletter',
    first: 'get receive want stay like looking interested',
    pattern: line(
      '(?:get|receive|want|stay|like|looking|interested)\\b[^\\n]{3,300}\\b(?:your inbox|newsletter|sign up|signing up|e-?mail alerts|news app)\\b[^\\n]{0,150}',
    ),
  },
  {
    kind: 'newsletter',
    last: 'policy time here inbox newsletter newsletters',
    pattern: line(
      '[^\\n]{0,200}\\bsign[ -]?(?:ing )?up\\b[^\\n]{0,200}\\b(?:privacy policy|unsubscribe at any time|our newsletters?|your inbox|newsletters?)\\.?|[^\\n]{0,150}\\bnewsletter\\b[^\\n]{0,120}\\bsign up here\\.?',
    ),
  },
  {
    kind: 'cookies',
    first: 'we this our by accept manage reject cookie cookies',
    pattern: line(
      '(?:we(?: and our partners)?|(?:this|our) (?:web)?sites?) uses? (?:[\\w-]+ ){0,4}cookies\\b[^\\n]{0,360}|by (?:continuing|using|clicking|browsing|signing|accepting|subscribing)\\b[^\\n]{0,100}\\b(?:you (?:agree|accept|consent|acknowledge)|cookies|policy)\\b[^\\n]{0,250}|(?:accept|manage|reject)(?: all)? cookies|cookie (?:settings|preferences|policy|notice)',
    ),
  },
  {
    kind: 'credit',
    first:
      'photo photos photograph photographs photographer photographers image images picture illustration video media enlarge caption',
    pattern: line(
      '(?:photo(?:graph(?:er)?)?|image|picture|illustration|video|media)s?(?: (?:credits?|source|copyright|caption|courtesy(?: of)?|by)\\b|:)[^\\n]{0,200}|enlarge this image[^\\n]{0,250}',
    ),
  },
  { kind: 'credit', first: 'file', pattern: line('FILE PHOTOS?:[^\\n]{2,380}', 'u') },
  {
    kind: 'credit',
    first: 'ap associated afp reuters getty epa upi shutterstock istock istockphoto pixabay flickr wikimedia',
    pattern: line(`(?:the )?${AGENCY}(?:(?: ?\\/ ?| via )[^\\n/]{2,40})?\\)?`),
  },
  {
    kind: 'credit',
    last: 'images ap reuters afp photo press shutterstock bloomberg epa file pool post times news',
    pattern: line(
      `[^\\n]{2,60}\\/ ?${AGENCY}(?:, file(?: photo)?)?\\)?|[^\\n]{0,250}\\((?:photo(?:graph)?|image|illustration|picture)s?(?: credit)?(?: by|:| courtesy)[^\\n()]{2,80}\\)|[^\\n]{0,250}\\((?:[^\\n()/]{2,50}\\/ ?)?(?:ap photo|getty images|afp|reuters|associated press)(?: ?\\/[^\\n()]{2,50}| via [^\\n()]{2,40})?\\)`,
    ),
  },
  {
    kind: 'copyright',
    first: 'copyright c all this distributed read reprinted published',
    pattern: line(
      'copyright\\s*(?:©|\\(c\\)|\\d{4}|by\\b)[^\\n]{0,180}|all rights reserved\\b[^\\n]{0,200}|this material may not be (?:published|reproduced|broadcast)[^\\n]{0,150}|distributed by [^\\n.]{3,60}\\.?(?:com)?|re(?:printed|published) with permission[^\\n]{0,120}',
    ),
  },
  {
    kind: 'provenance',
    first: 'this a the an editor editors',
    pattern: line(
      `(?:editor[’']?s[’']? note\\s*[:–—-]\\s*)?(?:this|(?:a|an) (?:earlier |longer |shorter |different |previous |print )?version of this|the (?:above|following)|the original) ${PIECE} (?:has been|was|is|is being|will be|also|had been|first|originally|previously|appear(?:ed|s)|ran|contains)\\b[^\\n]{0,60}?\\b(?:appear(?:ed|s)?|published|ran|posted|produced|reprinted|republished|syndicated|distributed|adapted|updated|corrected|excerpted|based in part on wire|written for)\\b[^\\n]{0,200}`,
    ),
  },
  {
    kind: 'provenance',
    last: 'report story article column reporting post',
    pattern: line(
      '[^\\n“”"]{2,200}\\bcontributed (?:reporting )?to (?:this|the) (?:report|story|article|column|post|reporting)\\.?\\)?',
    ),
  },
  {
    kind: 'provenance',
    last: 'reporting contributed reports',
    pattern: line(
      '(?:with (?:files|reports?) from|\\p{Lu}[^\\n“”".]{2,120})(?: also)? contributed(?: reporting)?\\.?\\)?|[^\\n“”"]{0,60}\\bbased (?:in part )?on wire(?: service)? reports\\.?',
    ),
  },
  {
    kind: 'provenance',
    first: 'contributing reporting additional editing writing with the opinions views any',
    pattern: line(
      'contributing\\s*:\\s*[^\\n]{2,150}|(?:additional )?(?:reporting|writing|editing) by [^\\n]{3,200}|with (?:files|reports?|reporting|assistance) (?:from|by) [^\\n]{2,100}|(?:the |any )?(?:views|opinions)(?: and opinions)?,? (?:and opinions )?(?:expressed|presented|contained|shared)\\b[^\\n]{0,60}\\b(?:are|is|do not|does not)\\b[^\\n]{0,250}',
    ),
  },
  {
    kind: 'contact',
    first: 'write contact email e-mail e send reach got have tip let letters',
    pattern: line(
      '(?:write to|contact|e-?mail|reach|send (?:tips?|letters?|feedback|comments?|a tip)|(?:got|have) a (?:news )?tip|letters? to the editor|let us know)\\b[^\\n]{0,150}\\S@\\S+\\.\\w{2,}[^\\n]{0,60}|(?:got|have) a (?:news )?tip\\?[^\\n]{0,120}|send a tip to [^\\n]{3,80}',
    ),
  },
  {
    kind: 'contact',
    last: 'com org net edu uk ca',
    pattern: line(
      '[^\\n“”"]{2,100}\\bcan be (?:reached|contacted|e-?mailed) (?:at|via|on|through)\\s[^\\n]{3,100}',
    ),
  },
];

const byWord = (of: (pattern: LinePattern) => string | undefined): ReadonlyMap<string, LinePattern[]> => {
  const map = new Map<string, LinePattern[]>();
  for (const pattern of PATTERNS)
    for (const word of of(pattern)?.split(' ') ?? []) map.set(word, [...(map.get(word) ?? []), pattern]);
  return map;
};
const BY_FIRST = byWord(({ first }) => first);
const BY_LAST = byWord(({ last }) => last);

const LONGEST_WORD = 14;
const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

/** Two letters as a number below 1024, case aside. */
const pair = (a: number, b: number): number => ((a & 31) << 5) | (b & 31);
const pairsOf = (words: Iterable<string>, at: number): Uint8Array => {
  const table = new Uint8Array(1024);
  for (const word of words) {
    const codes = [word.charCodeAt(0), word.length === 1 ? 0 : word.charCodeAt(1)];
    const ends = [word.charCodeAt(word.length - 2), word.charCodeAt(word.length - 1)];
    const [a, b] = at === 0 ? codes : ends;
    table[pair(a!, b!)] = 1;
  }
  return table;
};
// Most lines begin and end with words of which the first and last two letters already tell that no pattern has them.
const FIRST_PAIRS = pairsOf(BY_FIRST.keys(), 0);
const LAST_PAIRS = pairsOf(BY_LAST.keys(), -1);

/** The kind of boilerplate that the words of a line show, or null. */
export function kindByPattern(text: string, start: number, end: number): BoilerplateKind | null {
  let from = start;
  while (from < end && from < start + 6 && !isLetter(text.charCodeAt(from))) {
    if (text.charCodeAt(from) === 0xa9 && end - start <= 200) return 'copyright';
    from++;
  }
  const first = patternsFor(BY_FIRST, firstWord(text, from, end));
  const last = patternsFor(BY_LAST, lastWord(text, start, end));
  if (first !== undefined) {
    const written = text.slice(from, end);
    for (const { kind, pattern } of first) if (pattern.test(written)) return kind;
  }
  if (last !== undefined) {
    const written = text.slice(start, end);
    for (const { kind, pattern } of last) if (pattern.test(written)) return kind;
  }
  return null;
}

const patternsFor = (
  map: ReadonlyMap<string, LinePattern[]>,
  word: string | null,
): LinePattern[] | undefined => (word === null ? undefined : map.get(word.toLowerCase()));

function firstWord(text: string, from: number, end: number): string | null {
  const second = from + 1 < end && isLetter(text.charCodeAt(from + 1)) ? text.charCodeAt(from + 1) : 0;
  if (FIRST_PAIRS[pair(text.charCodeAt(from), second)] === 0) return null;
  let to = from;
  while (to < end && to - from <= LONGEST_WORD && isLetter(text.charCodeAt(to))) to++;
  return text.slice(from, to);
}

/** The marks and figures after it aside. */
function lastWord(text: string, start: number, end: number): string | null {
  let to = end;
  while (to > start + 1 && !isLetter(text.charCodeAt(to - 1))) to--;
  if (to < start + 2 || LAST_PAIRS[pair(text.charCodeAt(to - 2), text.charCodeAt(to - 1))] === 0) return null;
  let from = to;
  while (from > start && to - from <= LONGEST_WORD && isLetter(text.charCodeAt(from - 1))) from--;
  return text.slice(from, to);
}
