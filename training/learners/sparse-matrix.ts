/** Rows of features in compressed sparse row form. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Where each row begins in `index` and `value`; length rows + 1. */
  readonly rowStart: Uint32Array;
  readonly index: Uint32Array;
  readonly value: Float32Array;
}

/** Builds a sparse matrix from rows of [column, value] pairs. */
export function sparseMatrix(
  rows: readonly (readonly (readonly [number, number])[])[],
  columns: number,
): SparseMatrix {
  const size = rows.reduce((sum, row) => sum + row.length, 0);
  const rowStart = new Uint32Array(rows.length + 1);
  const index = new Uint32Array(size);
  const value = new Float32Array(size);
  let at = 0;
  rows.forEach((row, r) => {
    for (const [column, x] of row) {
      index[at] = column;
      value[at] = x;
      at++;
    }
    rowStart[r + 1] = at;
  });
  return { rows: rows.length, columns, rowStart, index, value };
}

/** The given rows, in the given order. */
export function selectRows(matrix: SparseMatrix, rows: ArrayLike<number>): SparseMatrix {
  const rowStart = new Uint32Array(rows.length + 1);
  let size = 0;
  for (let i = 0; i < rows.length; i++) {
    size += matrix.rowStart[rows[i]! + 1]! - matrix.rowStart[rows[i]!]!;
    rowStart[i + 1] = size;
  }
  const index = new Uint32Array(size);
  const value = new Float32Array(size);
  for (let i = 0; i < rows.length; i++) {
    const from = matrix.rowStart[rows[i]!]!;
    const to = matrix.rowStart[rows[i]! + 1]!;
    index.set(matrix.index.subarray(from, to), rowStart[i]!);
    value.set(matrix.value.subarray(from, to), rowStart[i]!);
  }
  return { rows: rows.length, columns: matrix.columns, rowStart, index, value };
}
