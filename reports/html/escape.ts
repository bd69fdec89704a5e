/** Markup that is safe to put into a page. */
import { escapeHtml, plainText, scriptJson } from '../../base/html-text.js';

export { escapeHtml, plainText };

/** Markup that is safe to put into a page. Made only by `html` and `raw`. */
export class Markup {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Value = string | number | null | undefined | false | Markup | readonly Value[];

function render(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(render).join('');
  return escapeHtml(String(value));
}

/** A template whose values are escaped, unless they are markup themselves. Attributes must be quoted. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let text = strings[0]!;
  values.forEach((value, index) => {
    text += render(value) + strings[index + 1]!;
  });
  return new Markup(text);
}

/** Markup of our own making, not escaped. Never for data. */
export function raw(text: string): Markup {
  return new Markup(text);
}

/** An address that a link may lead to: http or https; null for anything else. */
export function safeUrl(url: string | null): string | null {
  if (url === null) return null;
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.href : null;
  } catch {
    return null;
  }
}

/** JSON for a script element of type application/json: cannot end the element or begin a comment. */
export function jsonForScript(value: unknown): Markup {
  return new Markup(scriptJson(value));
}

/** A name for a downloaded file, from a title of any kind. */
export function fileName(title: string): string {
  const plain = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return plain === '' ? 'hedgerow' : plain;
}
