/** The container of model files: a kind, facts about the model, and named tensors, checked when read. */
import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { UserError } from '../base/user-error.js';

const MAGIC = 0x4d574748;
/** Of the container; a model's own form is its kind. */
const VERSION = 1;
/** Magic, version, bytes of the header, checksum of all else: 32 bits each, little-endian. */
const FRONT = 16;
/** Tensors begin at multiples of this, so that they are read where they lie. */
const ALIGNMENT = 16;

/** The array of each type of tensor. */
interface Arrays {
  readonly int8: Int8Array;
  readonly uint8: Uint8Array;
  readonly uint16: Uint16Array;
  readonly int32: Int32Array;
  readonly uint32: Uint32Array;
  readonly float32: Float32Array;
  readonly float64: Float64Array;
}

const ARRAYS: {
  readonly [Type in keyof Arrays]: {
    new (buffer: ArrayBufferLike, at: number, length: number): Arrays[Type];
    readonly BYTES_PER_ELEMENT: number;
  };
} = {
  int8: Int8Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
};

export type TensorType = keyof Arrays;
export type Tensor = Arrays[TensorType];

interface TensorEntry {
  readonly name: string;
  readonly type: TensorType;
  readonly length: number;
}

interface Header<Facts> {
  /** What the model is: `sentiment/word-vectors`. */
  readonly kind: string;
  readonly facts: Facts;
  /** In the order in which they stand. */
  readonly tensors: readonly TensorEntry[];
}

/** A model file as read. */
export interface ModelFile<Facts> {
  readonly facts: Facts;
  /** The numbers of a tensor. @throws Error where the file has none of that name and type. */
  tensor<Type extends TensorType>(name: string, type: Type): Arrays[Type];
}

/** The bytes of a model file; the same for the same content. `facts` is plain data. */
export function encodeModelFile(
  kind: string,
  facts: unknown,
  tensors: Readonly<Record<string, Tensor>>,
): Uint8Array {
  const entries = Object.entries(tensors).map(([name, tensor]): TensorEntry => {
    const type = (Object.keys(ARRAYS) as TensorType[]).find((one) => ARRAYS[one] === tensor.constructor);
    if (type === undefined) throw new Error(`the tensor '${name}' has no type of a model file`);
    return { name, type, length: tensor.length };
  });
  const header: Header<unknown> = { kind, facts, tensors: entries };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const { places, end } = placesOf(entries, text.length);
  const bytes = new Uint8Array(end);
  bytes.set(text, FRONT);
  Object.values(tensors).forEach((tensor, i) => {
    bytes.set(new Uint8Array(tensor.buffer, tensor.byteOffset, tensor.byteLength), places[i]!);
  });
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, text.length, true);
  view.setUint32(12, checksumOf(bytes), true);
  return bytes;
}

/**
 * Reads a model file.
 *
 * @param path - as errors name it.
 * @throws UserError when it is no model file, of another kind or version, or damaged.
 */
export function decodeModelFile<Facts>(bytes: Uint8Array, kind: string, path = 'model'): ModelFile<Facts> {
  const fail = (why: string): never => {
    throw new UserError({
      what: 'the model cannot be read',
      where: path,
      why,
      remedy: 'Install Hedgerow again, or train the model anew with this version.',
    });
  };
  // Where the numbers do not lie on their boundaries, they are copied.
  const own = bytes.byteOffset % ALIGNMENT === 0 ? bytes : bytes.slice();
  const view = new DataView(own.buffer, own.byteOffset, own.byteLength);
  if (own.length < FRONT || view.getUint32(0, true) !== MAGIC) return fail('it is not a model file');
  const version = view.getUint32(4, true);
  if (version !== VERSION) return fail(`its form is version ${version}; this version reads ${VERSION}`);
  if (view.getUint32(12, true) !== checksumOf(own))
    return fail('its checksum is wrong: the file is damaged or was cut');
  const length = view.getUint32(8, true);
  const header = JSON.parse(new TextDecoder().decode(own.subarray(FRONT, FRONT + length))) as Header<Facts>;
  if (header.kind !== kind) return fail(`it is a model of the kind '${header.kind}', not '${kind}'`);
  const { places, end } = placesOf(header.tensors, length);
  if (end !== own.length) return fail('its tensors do not fill it');
  return {
    facts: header.facts,
    tensor(name, type) {
      const at = header.tensors.findIndex((one) => one.name === name && one.type === type);
      if (at < 0) return fail(`it has no tensor '${name}' of ${type}`);
      return new ARRAYS[type](own.buffer, own.byteOffset + places[at]!, header.tensors[at]!.length);
    },
  };
}

export function readModelFile<Facts>(path: string, kind: string): ModelFile<Facts> {
  return decodeModelFile(readFileSync(path), kind, path);
}

/** CRC-32 of all bytes but its own four. */
function checksumOf(bytes: Uint8Array): number {
  return crc32(bytes.subarray(FRONT), crc32(bytes.subarray(0, FRONT - 4)));
}

function placesOf(
  tensors: readonly TensorEntry[],
  headerLength: number,
): { readonly places: readonly number[]; readonly end: number } {
  let end = FRONT + headerLength;
  const places = tensors.map(({ type, length }) => {
    const at = Math.ceil(end / ALIGNMENT) * ALIGNMENT;
    end = at + length * ARRAYS[type].BYTES_PER_ELEMENT;
    return at;
  });
  return { places, end };
}
