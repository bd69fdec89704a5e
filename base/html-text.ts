/** Text from data in HTML: escaped, and without what could rearrange the page around it. */

/** Control codes and direction overrides: shown as a replacement character, they cannot rearrange what surrounds them. */
const UNSAFE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text from data for HTML content and quoted attributes: nothing in it is markup, nothing reverses the page. */
export function escapeHtml(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (c) => ENTITIES[c]!);
}

/** The same characters without lone surrogates, control codes and direction overrides; as many UTF-16 units as before. */
export function plainText(text: string): string {
  return text.toWellFormed().replace(UNSAFE, '\ufffd');
}

/** JSON for a script element of type application/json: cannot end the element or begin a comment. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
