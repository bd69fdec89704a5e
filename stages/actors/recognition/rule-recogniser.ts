/** Recognises names by rules alone. */
import { FLAG, POS, type TokenisedDocument } from '../../tokenising/annotation.js';
import type { Vocabulary } from '../../vocabulary.js';
import type { ActorType } from '../annotation.js';
import type { Gazetteer } from '../gazetteer/gazetteer.js';
import type { NameSpan, Recogniser } from './recognition.js';

const FOUND_BY = 'rules: capitalised span and gazetteer';

/**
 * Names by rule alone: capitalised spans with connectors, typed by gazetteer, title and head word. The
 * baseline of the learned recogniser.
 */
export function ruleRecogniser(gazetteer: Gazetteer, vocabulary: Vocabulary): Recogniser {
  const { lists } = gazetteer;
  const wordSet = (words: Iterable<string>): Set<number> =>
    new Set([...words].map((word) => vocabulary.intern(word.toLowerCase())));
  const titleWords = new Set([...lists.titles_male, ...lists.titles_female, ...lists.titles_any]);
  const titles = wordSet(titleWords);
  const connectors = wordSet(
    lists.connectors.filter((word) => !['on', 'in', 'to', 'and', 'for'].includes(word)),
  );
  const organisationWords = wordSet(lists.organisation_words);
  const facilityWords = wordSet(lists.facility_words);
  const locationWords = wordSet(lists.location_words);
  const notNames = wordSet(lists.not_names);

  const isName = (d: TokenisedDocument, i: number): boolean => {
    const flags = d.flags[i]!;
    if ((flags & FLAG.capitalised) === 0 || notNames.has(d.word[i]!)) return false;
    if ((flags & FLAG.sentenceStart) !== 0) return d.pos[i] === POS.PROPN;
    return d.pos[i] !== POS.PRON && d.pos[i] !== POS.DET;
  };

  const typeOf = (d: TokenisedDocument, first: number, after: number, titled: boolean): ActorType => {
    const known = gazetteer.find(d.surface(first, after));
    if (known !== undefined) return known.type;
    const head = d.word[after - 1]!;
    if (titled) return 'person';
    for (let i = first; i < after; i++) if (organisationWords.has(d.word[i]!)) return 'organisation';
    if (facilityWords.has(head)) return 'facility';
    if (locationWords.has(head) || locationWords.has(d.word[first]!)) return 'location';
    if ((d.flags[first]! & FLAG.allCaps) !== 0 && after - first === 1) return 'organisation';
    if (first > 0 && d.pos[first - 1] === POS.ADP && after - first === 1) return 'location';
    return 'person';
  };

  return (d) => {
    const spans: NameSpan[] = [];
    const personParts = new Set<number>();
    let i = 0;
    while (i < d.tokenCount) {
      if (!isName(d, i)) {
        i++;
        continue;
      }
      let first = i;
      let after = i + 1;
      const sentenceEnd = d.sentenceStart[d.sentenceOfToken[i]! + 1]!;
      while (after < sentenceEnd) {
        if (isName(d, after) && (d.flags[after]! & FLAG.lineBefore) === 0) after++;
        else if (
          after + 1 < sentenceEnd &&
          (connectors.has(d.word[after]!) || d.end[after - 1] === d.start[after]) &&
          d.surface(after, after + 1).length <= 4 &&
          !/^['’.,:;)("“”]/u.test(d.surface(after, after + 1)) &&
          isName(d, after + 1)
        )
          after += 2;
        else break;
      }
      i = after;
      const whole = gazetteer.find(d.surface(first, after));
      let titled = false;
      if (whole === undefined) {
        // A demonym or a title before the name is not part of it.
        while (after - first > 1) {
          const surface = d.surface(first, first + 1);
          const known = gazetteer.find(surface);
          if (titleWords.has(surface.toLowerCase())) {
            titled = true;
            first++;
          } else if (known?.kind === 'adjective' && !organisationWords.has(d.word[after - 1]!)) {
            spans.push({ first, after: first + 1, type: 'norp', confidence: 0.8, found_by: FOUND_BY });
            first++;
          } else break;
        }
        if (!titled && first > 0 && titles.has(d.word[first - 1]!)) titled = true;
        if (after - first === 1 && titles.has(d.word[first]!)) continue;
      }
      const type = typeOf(d, first, after, titled);
      spans.push({ first, after, type, confidence: 0.6, found_by: FOUND_BY });
      if (type === 'person' && after - first > 1)
        for (let k = first; k < after; k++) personParts.add(d.word[k]!);
    }
    return spans.map((span) =>
      span.after - span.first === 1 &&
      span.type !== 'person' &&
      personParts.has(d.word[span.first]!) &&
      gazetteer.find(d.surface(span.first, span.after)) === undefined
        ? { ...span, type: 'person' as const }
        : span,
    );
  };
}
