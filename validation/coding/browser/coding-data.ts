/** What the page is given: the units of one coder, the question and the codebook; and nothing of where a unit is from. */

export interface ShownUnit {
  readonly unit: string;
  readonly before: string;
  readonly text: string;
  readonly after: string;
  /** What is asked about, in UTF-16 units of the text. */
  readonly mark: readonly [number, number] | null;
  /** In adjudication: what coders answered, unnamed. */
  readonly given?: readonly { readonly coder: string; readonly answer: string; readonly note: string }[];
}

export interface CodingData {
  /** Of the study and the coder: names what is kept in the browser. */
  readonly key: string;
  readonly coder: string;
  readonly title: string;
  readonly classes: readonly { readonly name: string; readonly title: string }[];
  /** What is marked; null where nothing is. */
  readonly spans: string | null;
  readonly units: readonly ShownUnit[];
  /** Whether a server keeps the codes. */
  readonly served: boolean;
}

/** One line of a coder's file. Spans are code points here. */
export interface Code {
  readonly unit: string;
  readonly answer: string | null;
  readonly spans?: readonly (readonly [number, number])[];
  readonly note?: string;
  readonly at?: string;
  readonly seconds?: number;
}

export const data = JSON.parse(document.getElementById('data')!.textContent!) as CodingData;

/** UTF-16 offsets of a text as code points, and back. */
export const toPoints = (text: string, offset: number): number => [...text.slice(0, offset)].length;
export const fromPoints = (text: string, point: number): number => [...text].slice(0, point).join('').length;
