// The words that conditions on cues look for, as tables by word id.
import { IRREGULAR_PAST } from '../../language/en/irregular-verbs.js';
import type { Vocabulary } from '../vocabulary.js';
import { wordSet } from './word-values.js';

const NUMBER_WORDS =
  'half third quarter dozen dozens hundred hundreds thousand thousands million millions billion billions trillion one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety zero twice double';
const QUANTITY_WORDS =
  'all every any everyone everything everybody everywhere anyone anything nobody nothing none no never always entirely entire completely total totally exclusively universal universally unanimous impossible impossibly certain certainly identical equal daily half halfway double as';
const NEGATIONS = "not n't never no neither nor nobody nothing none hardly barely scarcely cannot without";
const REPORTING =
  'said told thought knew believed hoped promised feared vowed announced predicted claimed insisted warned argued suggested assumed expected pledged swore asked wondered decided declared stated wrote added agreed noted guaranteed assured meant expecting hoping saying believing fearing thinking promising claiming arguing warning';
const PERSONAL = 'i we he she they you who';
const CONDITIONALS = 'if unless provided otherwise';
const EVIDENCE =
  'report reports study studies survey surveys poll polls audit audits inquiry investigation investigations review reviews data figures numbers statistics records documents evidence research footage photographs photos images videos tapes recordings emails letters memo memos minutes ledger ledgers receipts diary diaries files transcripts test tests experiment experiments trials analysis findings results census archives scans testimony researchers scientists panel accounts invoices logs paper chart charts';
const FULL_SUBJECT_BREAK = 'that which because while whereas although though when since but and or , ; :';

/** For one vocabulary: 1 for the words of each list, 0 for all others. */
export function conditionWords(vocabulary: Vocabulary) {
  const among = (words: string): ((id: number) => number) => wordSet(vocabulary, words.split(' '));
  const pasts = new Set(
    [...IRREGULAR_PAST].flatMap(([base, forms]) => forms.filter((form) => form !== base)),
  );
  return {
    isNumberWord: among(NUMBER_WORDS),
    isQuantity: among(QUANTITY_WORDS),
    isNegation: among(NEGATIONS),
    isReporting: among(REPORTING),
    isPersonal: among(PERSONAL),
    isConditional: among(CONDITIONALS),
    isRelative: among('who which that where'),
    isAdverbial: among('also still only just even well very always never soon then now actually really'),
    isWhetherVerb: among(
      'ask asks asked asking wonder wonders wondered wondering know knows knew known see sees seeing saw question questions questioned check tell doubt doubts doubted sure decide decided determine determined matter matters clear unclear',
    ),
    isAsLikeEven: among('as even only what'),
    isBeHave: among('be have'),
    isSubjectBreak: among(FULL_SUBJECT_BREAK),
    isCurrency: among('$ € £ ¥ # us$ c$ a$'),
    isArticle: among('a an the another this that these those its their his her our my'),
    isPassiveBe: among('be is are was were been being am'),
    softening: among(
      'likely probably possibly perhaps presumably seem appear suggest imagine guess suppose tend think argue say hope prefer assume expect surely certainly almost maybe arguably',
    ),
    hyphen: among('-'),
    isBareVerb: vocabulary.table((word) => (/(?:ing|ed|en|s)$/.test(word) ? 0 : 1)),
    indefinite: among('a an'),
    isPastAuxiliary: among('was were has have had did been'),
    isPast: vocabulary.table((word) => (/ed$/.test(word) || pasts.has(word) ? 1 : 0)),
    isSense: among('visible audible marked labelled labeled written seen heard'),
    isDenial: among('untrue wrong false'),
    isEvidence: among(EVIDENCE),
    isEvidenceVerb: among('show shows records record'),
    isMeasure: among(
      'plan plans size taste schedule need needs rule rules custom tradition ability weight height age',
    ),
    isMight: among('might'),
    isInflected: among('had was were is are has did does'),
    isOwner: among("his her its their our my your whose 's '"),
    isInversionOpener: among(', ; : — – -- “ " ( and but or'),
    isNominative: among('i he she it they we you there this that anyone somebody'),
    isWere: among('were'),
    isOutcome: among("would 'd could might may will 'll wo ca can must should"),
    isClauseMark: among(', ; : — – -- “ " and but or that'),
    isComplementiser: among('that which who whom whose where whether when'),
    than: among('than'),
    to: among('to'),
    questionMark: among('? ?! !? ??'),
  };
}
