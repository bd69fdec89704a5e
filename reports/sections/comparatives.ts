/** Leading measures as a reader would say them: "hedges more", "is easier to read". */

const COMPARATIVES: readonly (readonly [name: RegExp, more: string, less: string])[] = [
  [/^hedge_rate/, 'hedges more', 'hedges less'],
  [/^booster_rate/, 'asserts more forcefully', 'asserts less forcefully'],
  [/^attribution_rate/, 'attributes more to sources', 'attributes less to sources'],
  [/^source_voice_share/, 'gives more of its words to sources', 'gives less of its words to sources'],
  [/^named_mention_rate/, 'names actors more often', 'names actors less often'],
  [/^distinct_actor_rate/, 'names more different actors', 'names fewer different actors'],
  [/^flesch_reading_ease/, 'is easier to read', 'is harder to read'],
  [/^mattr/, 'varies its words more', 'varies its words less'],
  [/^sentiment_mean/, 'writes of actors more positively', 'writes of actors more negatively'],
  [
    /^sentiment_negative_share/,
    'writes of actors in negative words more often',
    'writes of actors in negative words less often',
  ],
];

/**
 * A predicate that `than …` can follow; of a measure without one of its own it names the title.
 *
 * @param title - as it stands inside a sentence.
 */
export function comparative(name: string, title: string, more: boolean): string {
  const known = COMPARATIVES.find(([pattern]) => pattern.test(name));
  if (known !== undefined) return known[more ? 1 : 2];
  if (title.endsWith(' frame')) return `uses the ${title} ${more ? 'more' : 'less'}`;
  return `scores ${more ? 'higher' : 'lower'} on ${title}`;
}
