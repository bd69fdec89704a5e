/**
 * English verbs that give a statement or thought to somebody: one list for attribution and for vague sources.
 *
 * Begun with the reporting verbs of Recasens, Danescu-Niculescu-Mizil & Jurafsky (2013, ACL) and the assertive and factive
 * verbs of Hooper (1975), as collected in the MIT-licensed repository rpryzant/neutralizing-bias; grouping, additions and
 * omissions are Hedgerow's.
 */
import type { ReportingVerbs } from '../language.js';

/** Words parted by spaces; `point_out` is a phrasal verb. */
const verbs = (words: string): readonly string[] =>
  words
    .trim()
    .split(/\s+/)
    .map((verb) => verb.replace('_', ' '));

export const REPORTING_VERBS: ReportingVerbs = {
  statement: verbs(`
say tell add claim state write note announce argue explain declare insist assert contend maintain reply respond answer
remark observe comment report reiterate repeat stress emphasize emphasise acknowledge concede admit confess affirm
reaffirm allege charge boast joke quip tweet testify caution warn predict forecast vow pledge promise swear complain
lament protest counter retort recall reveal disclose confirm clarify conclude suggest propose imply hint intimate
indicate mention specify proclaim profess point_out assure inform advise remind ask wonder exclaim shout yell whisper
mutter interject opine muse recount relate reason estimate guarantee certify posit postulate hypothesize theorize
speculate continue begin quote cite threaten urge beg plead order instruct demand teach explode snap crow gush scoff
signal surmise deduce calculate`),
  thought: verbs(`
think believe know expect fear hope feel suspect worry doubt assume presume suppose imagine guess reckon realize
realise understand remember regret agree disagree consider figure dream pray foresee anticipate judge perceive hold
deem`),
  evaluation: verbs(`
accuse blame criticize criticise denounce condemn praise deny reject dismiss rebut refute dispute question decry
deride mock slam blast lambaste rebuke hail laud welcome applaud describe characterize characterise portray call dub
label liken compare challenge defend discuss mention cite demand urge request recommend oppose endorse apologize
apologise congratulate thank attack voice express warn deplore extol bemoan chide scold castigate ridicule contradict
invoke outline underline underscore highlight`),
  showing: verbs(`
show find suggest indicate reveal demonstrate report prove conclude state detail warn read`),
  claiming: verbs(`
say argue claim contend believe think suspect fear worry warn suggest maintain insist allege assert speculate predict note estimate
assume conclude`),
};
