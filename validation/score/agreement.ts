/** How far coders agree, before adjudication. */
import { gwetAc1 } from '../../statistics/gwet-ac1.js';
import { krippendorffAlpha } from '../../statistics/krippendorff-alpha.js';
import { percentAgreement } from '../../statistics/percent-agreement.js';
import { type Agreement, ratingsOf } from '../../statistics/ratings.js';
import { codersOf, codesOf, type Study } from '../study/study.js';

export interface CoderAgreement {
  readonly coders: readonly string[];
  readonly alpha: Agreement;
  readonly ac1: Agreement;
  readonly percent: Agreement;
}

/**
 * Over the units that two coders or more answered; "cannot say" counts as no answer. Those units are drawn from all strata, the rarer
 * answers more often, so that chance agreement is that of the sample, not of the corpus.
 */
export function coderAgreement(study: Study): CoderAgreement {
  const coders = codersOf(study);
  const codes = coders.map((coder) => codesOf(study, coder));
  const classes = study.plan.target.classes.map(({ name }) => name);
  const ratings = ratingsOf(
    study.units.map(({ unit }) =>
      codes.map((own) => {
        const answer = own.get(unit)?.answer;
        return answer === undefined || !classes.includes(answer) ? null : answer;
      }),
    ),
    classes,
  );
  return {
    coders: coders.filter((_, k) => codes[k]!.size > 0),
    alpha: krippendorffAlpha(ratings),
    ac1: gwetAc1(ratings),
    percent: percentAgreement(ratings),
  };
}
