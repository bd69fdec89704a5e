/** Names of groups on axes. */
import { plainText } from './escape.js';

/** Names short enough for an axis, each once. */
export function shortNames(groups: readonly string[], length = 26): string[] {
  const names = groups.map((group) => {
    const characters = [...plainText(group).replace(/\s+/g, ' ')];
    return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`;
  });
  return names.map((name, index) => (names.indexOf(name) === index ? name : `${name} ${index + 1}`));
}
