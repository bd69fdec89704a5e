import { describe, expect, it } from 'vitest';
import { splitExport } from '../../../corpora/formats/exports/export.js';

const END = ['Alle Rechte vorbehalten: (c) Mole Gazette', '© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH'];
const text = 'The pilot may land before noon, said the keeper of the mole.\n\nQuelle: unknown, he added.';
const document = (title: string, { source = 'Mole Gazette vom 04.03.2031, Seite 3', author = '' } = {}) =>
  [
    source,
    title,
    '',
    text,
    ...(author === '' ? [] : ['', author]),
    '',
    `Quelle: ${source}`,
    'Ressort: Harbour',
    'Ausgabe: Hauptausgabe',
    'Dokumentnummer: MG_20310304_1',
    'Dauerhafte Adresse des Dokuments: https://www.wiso-net.de/document/MG__1',
    ...END,
  ].join('\n');

describe("WiSo's exports", () => {
  it('are read document by document, contents and heads of pages left out', () => {
    const file = `\ufeffDokumente\n\nInhaltsverzeichnis\n\n1. Pilot may land ... 2\n\nSeite 1 von 4\n\n${document('Pilot may land', { author: 'Ada Okoro und Ole Berg' })}\n\fSeite 2 von 4\n${document('Mole holds', { source: 'DIE WELLE vom 5.3.2031, Nr. 9' })}\n`;
    const records = splitExport(file.replace('\ufeff', ''))!;
    expect(records.map((record) => 'values' in record && record.values)).toMatchObject([
      {
        title: 'Pilot may land',
        outlet: 'Mole Gazette',
        published: '2031-03-04',
        author: 'Ada Okoro und Ole Berg',
        section: 'Harbour',
        url: 'https://www.wiso-net.de/document/MG__1',
        text,
        database: 'WiSo',
      },
      { title: 'Mole holds', outlet: 'DIE WELLE', published: '2031-03-05', author: null, text },
    ]);
  });
  it('lose nothing silently: a document that does not end, and one without a source, are rejects', () => {
    const whole = document('Pilot may land');
    const records = splitExport(
      `${whole}\n\nNo source here\n\nText.\n${END[1]}\n\nLast\n\nText.\nQuelle: Mole Gazette vom 04.03.2031\n`,
    )!;
    expect(records.map((record) => ('defect' in record ? record.defect.reason : 'read'))).toEqual([
      'read',
      'malformed-export',
      'malformed-export',
    ]);
  });
  it('name a label that is not known, and take an article that speaks of the host as an article', () => {
    const [record] = splitExport(document('Pilot may land').replace('Ausgabe:', 'Beilage:'))!;
    expect(record).toMatchObject({ oddities: [{ kind: 'unknown-label', label: 'Beilage' }] });
    expect(
      splitExport('GBI-Genios Deutsche Wirtschaftsdatenbank GmbH was sold, said its owner.\n\nMore.'),
    ).toBeNull();
  });
});
