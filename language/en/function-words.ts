/** English words without inflected forms: articles, prepositions, conjunctions, pronouns, modals. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `the a an and or but of to in on at by for from with without within into onto over under up down out off as than that
this these those it its his her their our your my we they he she you who whom whose which what when where why how all any
both each every few more most much many no none not nor only own same so some such too very just then there here about
above after again against before between during through until while because if unless since although though even ever
never once also still yet almost
may might must can could will would shall should n't ca wo`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
