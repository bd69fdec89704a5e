import { eld } from 'eld/small';
import { expect, it } from 'vitest';
import { fromPackageRoot } from '../../../base/package-root.js';

const TEXTS = [
  'The council met on Tuesday and put off the vote on the new bridge.',
  'Le conseil municipal a remis le vote sur le nouveau pont à la semaine prochaine.',
  'Der Stadtrat hat die Abstimmung über die neue Brücke auf nächste Woche verschoben.',
  'El ayuntamiento aplazó la votación sobre el nuevo puente.',
  'Городской совет отложил голосование по новому мосту.',
  'بلدیہ نے نئے پل پر رائے شماری ملتوی کر دی۔',
  '市議会は新しい橋についての採決を延期した。',
  'zx qv 17',
  '',
];

it('judges as the package does, from the n-grams that the build wrote as JSON', async () => {
  const built = (await import(fromPackageRoot('dist/corpora/detect/eld.js'))) as { eld: typeof eld };
  for (const text of TEXTS) {
    const [ours, theirs] = [built.eld.detect(text), eld.detect(text)];
    expect(ours.language).toBe(theirs.language);
    expect(ours.getScores()).toEqual(theirs.getScores());
    expect(ours.isReliable()).toBe(theirs.isReliable());
  }
});
