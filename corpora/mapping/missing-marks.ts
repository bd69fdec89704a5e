/** What programs write where a value is missing: R, pandas, spreadsheets, databases, Stata, JavaScript. */
const MARK =
  /^(?:<?na>?|n\/a|#n\/a!?|nan|nat|none|null|\(null\)|#null!|#value!|#ref!|#name\?|#div\/0!|\\n|undefined|-{1,3}|[–—]|[.?])$/i;

/** Whether a value is such a mark: `NA`, `nan`, `None`, `NULL`, `\N`, `#N/A`, `-`. */
export const isMissingMark = (value: string): boolean => value.length <= 12 && MARK.test(value.trim());
