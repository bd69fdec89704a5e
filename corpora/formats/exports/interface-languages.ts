/** What the databases' interfaces write in other languages than English: labels, dates, languages' names. */
import { languageTag } from '../../detect/language.js';
import { readDate } from '../../mapping/dates.js';
import { isWeekday, monthOf } from '../../mapping/month-names.js';

/** Nexis' label of a field, folded, to the name it has here. */
const LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    headline: 'headline überschrift schlagzeile titel titre titular título titolo kop',
    byline: 'byline autor verfasser auteur signature autore firma naamregel',
    section: 'section ressort rubrik rubrique sección seção secção sezione sectie rubriek',
    length: 'length länge longueur longitud extensión tamanho comprimento extensão lunghezza lengte',
    dateline: 'dateline ortszeile lieu ciudad local luogo plaats',
    highlight: 'highlight hervorhebung sumario destaque sommario samenvatting',
    language: 'language sprache langue idioma lingua língua taal',
    graphic: 'graphic grafik graphique gráfico grafico grafiek',
    'publication-type':
      'publication-type publikationstyp type-de-publication tipo-de-publicación tipo-de-publicação tipo-di-pubblicazione publicatietype pub-type',
    'load-date':
      'load-date update ladedatum date-de-chargement fecha-de-carga data-de-carregamento data-di-caricamento laaddatum date-de-mise-à-jour',
    'journal-code': 'journal-code',
    'correction-date': 'correction-date',
    copyright: 'copyright',
    url: 'url',
    series: 'series',
    distribution: 'distribution',
    correction: 'correction',
    column: 'column',
    source: 'source',
    notes: 'notes',
    subject: 'subject',
    person: 'person',
    organization: 'organization',
    company: 'company',
    ticker: 'ticker',
    industry: 'industry',
    geographic: 'geographic',
    city: 'city',
    state: 'state',
    country: 'country',
    type: 'type document-type',
  }).flatMap(([name, labels]) => labels.split(' ').map((label) => [label, name])),
);

/** `Länge: 812 Wörter` as `length` and its value; null where the line begins with no label known. */
export function nexisField(line: string): { label: string; written: string; value: string } | null {
  const colon = line.slice(0, 32).indexOf(':');
  if (colon < 2) return null;
  const written = line.slice(0, colon);
  const folded = written.toLowerCase().replaceAll(' ', '-');
  if (!Object.hasOwn(LABELS, folded)) return null;
  return { label: LABELS[folded]!, written, value: line.slice(colon + 1).trim() };
}

export const END_OF_DOCUMENT =
  /^(?:End of Document|Ende des Dokuments|Fin du document|Fin del documento|Fim do documento|Fine (?:del )?documento|Einde (?:van )?(?:het )?document)$/i;
export const COUNTER =
  /^(\d{1,7}) (?:of|von|de|sur|van|di) (\d{1,7}) (?:DOCUMENTS?|DOKUMENTE?N?|DOCUMENTOS?|DOCUMENT[IO]|DOCUMENTEN)$/;
export const WORDS = /^\d[\d,.]* ?(?:words?|Wörter|Wort|mots?|palabras?|palavras?|parol[ae]|woord(?:en)?)$/i;

const EDITION =
  /\b(?:edition|editions|edn|ausgabe|auflage|edición|edizione|edição|editie|final|correction appended|correction|replated)\b|édition/i;

/** Whether a line beside the date names an edition. */
export const isEdition = (line: string): boolean => line.length <= 80 && EDITION.test(line);

const ENGLISH_MONTH =
  /(?<!\p{L})(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?!\p{L})/iu;
const DAY_FIRST =
  /^(\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?(?: de | |-)(\p{L}{3,11})\.?,?(?: del? | |-)(\d{4})(?![\d\p{L}])/u;
const MONTH_FIRST = /^(\p{L}{3,11})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?![\d\p{L}])/u;
const CLOCK =
  /^(\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[AP]\.?M\.?)?(?: (?:[A-Z]{2,5}|[+-]\d{2}:?\d{2}))?)(?![\p{L}\d])/iu;

export interface ExportDate {
  /** Day, month and year in English, with the time where one is given. */
  readonly date: string;
  readonly edition: string | null;
}

/** The line that gives a document's date, in any interface language, with the edition that may stand on it. */
export function exportDate(line: string): ExportDate | null {
  if (line.length > 120) return null;
  const text = line.replace(/\s+/g, ' ');
  const isPlain = !/^\d+$/.test(text) && (ENGLISH_MONTH.test(text) || !/\p{L}{3}/u.test(text));
  if (isPlain && readDate(text, null) !== null) return { date: text, edition: null };
  const first = /^(\p{L}[\p{L}-]{2,13})\.?,? /u.exec(text);
  const before = first !== null && isWeekday(first[1]!);
  const rest = (before ? text.slice(first![0].length) : text).replace(/^(?:den|le|el|il|op|a) /, '');
  const byDay = DAY_FIRST.exec(rest);
  const match = byDay ?? MONTH_FIRST.exec(rest);
  if (match === null) return null;
  const month = monthOf(byDay === null ? match[1]! : match[2]!);
  if (month === 0) return null;
  const day = byDay === null ? match[2]! : match[1]!;
  const iso = `${match[3]}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (readDate(iso, null) === null) return null;
  let tail = rest.slice(match[0].length).replace(/^[ ,;]+/, '');
  const weekday = /^(\p{L}[\p{L}-]{2,13})(?![\p{L}-])/u.exec(tail);
  const after = weekday !== null && isWeekday(weekday[1]!);
  if (after) tail = tail.slice(weekday![0].length).replace(/^[ ,;]+/, '');
  const clock = CLOCK.exec(tail);
  const dated = clock !== null && readDate(`${iso} ${clock[1]}`, null) !== null;
  if (dated) tail = tail.slice(clock![0].length).replace(/^[ ,;]+/, '');
  // A headline may begin with a date too, but not with a date and its weekday or an edition.
  if (tail !== '' && !after && !before && !isEdition(tail)) return null;
  return { date: dated ? `${iso} ${clock![1]}` : iso, edition: tail === '' ? null : tail };
}

const ENGLISH_NAMES: Readonly<Record<string, string>> = {
  englisch: 'English',
  anglais: 'English',
  inglés: 'English',
  inglês: 'English',
  inglese: 'English',
  engels: 'English',
  deutsch: 'German',
  allemand: 'German',
  alemán: 'German',
  alemão: 'German',
  tedesco: 'German',
  duits: 'German',
  französisch: 'French',
  français: 'French',
  francés: 'French',
  francês: 'French',
  francese: 'French',
  frans: 'French',
  spanisch: 'Spanish',
  espagnol: 'Spanish',
  español: 'Spanish',
  espanhol: 'Spanish',
  spagnolo: 'Spanish',
  spaans: 'Spanish',
  italienisch: 'Italian',
  italien: 'Italian',
  italiano: 'Italian',
  italiaans: 'Italian',
  portugiesisch: 'Portuguese',
  portugais: 'Portuguese',
  portugués: 'Portuguese',
  português: 'Portuguese',
  portoghese: 'Portuguese',
  portugees: 'Portuguese',
  niederländisch: 'Dutch',
  néerlandais: 'Dutch',
  nederlands: 'Dutch',
};

/** A language's name in English, from an interface in any language; else as it is written. */
export const englishName = (name: string | null | undefined): string | null =>
  name ? (ENGLISH_NAMES[name.toLowerCase()] ?? name) : null;

export const isLanguageName = (line: string): boolean =>
  Object.hasOwn(ENGLISH_NAMES, line.toLowerCase()) ||
  (/^[A-Z][a-z]+$/.test(line) && /^[a-z]{2}$/.test(languageTag(line)));
