// What speaks for a source's being vague: nobody whom a reader could name or ask.
import { FLAG, POS } from '../../tokenising/annotation.js';
import { FACTS, LEXICAL } from '../word-facts.js';
import type { Clause, Scene } from './clause.js';
import { headOf } from './source-candidates.js';
import type { FeatureSink } from './sparse-features.js';
import { KIND } from './word-kinds.js';

/** People by what they do or are, where the bare plural names nobody: "Nurses complained". */
const ROLES = new Set(
  `nurses doctors teachers farmers residents villagers workers drivers soldiers students pupils parents voters neighbours neighbors
  lawyers prosecutors economists scientists researchers activists campaigners investors traders diplomats lawmakers
  politicians legislators officials analysts experts critics supporters opponents historians scholars academics observers
  commentators columnists pundits journalists reporters editors executives bankers brokers lenders landlords tenants
  homeowners shopkeepers retailers manufacturers exporters importers growers fishermen miners engineers architects
  developers builders planners councillors organisers organizers protesters demonstrators rioters witnesses bystanders
  passengers commuters motorists cyclists pilots sailors detectives investigators inspectors auditors accountants
  regulators watchdogs insiders sources aides advisers advisors strategists consultants pollsters demographers
  psychologists psychiatrists sociologists epidemiologists physicians surgeons paramedics midwives carers pharmacists
  clerics imams priests bishops rabbis believers worshippers migrants refugees immigrants prisoners inmates veterans
  pensioners women men people locals many others some campaigners unions employers employees managers owners customers
  consumers users fans players coaches environmentalists conservationists feminists libertarians dissidents rebels
  militants insurgents fighters commanders generals officers policemen firefighters rescuers volunteers donors
  philanthropists entrepreneurs skeptics sceptics proponents advocates detractors admirers defenders apologists`.split(
    /\s+/,
  ),
);

/** A bare plural that begins its sentence, whose capital says nothing. */
export function isBareRole({ d }: Scene, [first, after]: readonly [number, number]): boolean {
  return after - first === 1 && ROLES.has(d.vocabulary.wordOf(d.word[first]!));
}

/** @param quoted - whether the content stands in quotation marks: 0 no, 1 in part, 2 as a whole. */
export function vagueFeatures(
  scene: Scene,
  c: Clause,
  first: number,
  after: number,
  quoted: number,
  f: FeatureSink,
): void {
  const { d, kinds, kindAt, facts } = scene;
  f.add(300);
  f.add(301, quoted);
  if (after <= first) {
    f.add(302, c.group);
    f.add(303, quoted, c.before);
    f.add(304, kinds.lemma(d.word[c.head]!));
    f.add(305, d.pos[c.head]!, c.next);
    return;
  }
  const head = headOf(scene, first, after);
  const word = d.vocabulary.wordOf(d.word[head]!);
  const plural = word.endsWith('s') || word === 'people' || word.endsWith('men') ? 1 : 0;
  const kind = kindAt[head]!;
  const determiner = kindAt[first]!;
  const lexical = (facts.values[d.word[head]! * FACTS + LEXICAL]! >> 8) & 3;
  let names = 0;
  let possessive = 0;
  let digits = 0;
  let of = 0;
  let nameAfterHead = 0;
  for (let i = first; i < after; i++) {
    const capital = (d.flags[i]! & FLAG.capitalised) !== 0 && (d.flags[i]! & FLAG.sentenceStart) === 0;
    if (d.pos[i] === POS.PROPN && capital) {
      names++;
      if (i > head) nameAfterHead = 1;
    }
    const k = kindAt[i]!;
    if (k === KIND.possessive || k === KIND.genitive || d.vocabulary.wordOf(d.word[i]!).endsWith("'s"))
      possessive = 1;
    if (k === KIND.of) of = 1;
    if ((d.flags[i]! & FLAG.digit) !== 0) digits = 1;
  }
  const headName = d.pos[head] === POS.PROPN && (d.flags[head]! & FLAG.capitalised) !== 0 ? 1 : 0;
  const start = (d.flags[first]! & FLAG.sentenceStart) !== 0 ? 1 : 0;
  const alone = after - first === 1 ? 1 : 0;
  f.add(310, kinds.hash(d.word[head]!));
  f.add(311, kinds.hash(d.word[first]!));
  f.add(312, kinds.hash(d.word[first]!), plural, headName);
  f.add(313, determiner, plural, Math.min(2, names));
  f.add(314, kind, d.pos[head]!, plural);
  f.add(315, lexical, plural, determiner);
  f.add(316, lexical, headName, alone);
  f.add(317, Math.min(3, names), headName, start);
  f.add(318, possessive, lexical, plural);
  f.add(319, digits, of);
  f.add(320, alone, d.pos[head]!, start);
  f.add(321, quoted, plural, determiner);
  f.add(322, Math.min(6, after - first), headName);
  f.add(323, of, nameAfterHead, plural);
  f.add(324, kinds.lemma(d.word[c.head]!), plural);
  f.add(325, c.group, kind);
  f.add(
    326,
    word.endsWith('ers') ||
      word.endsWith('ors') ||
      word.endsWith('ists') ||
      word.endsWith('ans') ||
      word.endsWith('ics')
      ? 1
      : 0,
    determiner,
    Math.min(1, names),
  );
  f.add(327, kinds.hash(d.word[head]!), determiner);
  f.add(328, d.pos[first]!, d.pos[head]!, Math.min(2, names));
  f.add(329, alone, kind, quoted);
}
