/** What is found, in three to five claims. */
import { z } from 'zod';
import { count, counted } from '../../../base/wording.js';
import { escapeMarkdown } from '../../markdown/parts.js';
import { rowsOf } from '../../tables.js';
import type { ArticleAnnotation } from '../article-annotation.js';
import type { ArticleSection } from '../article-section.js';
import { correctedSentence } from '../validation/section.js';
import { type Given, timesEach } from './actor-claims.js';
import { articleClaims } from './claims.js';
import { claimCards } from './html.js';
import { claimSchema } from './schema.js';

const shape = {
  opening: z.array(z.string()).describe('The sentences of the claims.'),
  claims: z.array(claimSchema),
};

export const findings: ArticleSection<typeof shape, Given> = {
  id: 'findings',
  title: 'What stands out',
  place: 'lead',
  shape,
  requires: ['measures', 'sensitivity', 'actors', 'frames'],
  build({ validation, article }, given) {
    const heard = heardMost(article);
    const claims = articleClaims(heard === null ? given : { ...given, heard });
    const corrected = correctedSentence(validation);
    return {
      opening: [...claims.map(({ sentence }) => sentence), ...(corrected === null ? [] : [corrected])],
      claims,
    };
  },
  html: (report) => claimCards(report.claims, report),
  markdown: ({ claims }) => [
    claims
      .map(({ sentence, certainty, also, figures }) =>
        [
          `- **${escapeMarkdown(sentence)}**${certainty === 'none' ? '' : ` (${certainty})`}`,
          ...(also === undefined ? [] : [`  ${escapeMarkdown(also)}`]),
          ...figures.map((text) => `  ${escapeMarkdown(text)}`),
        ].join('\n'),
      )
      .join('\n'),
  ],
  tables: ({ claims }) => [
    {
      name: 'findings',
      rows: rowsOf(claims).map((row, index) => ({ ...row, reasons: claims[index]!.reasons.join('; ') })),
    },
  ],
  methods: () => [
    'The first claims speak of the author’s voice where a measure has it. A measure is named where its percentile’s whole interval lies in an outer quarter of the corpus, the farthest from the middle among the leading measures of its heading; an actor where the interval of the author’s mean sentiment leaves out 0; the leading frame where its score lies in the upper quarter. A claim is firm when its own count keeps it there at both ends of a 95% interval (Byar’s approximation; Breslow & Day 1987), all checks that apply agree, and the stage’s measured accuracy reaches 0.70; unclear when its count does not, a check points the other way, or most checks are not clear; likely in between.',
  ],
};

/** Sources named in the card. */
const HEARD = 3;

/** Whose words it gives most, and how many of its attributions name nobody in particular; null without any. */
function heardMost({ attribution, actors }: ArticleAnnotation): string | null {
  const all = attribution?.attributions ?? [];
  if (all.length === 0) return null;
  const times = new Map<string, number>();
  for (const { actor } of actors?.attribution_actors ?? [])
    if (actor !== null) times.set(actor, (times.get(actor) ?? 0) + 1);
  const nameOf = new Map(actors?.actors.map(({ key, name }) => [key, name]));
  const most = [...times]
    // Who is heard once stands out from nobody.
    .filter(([, n]) => n > 1)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, HEARD)
    .map(([key, n]) => [nameOf.get(key) ?? key, n] as const);
  const vague = all.filter(({ generic }) => generic).length;
  const nobody =
    vague === 0
      ? ''
      : `${count(vague)} of ${counted(all.length, 'attribution')} name${vague === 1 ? 's' : ''} nobody in particular`;
  if (most.length === 0) return nobody === '' ? null : `${nobody}.`;
  return `Heard most: ${timesEach(most)}${nobody === '' ? '' : `; ${nobody}`}.`;
}
