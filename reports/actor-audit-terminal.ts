/** The audit of names in plain text: a table of actors, then the differences to mind. */
import { count, counted } from '../base/wording.js';
import type { ActorsAudit, AuditedActor, AuditWarning } from '../pipeline/actors/audit-model.js';
import { columns, line, short, wrapped } from './terminal.js';

const WARNINGS_SHOWN = 12;
/** An outlet is shown beside an actor where its share rests on so many occurrences. */
const FEWEST_OCCURRENCES = 20;

const share = (value: number | null): string => (value === null ? '–' : value.toFixed(3));

function worstOutlet({ outlets }: AuditedActor): string {
  const telling = outlets.filter(({ occurrences }) => occurrences >= FEWEST_OCCURRENCES);
  const [worst] = telling.sort((a, b) => b.share! - a.share! || (a.outlet < b.outlet ? -1 : 1));
  return worst === undefined || worst.missed === 0
    ? '–'
    : `${short(worst.outlet, 24)} ${share(worst.share)} of ${count(worst.occurrences)}`;
}

function warningText({ kind, actor, other, share: own, otherShare, interval }: AuditWarning): string {
  const figures = `${share(own)} against ${share(otherShare)} (difference ${share(interval[0])} to ${share(interval[1])})`;
  return kind === 'actors'
    ? `${line(actor)} is missed more than ${line(other)}: ${figures}`
    : `${line(actor)} is missed more in ${line(other)} than elsewhere: ${figures}`;
}

export function renderAuditTerminal({
  documents,
  actors,
  warnings,
  leastDifference,
  comparisons,
}: ActorsAudit): string {
  const lines = [
    ...wrapped(
      `Names of the ${counted(actors.length, 'most named actor')} searched for in ${counted(documents, 'document')}. Missed: places where such a name stands and no mention by name was found; elsewhere: places given to another actor or left open. Both are estimates: a name may stand for somebody else.`,
    ),
    '',
    ...columns(
      [
        [
          'actor',
          'type',
          'occurrences',
          'missed',
          'share',
          'elsewhere',
          'worst outlet',
          'names searched for',
        ],
        ...actors.map((actor) => [
          short(actor.name),
          actor.type,
          count(actor.all.occurrences),
          count(actor.all.missed),
          share(actor.all.share),
          count(actor.all.elsewhere),
          worstOutlet(actor),
          short(actor.surfaces.join(', '), 48),
        ]),
      ],
      'left',
    ),
    '',
  ];
  if (warnings.length === 0)
    lines.push(
      ...wrapped(
        `No two of these actors of one type, and no outlet, differ by more than ${leastDifference} in what is missed (${counted(comparisons, 'comparison')}, adjusted).`,
      ),
    );
  else {
    lines.push(
      ...wrapped(
        `Mind: what is missed differs by more than ${leastDifference} (95% intervals, documents as clusters; ${counted(comparisons, 'comparison')}, adjusted):`,
      ),
      ...warnings.slice(0, WARNINGS_SHOWN).map((warning) => `  ${warningText(warning)}`),
    );
    if (warnings.length > WARNINGS_SHOWN)
      lines.push(
        `  … and ${count(warnings.length - WARNINGS_SHOWN)} more: all by the option \`out: audit.json\`.`,
      );
    lines.push(
      '',
      'A registry that names the actor by all its names mends this: the option `actors.registry`.',
    );
  }
  return `${lines.map((text) => text.trimEnd()).join('\n')}\n`;
}
