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
  const isNumberWord = among(NUMBER_WORDS);
  const isQuantity = among(QUANTITY_WORDS);
  const isNegation = among(NEGATIONS);
  const isReporting = among(REPORTING);
  const isPersonal = among(PERSONAL);
  const isConditional = among(CONDITIONALS);
  const isRelative = among('who which that where');
  const isAdverbial = among('also still only just even well very always never soon then now actually really');
  const isWhetherVerb = among(
    'ask asks asked asking wonder wonders wondered wondering know knows knew known see sees seeing saw question questions questioned check tell doubt doubts doubted sure decide decided determine determined matter matters clear unclear',
  );
  const isAsLikeEven = among('as even only what');
  const isBeHave = among('be have');
  const isSubjectBreak = among(FULL_SUBJECT_BREAK);
  const isCurrency = among('$ € £ ¥ # us$ c$ a$');
  const isArticle = among('a an the another this that these those its their his her our my');
  const isPassiveBe = among('be is are was were been being am');
  const softening = among(
    'likely probably possibly perhaps presumably seem appear suggest imagine guess suppose tend think argue say hope prefer assume expect surely certainly almost maybe arguably',
  );
  const hyphen = among('-');
  const isBareVerb = vocabulary.table((word) => (/(?:ing|ed|en|s)$/.test(word) ? 0 : 1));
  const indefinite = among('a an');
  const isPastAuxiliary = among('was were has have had did been');
  const pasts = new Set(
    [...IRREGULAR_PAST].flatMap(([base, forms]) => forms.filter((form) => form !== base)),
  );
  const isPast = vocabulary.table((word) => (/ed$/.test(word) || pasts.has(word) ? 1 : 0));
  const isSense = among('visible audible marked labelled labeled written seen heard');
  const isDenial = among('untrue wrong false');
  const isEvidence = among(EVIDENCE);
  const isEvidenceVerb = among('show shows records record');
  const isMeasure = among(
    'plan plans size taste schedule need needs rule rules custom tradition ability weight height age',
  );
  const isMight = among('might');
  const isInflected = among('had was were is are has did does');
  const isOwner = among("his her its their our my your whose 's '");
  const isInversionOpener = among(', ; : — – -- “ " ( and but or');
  const isNominative = among('i he she it they we you there this that anyone somebody');
  const isWere = among('were');
  const isOutcome = among("would 'd could might may will 'll wo ca can must should");
  const isClauseMark = among(', ; : — – -- “ " and but or that');
  const isComplementiser = among('that which who whom whose where whether when');
  const than = among('than');
  const to = among('to');
  const questionMark = among('? ?! !? ??');
  return {
    isNumberWord,
    isQuantity,
    isNegation,
    isReporting,
    isPersonal,
    isConditional,
    isRelative,
    isAdverbial,
    isWhetherVerb,
    isAsLikeEven,
    isBeHave,
    isSubjectBreak,
    isCurrency,
    isArticle,
    isPassiveBe,
    softening,
    hyphen,
    isBareVerb,
    indefinite,
    isPastAuxiliary,
    isPast,
    isSense,
    isDenial,
    isEvidence,
    isEvidenceVerb,
    isMeasure,
    isMight,
    isInflected,
    isOwner,
    isInversionOpener,
    isNominative,
    isWere,
    isOutcome,
    isClauseMark,
    isComplementiser,
    than,
    to,
    questionMark,
  };
}
