/** Months and weekdays in the languages of databases' interfaces: English, German, French, Spanish, Portuguese, Italian, Dutch. */

const MONTHS = new Map(
  [
    'january jan januar jänner jän janvier janv enero ene janeiro gennaio gen januari',
    'february feb februar februari février févr fév fevrier febrero fevereiro fev febbraio',
    'march mar märz maerz mär mrz mars marzo março marco maart mrt',
    'april apr avril avr abril abr aprile',
    'may mai mayo maio maggio mag mei',
    'june jun juni juin junio junho giugno giu',
    'july jul juli juillet juil julio julho luglio lug',
    'august aug août aout agosto ago augustus',
    'september sep sept septembre septiembre setiembre setembro set settembre',
    'october oct oktober okt octobre octubre outubro out ottobre ott',
    'november nov novembre noviembre novembro',
    'december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre',
  ].flatMap((names, i) => names.split(' ').map((name) => [name, i + 1] as const)),
);

const WEEKDAYS = new Set(
  (
    'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds wednes thu thur thurs fri sat satur sun ' +
    'montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so ' +
    'lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim ' +
    'lunes martes miércoles miercoles jueves viernes sábado sabado domingo mié jue vie sáb dom ' +
    'segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta ' +
    'lunedì martedì mercoledì giovedì venerdì sabato domenica gio ' +
    'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag'
  ).split(' '),
);

/** 1 to 12; 0 for a word that names no month. */
export const monthOf = (word: string): number => MONTHS.get(word.toLowerCase()) ?? 0;

export const isWeekday = (word: string): boolean => WEEKDAYS.has(word.toLowerCase());
