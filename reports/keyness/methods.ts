/** Sentences of a methods section that several sections of both reports share. */

export const DUPLICATES =
  'Near-duplicates are found by MinHash signatures of five-word shingles (Broder 1997), from an estimated resemblance (Jaccard) or containment of the shorter in the longer of 0.5 on.';

export const KEYNESS =
  'log-likelihood G² (Dunning 1993), Log Ratio (Hardie 2014), conservative Log Ratio at 95% with Bonferroni’s correction (Evert 2022), weighted log-odds with the pooled frequencies as Dirichlet prior (Monroe et al. 2008), document frequency and dispersion DPnorm (Gries 2008; Lijffijt & Gries 2012)';
