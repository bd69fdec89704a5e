/** The tagger's labels: outside, source, cue, content. */
export const LABELS = ['outside', 'source', 'cue', 'content'] as const;
export const K = LABELS.length;
