// Reads the golden frames that Python has written, and turns their markers into values.

import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { AnyKernelFrame, AnyPageFrame } from "../src/protocol.gen";

export interface Example {
  name: string;
  envelope: AnyKernelFrame | AnyPageFrame;
  payload?: unknown;
  hex?: string;
}

const FOLDER = `${resolve(import.meta.dirname, "../../tests/golden")}/`;

const ARRAYS: Record<string, (items: never[]) => unknown> = {
  b: (items) => new Int8Array(items),
  B: (items) => new Uint8Array(items),
  h: (items) => new Int16Array(items),
  H: (items) => new Uint16Array(items),
  i: (items) => new Int32Array(items),
  I: (items) => new Uint32Array(items),
  f: (items) => new Float32Array(items),
  d: (items) => new Float64Array(items),
  q: (items) => new BigInt64Array(items),
  Q: (items) => new BigUint64Array(items),
};

export function goldenExamples(): Example[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json"))
    .map((file) => {
      const example = JSON.parse(readFileSync(FOLDER + file, "utf8")) as Example;
      return { ...example, name: file.replace(".json", "") };
    });
}

export function golden(name: string): Example {
  const example = goldenExamples().find((item) => item.name === name);
  if (!example) throw new Error(`no golden frame ${name}`);
  return example;
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Returns a golden payload as a value; `binary` makes what its bytes become. */
export function withoutMarkers(value: unknown, binary: (bytes: Uint8Array) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutMarkers(item, binary));
  if (value === null || typeof value !== "object") return value;
  const marked = value as { $number?: string; $bytes?: string; $bigint?: string; $array?: [string, ...unknown[]] };
  if (marked.$number) return Number(marked.$number.replace("inf", "Infinity"));
  if (marked.$bytes !== undefined) return binary(fromHex(marked.$bytes));
  if (marked.$bigint) return BigInt(marked.$bigint);
  if (marked.$array) {
    const [format, ...items] = marked.$array;
    return ARRAYS[format]?.(items.map((item) => withoutMarkers(item, binary)) as never[]);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutMarkers(item, binary)]));
}
