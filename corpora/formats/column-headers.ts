/** Names of columns as tables give them: blank ones by their place, repeated ones numbered. */
export function columnNames(header: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return header.map((field, i) => {
    const name = field.trim() === '' ? `column_${i + 1}` : field.trim();
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  });
}
