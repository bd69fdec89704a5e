/**
 * Gries's deviation of proportions, normalised: `DP = 1/2 Σ_i |v_i / f - s_i|`, `DPnorm = DP / (1 - min s)`, with
 * v_i a term's occurrences in document i, f in all, s_i the document's share of all tokens (Gries 2008,
 * doi:10.1075/ijcl.13.4.02gri; normalised by Lijffijt & Gries 2012, doi:10.1075/ijcl.17.1.08lij).
 *
 * @returns 0, spread as evenly as the documents are long, to 1, in one document only; null for an absent term.
 */
export function dispersion(occurrences: ArrayLike<number>, tokens: ArrayLike<number>): number | null {
  let total = 0;
  let length = 0;
  let shortest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < tokens.length; i++) {
    total += occurrences[i]!;
    length += tokens[i]!;
    if (tokens[i]! > 0) shortest = Math.min(shortest, tokens[i]!);
  }
  if (total === 0) return null;
  let deviation = 0;
  for (let i = 0; i < tokens.length; i++)
    deviation += Math.abs(occurrences[i]! / total - tokens[i]! / length);
  const least = shortest / length;
  return least >= 1 ? 0 : deviation / 2 / (1 - least);
}
