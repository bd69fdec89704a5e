/** Groups that hold no text of the document: tables of fonts and styles, pictures, notes, headers, fields' codes. */
const DESTINATIONS = new Set(
  'fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf footnote annotation fldinst bkmkstart bkmkend listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping latentstyles datastore xmlnstbl filetbl mmathPr nonshppict shpinst'.split(
    ' ',
  ),
);
const SYMBOLS: Readonly<Record<string, string>> = {
  par: '\n\n',
  sect: '\n\n',
  page: '\n\n',
  line: '\n',
  row: '\n',
  cell: ' ',
  tab: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: ' ',
  enspace: ' ',
};

interface Group {
  skipped: boolean;
  /** Characters that stand for a `\u` in programs without Unicode. */
  fallbackLength: number;
  hidden: boolean;
}

const WORD = /([a-zA-Z]{1,32})(-?\d{1,10})? ?/y;

/**
 * The text of an RTF document (RTF 1.9.1), paragraphs parted by an empty line. Null where its groups are not
 * closed: the file is cut.
 *
 * @param maxDepth - of groups within each other; beyond it null is given, too.
 */
export function rtfText(rtf: string, maxDepth: number): string | null {
  const out: string[] = [];
  const stack: Group[] = [];
  let group: Group = { skipped: false, fallbackLength: 1, hidden: false };
  let decoder = decoderOf(1252);
  let bytes: number[] = [];
  let toSkip = 0;
  const flush = (): void => {
    if (bytes.length > 0)
      out.push(decoder.decode(Uint8Array.from(bytes), { stream: true }) + decoder.decode());
    bytes = [];
  };
  const write = (text: string): void => {
    flush();
    if (!group.skipped && !group.hidden) out.push(text);
  };
  let at = 0;
  let opened = false;
  while (at < rtf.length) {
    const character = rtf[at]!;
    if (character === '{') {
      flush();
      if (stack.length >= maxDepth) return null;
      stack.push(group);
      group = { ...group };
      opened = true;
      at++;
    } else if (character === '}') {
      flush();
      const outer = stack.pop();
      if (outer === undefined) return opened ? joined(out) : null;
      group = outer;
      toSkip = 0;
      at++;
      if (stack.length === 0) return joined(out);
    } else if (character === '\\') {
      const sign = rtf[at + 1] ?? '';
      if (sign === "'") {
        const byte = Number.parseInt(rtf.slice(at + 2, at + 4), 16);
        at += 4;
        if (toSkip > 0) toSkip--;
        else if (!group.skipped && !group.hidden && !Number.isNaN(byte)) bytes.push(byte);
        continue;
      }
      WORD.lastIndex = at + 1;
      const match = WORD.exec(rtf);
      if (match === null) {
        if (sign === '*') group.skipped = true;
        else if (sign === '~') write(' ');
        else if (sign === '_') write('-');
        else if (sign === '\n' || sign === '\r') write('\n\n');
        else if ('\\{}'.includes(sign) && sign !== '') write(sign);
        at += 2;
        continue;
      }
      at = WORD.lastIndex;
      const word = match[1]!;
      const number = match[2] === undefined ? null : Number(match[2]);
      if (word === 'bin') at += Math.max(0, number ?? 0);
      else if (word === 'u' && number !== null) {
        write(String.fromCharCode(number < 0 ? number + 65_536 : number));
        toSkip = group.fallbackLength;
      } else if (word === 'uc') group.fallbackLength = number ?? 1;
      else if (word === 'ansicpg' && number !== null) decoder = decoderOf(number);
      else if (word === 'v') group.hidden = number !== 0;
      else if (word === 'plain') group.hidden = false;
      else if (DESTINATIONS.has(word)) group.skipped = true;
      else if (Object.hasOwn(SYMBOLS, word)) write(SYMBOLS[word]!);
    } else {
      at++;
      if (character === '\n' || character === '\r') continue;
      if (toSkip > 0) toSkip--;
      else if (!group.skipped && !group.hidden) bytes.push(character.charCodeAt(0) & 0xff);
    }
  }
  return null;
}

function joined(out: readonly string[]): string {
  return out
    .join('')
    .replace(/(?<![ \t])[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function decoderOf(codePage: number): InstanceType<typeof TextDecoder> {
  const labels: Readonly<Record<number, string>> = {
    10000: 'macintosh',
    932: 'shift_jis',
    936: 'gbk',
    949: 'euc-kr',
    950: 'big5',
    65001: 'utf-8',
  };
  try {
    return new TextDecoder(labels[codePage] ?? `windows-${codePage}`);
  } catch {
    return new TextDecoder('windows-1252');
  }
}
