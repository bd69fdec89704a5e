/** Places of the rows of a table on its first two principal components. */
export interface PrincipalComponents {
  /** Row by row: place on the first and the second component, in standard deviations of the columns. */
  readonly scores: readonly (readonly [number, number])[];
  /** Column by column: its weight in both components. */
  readonly loadings: readonly (readonly [number, number])[];
  /** Share of all variance that each of the two carries; what they leave out is the map's loss. */
  readonly explained: readonly [number, number];
}

/**
 * Principal components of a table whose columns are put on one scale, mean 0 and standard deviation 1 (Hotelling
 * 1933, doi:10.1037/h0071325): eigenvectors of the correlation matrix, by Jacobi's rotations. Each component's sign
 * is such that its largest weight is positive.
 *
 * @param rows - NaN where unknown, which counts as the column's mean. Columns without variance are left out, their
 *   loadings 0.
 * @returns null for fewer than three rows or two columns with variance.
 */
export function principalComponents(rows: readonly Float64Array[]): PrincipalComponents | null {
  const n = rows.length;
  const width = rows[0]?.length ?? 0;
  if (n < 3) return null;
  const columns: { index: number; values: Float64Array }[] = [];
  for (let k = 0; k < width; k++) {
    const known = rows.map((row) => row[k]!).filter((value) => !Number.isNaN(value));
    if (known.length < 2) continue;
    const mean = known.reduce((a, b) => a + b, 0) / known.length;
    const sd = Math.sqrt(known.reduce((a, b) => a + (b - mean) ** 2, 0) / (known.length - 1));
    // Rounding alone is no variance.
    if (!(sd > 1e-12 * Math.max(1, Math.abs(mean)))) continue;
    columns.push({
      index: k,
      values: Float64Array.from(rows, (row) => (Number.isNaN(row[k]!) ? 0 : (row[k]! - mean) / sd)),
    });
  }
  const m = columns.length;
  if (m < 2) return null;
  const matrix = columns.map((a) =>
    Float64Array.from(
      columns,
      (b) => a.values.reduce((sum, value, i) => sum + value * b.values[i]!, 0) / (n - 1),
    ),
  );
  const { values, vectors } = eigen(matrix);
  const total = values.reduce((a, b) => a + Math.max(0, b), 0);
  const order = [...values.keys()].sort((a, b) => values[b]! - values[a]!);
  const components = [order[0]!, order[1]!].map((k) => {
    const vector = vectors.map((row) => row[k]!);
    const largest = vector.reduce(
      (best, value) => (Math.abs(value) > Math.abs(best) + 1e-12 ? value : best),
      0,
    );
    return {
      share: Math.max(0, values[k]!) / total,
      vector: vector.map((value) => (largest < 0 ? -value : value)),
    };
  });
  const [first, second] = components as [(typeof components)[0], (typeof components)[0]];
  const loadings: [number, number][] = Array.from({ length: width }, () => [0, 0]);
  columns.forEach(({ index }, k) => {
    loadings[index] = [first.vector[k]!, second.vector[k]!];
  });
  return {
    scores: rows.map((_, i) => [
      columns.reduce((sum, { values: column }, k) => sum + column[i]! * first.vector[k]!, 0),
      columns.reduce((sum, { values: column }, k) => sum + column[i]! * second.vector[k]!, 0),
    ]),
    loadings,
    explained: [first.share, second.share],
  };
}

/** Eigenvalues and eigenvectors (in columns) of a symmetric matrix, by cyclic Jacobi rotations. */
function eigen(matrix: readonly Float64Array[]): { values: Float64Array; vectors: Float64Array[] } {
  const n = matrix.length;
  const a = matrix.map((row) => row.slice());
  const v = matrix.map((_, i) => Float64Array.from({ length: n }, (_unused, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 100; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += a[p]![q]! ** 2;
    if (off < 1e-26) break;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(a[p]![q]!) < 1e-300) continue;
        const theta = (a[q]![q]! - a[p]![p]!) / (2 * a[p]![q]!);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < n; k++) {
          const kp = a[k]![p]!;
          const kq = a[k]![q]!;
          a[k]![p] = c * kp - s * kq;
          a[k]![q] = s * kp + c * kq;
        }
        for (let k = 0; k < n; k++) {
          const pk = a[p]![k]!;
          const qk = a[q]![k]!;
          a[p]![k] = c * pk - s * qk;
          a[q]![k] = s * pk + c * qk;
          const vp = v[k]![p]!;
          const vq = v[k]![q]!;
          v[k]![p] = c * vp - s * vq;
          v[k]![q] = s * vp + c * vq;
        }
      }
    }
  }
  return { values: Float64Array.from(a, (row, i) => row[i]!), vectors: v };
}
