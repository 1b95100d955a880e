import { describe, expect, it } from "vitest";
import { decodePayload, EncodingError, encodePayload } from "../src/codec";
import { fromHex, goldenExamples, toHex, withoutMarkers } from "./golden";

const KERNEL_KINDS = ["batch", "snapshot", "receipt", "call"];
const examples = goldenExamples().filter((example) => example.payload !== undefined);

describe("golden frames", () => {
  for (const example of examples) {
    if (KERNEL_KINDS.includes(example.envelope.k)) {
      it(`reads ${example.name}`, () => {
        const expected = withoutMarkers(example.payload, (bytes) => bytes);
        expect(decodePayload(fromHex(example.hex ?? ""))).toEqual(expected);
      });
    } else {
      it(`writes ${example.name} with Python's bytes`, () => {
        const value = withoutMarkers(example.payload, (bytes) => bytes.buffer);
        expect(toHex(encodePayload(value))).toBe(example.hex);
      });
    }
  }
});

function roundTrip(value: unknown): unknown {
  return decodePayload(encodePayload(value));
}

describe("values", () => {
  it("honours toJSON, skips undefined, turns dates into text", () => {
    const date = new Date(Date.UTC(2026, 0, 2));
    expect(roundTrip({ a: undefined, date, own: { toJSON: () => [1] } })).toEqual({ date: date.toJSON(), own: [1] });
    expect(roundTrip(undefined)).toBeNull();
    expect(roundTrip([undefined])).toEqual([null]);
    expect(roundTrip(new Date(Number.NaN))).toBeNull();
  });

  it("takes maps, sets, errors, class instances and objects with null prototypes", () => {
    class Point {
      x = 1;
      get y() {
        return 2;
      }
    }
    expect(roundTrip(new Map<unknown, unknown>([[1, { a: 2 }]]))).toEqual({ "1": { a: 2 } });
    expect(roundTrip(new Set([1, "b"]))).toEqual([1, "b"]);
    expect(roundTrip(new Point())).toEqual({ x: 1 });
    expect(roundTrip(Object.assign(Object.create(null), { z: 1 }))).toEqual({ z: 1 });
    expect(roundTrip(new RangeError("too far"))).toMatchObject({ name: "RangeError", message: "too far" });
  });

  it("distinguishes buffers and typed arrays, also views of a part", () => {
    const buffer = new Uint8Array([1, 2, 3, 4]).buffer;
    expect(toHex(encodePayload(buffer))).toBe("c40401020304");
    expect(roundTrip(new Uint8Array(buffer, 1, 2))).toEqual(new Uint8Array([2, 3]));
    expect(toHex(encodePayload(new DataView(buffer, 2)))).toBe("c4020304");
    expect(roundTrip(new Float64Array([Number.NaN, -0]))).toEqual(new Float64Array([Number.NaN, -0]));
  });

  it("reads dicts whose keys aren't text", () => {
    expect(decodePayload(fromHex("84c001c3029201020301ff"))).toEqual({ null: 1, true: 2, "1,2": 3, "1": -1 });
  });

  it("survives text that UTF-8 can't express", () => {
    expect(() => roundTrip("a\ud800b")).not.toThrow();
  });

  it("sends the same object twice, but not inside itself", () => {
    const shared = { a: 1 };
    expect(roundTrip([shared, shared])).toEqual([shared, shared]);
    const cycle: Record<string, unknown> = { list: [] };
    (cycle.list as unknown[]).push(cycle);
    expect(() => encodePayload(cycle)).toThrow("at list[0] is an object that contains itself");
  });

  it.each([
    ["at a.b is a function", { a: { b: () => 1 } }],
    ["at [0] is a symbol", [Symbol("x")]],
    ["at el is a DOM node (p)", { el: document.createElement("p") }],
    ["the value is a Window", window],
    ["at p is a Promise", { p: Promise.resolve() }],
    ["an integer beyond 64 bits", 2n ** 64n],
    ["a Blob", new Blob(["x"])],
  ])("refuses: %s", (message, value) => {
    expect(() => encodePayload(value)).toThrow(EncodingError);
    expect(() => encodePayload(value)).toThrow(message);
  });
});
