/** Prints what `train frames` measured. */
import type { Interval, TrainingReport } from '../training/framing/training-report.js';
import { table } from './table.js';

const TERMS_SHOWN = 6;

function text({ value, interval }: Interval): string {
  if (value === null) return '–';
  const spread = interval === null ? '' : ` [${interval[0].toFixed(3)}, ${interval[1].toFixed(3)}]`;
  return `${value.toFixed(3)}${spread}`;
}

/** What `train frames` measured, as plain text: scores by frame, learning curve, agreement, warnings. */
export function renderTraining(report: TrainingReport): string {
  const parts = [
    `${report.texts} texts of ${report.documents} documents; ${report.folds} folds by ${report.by}, seed ${report.seed}${report.model === 'accurate' ? "; words, cues and an encoder's states" : ''}. ` +
      'Scores are of texts that the scoring model had not seen; 95% bootstrap intervals in brackets.\n',
    table(
      ['frame', 'texts', 'precision', 'recall', 'F1', 'all positive', 'most telling terms'],
      report.frames.map((frame) => [
        frame.frame,
        String(frame.positives),
        text(frame.precision),
        text(frame.recall),
        text(frame.f1),
        frame.allPositive.toFixed(3),
        frame.terms
          .slice(0, TERMS_SHOWN)
          .map(({ term }) => term)
          .join(', '),
      ]),
    ),
    `mean F1 ${text(report.meanF1)}${report.accuracy === null ? '' : `; accuracy ${text(report.accuracy)}`}\n`,
    `Would more coding help?\n${table(
      ['texts', 'mean F1', 'accuracy'],
      report.learningCurve.map((point) => [
        String(point.texts),
        point.meanF1.toFixed(3),
        point.accuracy?.toFixed(3) ?? '–',
      ]),
    )}\n${report.moreCoding}\n`,
  ];
  if (report.agreement !== null) {
    const { coders, texts, alpha } = report.agreement;
    parts.push(
      `Agreement of ${coders} coders over the ${texts} texts that two or more coded; under 0.667 not to be relied on (Krippendorff 2004)\n${table(
        ['frame', "Krippendorff's alpha"],
        Object.entries(alpha).map(([frame, value]) => [frame, value?.toFixed(3) ?? '–']),
      )}`,
    );
  }
  if (report.suggested.length > 0)
    parts.push(
      `Texts to code next, by expected gain (bits that the model is unsure of, less what texts above share)\n${table(
        ['text', 'gain', 'unsure of'],
        report.suggested.map(({ id, gain, unsure }) => [
          id,
          gain.toFixed(2),
          unsure.map(({ frame, probability }) => `${frame} ${probability.toFixed(2)}`).join(', '),
        ]),
      )}`,
    );
  if (report.warnings.length > 0)
    parts.push(`${report.warnings.map((warning) => `Warning: ${warning}`).join('\n')}\n`);
  return parts.join('\n');
}
