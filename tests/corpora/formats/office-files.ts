/** Small Word and PDF files with a place to put something in. */
import { makeZip } from './make-zip.js';

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** A Word document of one sentence, and what is given behind it. */
export const wordFile = (body = ''): Buffer =>
  makeZip([
    {
      name: '[Content_Types].xml',
      content:
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    },
    {
      name: '_rels/.rels',
      content:
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    },
    {
      name: 'word/document.xml',
      content: `<w:document xmlns:w="${WORD}"><w:body><w:p><w:r><w:t>The levy may fail.</w:t></w:r></w:p>${body}</w:body></w:document>`,
    },
  ]);

/** A PDF of one line, called "Levy", whose properties in XML hold `title`; their subtype is spelt `subtype`. */
export function pdfFile(subtype: string, title: string): Buffer {
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`;
  const line = 'BT /F1 12 Tf 10 100 Td (The levy may fail, she said on the quay.) Tj ET';
  const objects = [
    '<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${line.length}>>stream\n${line}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    `<</Type/Metadata/Subtype/${subtype}/Length ${xmp.length}>>stream\n${xmp}\nendstream`,
    '<</Title(Levy)>>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, k) => {
    const at = file.length;
    file += `${k + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = file.length;
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer<</Size ${objects.length + 1}/Root 1 0 R/Info 7 0 R>>\nstartxref\n${table}\n%%EOF`,
    'latin1',
  );
}
