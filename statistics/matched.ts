export interface MatchedDifference {
  /** Documents of the group in strata that hold others too. */
  readonly documents: number;
  readonly difference: number;
  /** 95%; null under 5 documents or where no cell holds two. */
  readonly interval: readonly [number, number] | null;
}

/**
 * Mean difference of each group from all others within the same strata (direct standardisation to the group's own
 * mix; Cochran 1968, doi:10.2307/2528036): `Σ_s n_s (x̄_s - r̄_s) / Σ_s n_s` over the strata that hold both, n_s the
 * group's documents and r̄_s the mean of the m_s others there. Its standard error takes the variance v within the
 * cells of group and stratum as one: `√(v Σ n_s² (1/n_s + 1/m_s)) / Σ n_s`.
 *
 * @param values - one a document; NaN where unknown.
 * @param owner - the document's group, from 0; -1 for none of those compared, which counts among the others.
 * @param stratum - the document's stratum, from 0; -1 where unknown, which is left out.
 * @returns for each group; null where no stratum holds both.
 */
export function matchedDifferences(
  values: Float64Array,
  owner: Int32Array,
  stratum: Int32Array,
  groups: number,
): (MatchedDifference | null)[] {
  const strata = stratum.reduce((most, s) => Math.max(most, s), -1) + 1;
  const width = groups + 1;
  // Most cells of stratum and group are empty: only those met are kept, numbered from 1.
  const numbers = new Int32Array(strata * width);
  const cellOf = new Int32Array(values.length);
  const met: number[] = [0];
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!) || stratum[i]! < 0) continue;
    const at = stratum[i]! * width + (owner[i]! < 0 ? groups : owner[i]!);
    if (numbers[at] === 0) numbers[at] = met.push(at) - 1;
    cellOf[i] = numbers[at]!;
  }
  const n = new Float64Array(met.length);
  const sum = new Float64Array(met.length);
  const total = new Float64Array(strata);
  const totalSum = new Float64Array(strata);
  for (let i = 0; i < values.length; i++) {
    const cell = cellOf[i]!;
    if (cell === 0) continue;
    n[cell]!++;
    sum[cell]! += values[i]!;
    total[stratum[i]!]!++;
    totalSum[stratum[i]!]! += values[i]!;
  }
  let within = 0;
  let freedom = 0;
  for (let i = 0; i < values.length; i++) {
    const cell = cellOf[i]!;
    if (cell !== 0) within += (values[i]! - sum[cell]! / n[cell]!) ** 2;
  }
  const weight = new Float64Array(groups);
  const difference = new Float64Array(groups);
  const spread = new Float64Array(groups);
  for (let cell = 1; cell < met.length; cell++) {
    const own = n[cell]!;
    freedom += own - 1;
    const g = met[cell]! % width;
    const s = Math.floor(met[cell]! / width);
    const others = total[s]! - own;
    if (g === groups || others === 0) continue;
    weight[g]! += own;
    difference[g]! += sum[cell]! - (own * (totalSum[s]! - sum[cell]!)) / others;
    spread[g]! += own + (own * own) / others;
  }
  return Array.from({ length: groups }, (_, g) => {
    const documents = weight[g]!;
    if (documents === 0) return null;
    const d = difference[g]! / documents;
    if (documents < 5 || freedom === 0) return { documents, difference: d, interval: null };
    const half = (1.959963984540054 * Math.sqrt((within / freedom) * spread[g]!)) / documents;
    return { documents, difference: d, interval: [d - half, d + half] };
  });
}
