// Finds an unnamed, vague subject with its verb of saying or thinking: candidates of attribution shields.
import { POS, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import { wordValues } from './word-values.js';

const KIND = { claim: 1, vague: 2, definite: 4, link: 8, skip: 16, aboutThem: 32 } as const;
const WORDS: readonly (readonly [kind: number, words: string])[] = [
  [
    KIND.claim,
    'say says said saying argue argues argued arguing claim claims claimed claiming contend contends contended believe believes believed believing think thinks thought thinking suspect suspects suspected fear fears feared worry worries worried warn warns warned suggest suggests suggested maintain maintains maintained insist insists insisted allege alleges alleged assert asserts asserted speculate speculates speculated predict predicts predicted note notes noted estimate estimates estimated assume assumes assumed conclude concludes concluded complain complains complained question questions questioned consider considers considered see sees saw view views viewed describe describes described call calls called hold holds held feel feels felt agree agrees agreed expect expects expected hope hopes hoped wonder wonders wondered point points pointed accuse accuses accused criticize criticizes criticized criticise criticised dismiss dismisses dismissed doubt doubts doubted regard regards regarded know knows knew report reports reported tell tells told acknowledge acknowledged concede conceded recognize recognise interpret interpreted characterize characterized cite cited counter countered charge charged imagine',
  ],
  [
    KIND.vague,
    'some many most several others few another one critics experts analysts observers commentators pundits skeptics sceptics detractors opponents proponents supporters advocates scholars scientists researchers economists historians specialists insiders academics officials sources people folks voters conservatives liberals progressives republicans democrats activists strategists lawyers leaders politicians journalists reporters diplomats witnesses aides authorities investigators doctors hawks pundit critic expert official analyst observer economist source aide lawmakers colleagues backers residents locals media everyone everybody someone somebody nobody those reports polls studies groups members americans',
  ],
  [KIND.definite, "the this these his her its our my your their 's '"],
  [KIND.link, 'of in at from within inside among on who'],
  [KIND.skip, 'have has had would will may might could can do does did also now still often even already long widely are were is was be been being'],
];

/** Most tokens of a subject. */
const LONGEST = 7;

export interface VagueSubject {
  readonly first: number;
  readonly after: number;
}

/** Finds in a document the stretches "many in the party say", "some critics have argued", "said one official". */
export function vagueSubjects(
  vocabulary: Vocabulary,
): (document: TokenisedDocument, found: (first: number, after: number) => void) => void {
  const bits = new Map<string, number>();
  for (const [kind, words] of WORDS)
    for (const word of words.split(' ')) bits.set(word, (bits.get(word) ?? 0) | kind);
  const kindOf = wordValues(vocabulary, bits);
  const inPhrase = (1 << POS.ADJ) | (1 << POS.NOUN) | (1 << POS.PROPN) | (1 << POS.NUM) | (1 << POS.DET) | (1 << POS.PRON);

  return (d, found) => {
    const { word, pos, sentenceOfToken, sentenceStart } = d;
    for (let v = 0; v < d.tokenCount; v++) {
      if ((kindOf(word[v]!) & KIND.claim) === 0 || (pos[v] !== POS.VERB && pos[v] !== POS.AUX)) continue;
      const s = sentenceOfToken[v]!;
      const begin = sentenceStart[s]!;
      const end = sentenceStart[s + 1]!;
      let head = v - 1;
      while (head >= begin && ((kindOf(word[head]!) & KIND.skip) !== 0 || pos[head] === POS.ADV) && (kindOf(word[head]!) & KIND.vague) === 0) head--;
      if (head >= begin) {
        // The subject's beginning: a vague word, reached over its own phrase or one phrase with "of", "in", "who".
        let links = 0;
        let vague = -1;
        for (let t = head; t >= Math.max(begin, head - LONGEST); t--) {
          const kind = kindOf(word[t]!);
          if ((kind & KIND.vague) !== 0) {
            vague = t;
            continue;
          }
          if ((kind & KIND.link) !== 0) {
            if (vague >= 0 || links++ > 0) break;
            continue;
          }
          if ((inPhrase & (1 << pos[t]!)) === 0) break;
          if (vague >= 0) {
            // before the vague word only what qualifies it
            if ((kind & KIND.definite) !== 0 || pos[t] === POS.PRON) {
              vague = -1;
              break;
            }
            if (pos[t] === POS.ADJ || pos[t] === POS.NOUN || pos[t] === POS.PROPN || pos[t] === POS.NUM) vague = t;
            else break;
          }
        }
        if (vague >= 0) found(vague, v + 1);
      }
      // "said one pundit", "say critics"
      if (v + 1 < end && (kindOf(word[v + 1]!) & KIND.vague) !== 0) {
        let after = v + 2;
        while (after < Math.min(end, v + 5) && (pos[after] === POS.NOUN || pos[after] === POS.ADJ)) after++;
        found(v, after);
      }
    }
  };
}
