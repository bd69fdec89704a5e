/** Text that is still encoded when it arrives: what is mended, and how. */
import { withoutControls, withoutMojibake } from './mojibake.js';
import { withoutTags } from './tags.js';

/** What may be wrong with a text, with what is said of it. */
export const MEND_KINDS = {
  controls: 'NUL characters',
  mojibake: 'UTF-8 read as another encoding (`donâ€™t`)',
  escapes:
    'escapes of a programming language, a spreadsheet or an e-mail (`\\u2019`, `_x000D_`, `=E2=80=99`)',
  tags: 'HTML tags (`<p>`)',
  entities: 'HTML entities (`&rsquo;`)',
} as const;
export type MendKind = keyof typeof MEND_KINDS;

export interface Mended {
  readonly text: string;
  readonly kinds: readonly MendKind[];
}

/** Encoded twice, and once more by a careful exporter. */
const MOST_PASSES = 3;

/**
 * The text that was meant, where the one given is still encoded: mojibake, escapes, tags, entities. Blocks become
 * paragraphs. Null where there is nothing to mend.
 */
export async function mendText(given: string): Promise<Mended | null> {
  let text = given;
  const kinds = new Set<MendKind>();
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const before = text;
    const take = (kind: MendKind, mended: string | null): void => {
      if (mended === null || mended === text) return;
      text = mended;
      kinds.add(kind);
    };
    take('controls', withoutNuls(text));
    take('mojibake', withoutMojibake(text));
    take('mojibake', withoutControls(text));
    take('escapes', withoutEscapes(text));
    take('tags', await withoutTags(text));
    take('entities', await withoutEntities(text));
    if (text === before) break;
  }
  return kinds.size === 0 ? null : { text, kinds: [...kinds] };
}

/** A text of more is none. */
const MOST_NULS = 0.02;

function withoutNuls(text: string): string | null {
  if (!text.includes('\u0000')) return null;
  const without = text.replaceAll('\u0000', '');
  return text.length - without.length <= MOST_NULS * text.length ? without : null;
}

const UNICODE_ESCAPE = /\\u([0-9a-fA-F]{4})/g;
const LINE_ESCAPE = /\\r\\n|\\n/g;
const SPREADSHEET_ESCAPE = /_x([0-9A-F]{4})_/g;
const QUOTED_PRINTABLE = /=(?:[C-E][0-9A-F])(?:=[89AB][0-9A-F]){1,2}/g;

function withoutEscapes(given: string): string | null {
  let text = given;
  if (text.includes('\\u'))
    text = text.replace(UNICODE_ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // A path such as `C:\new` stays: an escaped text has them between sentences, and no line breaks of its own.
  if (text.includes('\\n') && !text.includes('\n')) {
    const between = text.match(/[.!?”"’)]\s?(?:\\r)?\\n/g)?.length ?? 0;
    if (between > 0) text = text.replace(LINE_ESCAPE, '\n').replace(/\\(["'])/g, '$1');
  }
  if (text.includes('_x00'))
    text = text.replace(SPREADSHEET_ESCAPE, (found, hex: string) => {
      const code = Number.parseInt(hex, 16);
      return code < 32 || (code >= 0x7f && code < 0xa0) ? (code === 10 ? '\n' : '') : found;
    });
  if (QUOTED_PRINTABLE.test(text)) {
    QUOTED_PRINTABLE.lastIndex = 0;
    const decoder = new TextDecoder('utf-8', { fatal: true });
    text = text.replace(/=\r?\n/g, '').replace(QUOTED_PRINTABLE, (found) => {
      try {
        return decoder.decode(Uint8Array.from(found.slice(1).split('='), (hex) => Number.parseInt(hex, 16)));
      } catch {
        return found;
      }
    });
  }
  return text === given ? null : text.toWellFormed();
}

const ENTITY = /&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[a-zA-Z][a-zA-Z0-9]{1,30});/g;
const resolved = new Map<string, string>();

async function withoutEntities(text: string): Promise<string | null> {
  if (!text.includes('&') || text.search(ENTITY) < 0) return null;
  const { Parser } = await import('htmlparser2');
  return text.replace(ENTITY, (entity) => {
    let meant = resolved.get(entity);
    if (meant === undefined) {
      meant = '';
      const parser = new Parser({
        ontext: (piece) => {
          meant += piece;
        },
      });
      parser.end(entity);
      if (resolved.size < 5000) resolved.set(entity, meant);
    }
    return meant;
  });
}
