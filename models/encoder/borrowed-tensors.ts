/** Puts tensors of one ONNX file into another: two graphs that share weights lie in the package with one copy of them. */

/** Field numbers of ONNX's protocol buffers: ModelProto.graph, GraphProto.initializer, TensorProto.name. */
const GRAPH = 7;
const INITIALIZER = 5;
const NAME = 8;
const BYTES = 2;

interface Field {
  readonly number: number;
  readonly wire: number;
  /** Where the field begins with its tag, where its content begins, and where it ends. */
  readonly from: number;
  readonly content: number;
  readonly end: number;
}

/** The fields of a message, whose own messages are not entered. */
function* fields(bytes: Uint8Array, start: number, end: number): Generator<Field> {
  let at = start;
  const varint = (): number => {
    let value = 0;
    for (let power = 1; ; power *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 127) * power;
      if (byte < 128) return value;
    }
  };
  while (at < end) {
    const from = at;
    const tag = varint();
    const wire = tag & 7;
    if (wire === 0) varint();
    const length = wire === BYTES ? varint() : wire === 1 ? 8 : wire === 5 ? 4 : 0;
    const content = at;
    at += length;
    yield { number: Math.floor(tag / 8), wire, from, content, end: at };
  }
}

/** A number as a base-128 varint. */
function varintOf(value: number): number[] {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left];
    bytes.push((left % 128) + 128);
  }
}

/**
 * A graph with the initialisers that it borrows. Messages written one after the other are read as one, their lists joined
 * (Protocol Buffers, "Last one wins"), so that the borrowed ones need only be written behind it.
 *
 * @param lender - the ONNX file that has them.
 * @param names - of the tensors.
 * @throws RangeError where the lender lacks one.
 */
export function withBorrowedTensors(
  graph: Uint8Array,
  lender: Uint8Array,
  names: readonly string[],
): Uint8Array {
  const wanted = new Set(names);
  const tensors: Uint8Array[] = [];
  const text = new TextDecoder();
  for (const whole of fields(lender, 0, lender.length)) {
    if (whole.number !== GRAPH || whole.wire !== BYTES) continue;
    for (const tensor of fields(lender, whole.content, whole.end)) {
      if (tensor.number !== INITIALIZER) continue;
      for (const field of fields(lender, tensor.content, tensor.end))
        if (field.number === NAME && wanted.delete(text.decode(lender.subarray(field.content, field.end))))
          tensors.push(lender.subarray(tensor.from, tensor.end));
    }
  }
  if (wanted.size > 0) throw new RangeError(`no tensor '${[...wanted][0]}'`);
  const size = tensors.reduce((sum, { length }) => sum + length, 0);
  const head = Uint8Array.from([GRAPH * 8 + BYTES, ...varintOf(size)]);
  const joined = new Uint8Array(graph.length + head.length + size);
  joined.set(graph);
  joined.set(head, graph.length);
  let at = graph.length + head.length;
  for (const tensor of tensors) {
    joined.set(tensor, at);
    at += tensor.length;
  }
  return joined;
}
