// Payloads: MessagePack, as liveui_jupyter/protocol/codec.py describes it.

import { Decoder, decodeTimestampToTimeSpec, Encoder, ExtData, ExtensionCodec } from "@msgpack/msgpack";

const TYPED_ARRAY_CODE = 1;

/** The typed arrays, in the order of their number on the wire. */
const TYPED_ARRAYS = [
  Int8Array,
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
] as const;

/** A value can't travel; says which part of it, and why. */
export class EncodingError extends TypeError {
  override name = "EncodingError";
}

const codec = new ExtensionCodec();
codec.register({ type: TYPED_ARRAY_CODE, encode: () => null, decode: decodeTypedArray });
// Dates travel as text, in both directions.
codec.register({
  type: -1,
  encode: () => null,
  decode: (data) => {
    const { sec, nsec } = decodeTimestampToTimeSpec(data);
    return new Date(sec * 1000 + nsec / 1e6).toISOString();
  },
});

const encoder = new Encoder({ extensionCodec: codec, useBigInt64: true });
// A dict may have any keys in Python; one that isn't text must not make a whole batch unreadable.
const mapKeyConverter = (key: unknown) => (typeof key === "number" ? key : String(key));
const decoder = new Decoder({ extensionCodec: codec, mapKeyConverter });

/** Returns the value that the kernel has sent. */
export function decodePayload(data: Uint8Array): unknown {
  return decoder.decode(data);
}

/**
 * Returns a value as MessagePack: JSON-like, and beyond JSON NaN, infinities, integers up to 64 bits, ArrayBuffers
 * (bytes in Python), typed arrays, Maps and Sets. `toJSON` is honoured, keys with undefined are skipped.
 *
 * @throws EncodingError part of it can't travel.
 */
export function encodePayload(value: unknown): Uint8Array<ArrayBuffer> {
  return encoder.encode(toPlain(value, "", []));
}

/** Turns what the host of the page hands over as a message's buffer into bytes. */
export function toBytes(buffer: ArrayBuffer | ArrayBufferView): Uint8Array {
  return buffer instanceof ArrayBuffer
    ? new Uint8Array(buffer)
    : new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

function decodeTypedArray(data: Uint8Array): unknown {
  const type = TYPED_ARRAYS[data[0] ?? -1];
  if (!type) throw new EncodingError(`unknown typed array ${data[0]}`);
  // A copy, since typed arrays have to be aligned.
  return new type(data.slice(1).buffer);
}

/** Returns the value as what the MessagePack encoder knows; `parents` are the objects around it. */
function toPlain(value: unknown, path: string, parents: object[]): unknown {
  switch (typeof value) {
    case "undefined":
      return null;
    case "boolean":
      return value;
    case "number":
      // Beyond 32 bits the encoder would write a float, and Python would see 1e12 where an int was meant.
      return Number.isSafeInteger(value) && (value > 0xffffffff || value < -0x80000000) ? BigInt(value) : value;
    case "bigint":
      if (BigInt.asIntN(64, value) !== value && BigInt.asUintN(64, value) !== value) {
        throw problem("an integer beyond 64 bits", path);
      }
      return value;
    case "string":
      return wellFormed(value);
    case "function":
      throw problem("a function", path);
    case "symbol":
      throw problem("a symbol", path);
    default:
      return value === null ? null : objectToPlain(value as object, path, parents);
  }
}

function objectToPlain(value: object, path: string, parents: object[]): unknown {
  const reason = unserialisable(value);
  if (reason) throw problem(reason, path);
  if (parents.includes(value)) throw problem("an object that contains itself", path);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return viewToPlain(value);
  const inner = [...parents, value];
  if ("toJSON" in value && typeof value.toJSON === "function") {
    return toPlain(value.toJSON(lastKey(path)), path, inner);
  }
  if (value instanceof Number || value instanceof String || value instanceof Boolean) {
    return toPlain(value.valueOf(), path, inner);
  }
  if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack ?? "" };
  if (Array.isArray(value)) return value.map((item, index) => toPlain(item, `${path}[${index}]`, inner));
  if (value instanceof Set) return [...value].map((item, index) => toPlain(item, `${path}[${index}]`, inner));
  const entries = value instanceof Map ? value.entries() : Object.entries(value);
  const result: Record<string, unknown> = Object.create(null);
  for (const [key, item] of entries) {
    const name = wellFormed(String(key));
    if (item !== undefined) result[name] = toPlain(item, path ? `${path}.${name}` : name, inner);
  }
  return result;
}

function viewToPlain(value: ArrayBufferView): ExtData | Uint8Array {
  const code = TYPED_ARRAYS.findIndex((type) => value instanceof type);
  const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (code < 0) return bytes; // a DataView
  const data = new Uint8Array(bytes.length + 1);
  data[0] = code;
  data.set(bytes, 1);
  return new ExtData(TYPED_ARRAY_CODE, data);
}

/** Tells what an object is that can't travel; undefined if it can. */
function unserialisable(value: object): string | undefined {
  if (typeof Node !== "undefined" && value instanceof Node) return `a DOM node (${value.nodeName.toLowerCase()})`;
  if (value === globalThis || value instanceof Window) return "a Window";
  if (value instanceof Blob) return "a Blob (return `await blob.arrayBuffer()` instead)";
  const name = Object.prototype.toString.call(value).slice(8, -1);
  return ["Promise", "WeakMap", "WeakSet", "WeakRef", "Generator", "AsyncGenerator"].includes(name)
    ? `a ${name}`
    : undefined;
}

function problem(what: string, path: string): EncodingError {
  return new EncodingError(`the value${path ? ` at ${path}` : ""} is ${what}, which can't be sent to Python`);
}

function lastKey(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

/** Replaces halves of surrogate pairs, which UTF-8 can't express. */
function wellFormed(text: string): string {
  const candidate = text as string & { toWellFormed?(): string };
  return candidate.toWellFormed ? candidate.toWellFormed() : text;
}
