/** Scores of the leading frame: is it the primary frame that was coded, and how often does one lead at all? */

import { textKey } from '../stages/framing/linear-model.js';
import { framingPack } from '../stages/framing/model-pack.js';
import { type CodedDensities, crossValidateLead } from '../training/framing/calibrate-cues.js';
import { passageFold } from '../training/framing/coded-commentary.js';
import { bootstrapFigure, type EvaluationOptions, type GoldRow, type ResultRow } from './evaluation.js';

/** What is known of a text's lead: the frame with the strongest claim, and whether it leads clearly. */
export interface RowLead {
  readonly first: string | null;
  readonly clear: boolean;
}

/** Leads by calibrations that had not seen the text, where the shipped one was fitted on all rows; else null. */
export function crossValidatedLeads(
  rows: readonly GoldRow[],
  codebook: string,
  coded: CodedDensities,
): RowLead[] | null {
  const calibration = framingPack().calibrations[codebook];
  const seen = new Set(calibration?.fittedOn ?? []);
  if (!rows.every(({ text }) => seen.has(textKey(text)))) return null;
  // What is usual in news was taken from uncoded articles, no row among them.
  const usual = coded.frames.map(
    (frame) => calibration!.frames.find((one) => one.frame === frame)?.lead?.usual ?? 1,
  );
  const { first, margin, bound } = crossValidateLead(
    coded,
    rows.map((_, r) => passageFold(r)),
    usual,
  );
  return rows.map((_, r) => ({
    first: first[r]! < 0 ? null : coded.frames[first[r]!]!,
    clear: margin[r]! >= bound,
  }));
}

/** Accuracy of the frame that comes first, over all texts and over those with a clear lead, and the share of these. */
export function leadResults(
  leads: readonly RowLead[],
  primaries: readonly (string | null)[],
  always: string,
  draw: Pick<EvaluationOptions, 'seed' | 'resamples'>,
): ResultRow[] {
  const coded = primaries.filter((primary) => primary !== null).length;
  const ratio = ([of, all]: Float64Array): number | null => (all === 0 ? null : of! / all!);
  const figure = (counted: (r: number) => [boolean, boolean], n: number) =>
    bootstrapFigure(
      new Map(
        primaries.map((primary, r) => {
          const [hit, within] = counted(r);
          const counts = primary !== null && within;
          return [String(r), Float64Array.of(counts && hit ? 1 : 0, counts ? 1 : 0)];
        }),
      ),
      ratio,
      n,
      draw,
    );
  const right = (r: number): boolean => leads[r]!.first === primaries[r];
  const led = leads.filter(({ clear }, r) => clear && primaries[r] !== null).length;
  return [
    {
      system: 'hedgerow',
      measured: 'primary frame',
      figures: { accuracy: figure((r) => [right(r), true], coded) },
    },
    {
      system: 'hedgerow',
      measured: 'primary frame, where one leads clearly',
      figures: {
        accuracy: figure((r) => [right(r), leads[r]!.clear], led),
        'share with a lead': figure((r) => [leads[r]!.clear, true], coded),
      },
    },
    {
      system: `always ${always}`,
      measured: 'primary frame',
      figures: { accuracy: figure((r) => [primaries[r] === always, true], coded) },
    },
  ];
}
