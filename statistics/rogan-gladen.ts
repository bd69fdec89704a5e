/** What a classifier's known errors do to a share that was counted with it. */

/** How often a classifier is right, from labelled data. */
export interface KnownErrors {
  /** P(found | there): recall. */
  readonly sensitivity: number;
  /** P(not found | not there). */
  readonly specificity: number;
}

/**
 * The share that is there, given the share found, `(p + Sp - 1) / (Se + Sp - 1)`, kept within 0 and 1 (Rogan & Gladen 1978,
 * doi:10.1093/oxfordjournals.aje.a112510). An interval is corrected end by end, so that it holds the error of sampling only,
 * not that of sensitivity and specificity themselves.
 *
 * @returns null where the classifier is no better than chance, Se + Sp ≤ 1.
 */
export function roganGladen(share: number, { sensitivity, specificity }: KnownErrors): number | null {
  const informed = sensitivity + specificity - 1;
  if (informed <= 0) return null;
  return Math.min(1, Math.max(0, (share + specificity - 1) / informed));
}

/**
 * A rate of hits corrected for a finder's known errors: of its hits a share `precision` is right, and it finds a share `recall`
 * of those that are there, so `rate · precision / recall` are.
 *
 * @returns null for a recall of 0.
 */
export function correctedRate(
  rate: number,
  { precision, recall }: { readonly precision: number; readonly recall: number },
): number | null {
  return recall > 0 ? (rate * precision) / recall : null;
}
