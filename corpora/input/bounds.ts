/** Bounds of the readers that have no option of their own; each is named in the error that it causes. */
export const BOUNDS = {
  /** Elements within each other in an HTML page; deeper ones are taken out, their text stays. */
  htmlDepth: 150,
  /** Elements of an HTML page. The largest of 230 real news pages has some 9,000. */
  htmlElements: 50_000,
  /** Archives within each other. */
  archiveDepth: 4,
} as const;
