// What a listener of the kernel's means: its event, modifiers and keys, and which arguments travel.

import type { Listener } from "./protocol.gen.js";

export interface EventSpec {
  /** Name of the DOM or component event. */
  name: string;
  capture: boolean;
  once: boolean;
  passive: boolean;
  modifiers: ReadonlySet<string>;
  keys: ReadonlySet<string>;
}

const OPTIONS = new Set(["capture", "once", "passive"]);
const MODIFIERS = new Set(["stop", "prevent", "self", "ctrl", "shift", "alt", "meta", "exact", "middle"]);
const BUTTONS = new Map([
  ["left", 0],
  ["middle", 1],
  ["right", 2],
]);
/** Vue's names of keys, beside the browser's own in kebab case (`page-down`). */
const KEY_NAMES: Record<string, string> = {
  esc: "escape",
  space: " ",
  up: "arrow-up",
  down: "arrow-down",
  left: "arrow-left",
  right: "arrow-right",
  delete: "backspace", // which means both
};

/** Reads a type such as `keydown.ctrl.enter` or `click.stop`, as Vue does. */
export function parseType(type: string): EventSpec {
  const [name = "", ...words] = type.split(".");
  const isKey = /^key(down|up|press)$/.test(name);
  const isModifier = (word: string) => MODIFIERS.has(word) || (!isKey && (word === "left" || word === "right"));
  const rest = words.filter((word) => !OPTIONS.has(word));
  return {
    name,
    capture: words.includes("capture"),
    once: words.includes("once"),
    passive: words.includes("passive"),
    modifiers: new Set(rest.filter(isModifier)),
    keys: new Set(rest.filter((word) => !isModifier(word)).flatMap(keysOf)),
  };
}

/** Tells whether an event is meant, and does what its modifiers ask for. */
export function accepts(spec: EventSpec, event: Event, element: Element): boolean {
  const { modifiers, keys } = spec;
  if (modifiers.has("self") && event.composedPath()[0] !== element && event.target !== element) return false;
  const held = event as unknown as Record<string, unknown>;
  const system = ["ctrl", "shift", "alt", "meta"];
  if (system.some((key) => modifiers.has(key) && held[`${key}Key`] !== true)) return false;
  if (modifiers.has("exact") && system.some((key) => held[`${key}Key`] === true && !modifiers.has(key))) return false;
  for (const [name, button] of BUTTONS) if (modifiers.has(name) && held.button !== button) return false;
  if (keys.size > 0 && !keys.has(kebabCase(String(held.key)))) return false;
  if (modifiers.has("stop")) event.stopPropagation();
  if (modifiers.has("prevent")) event.preventDefault();
  return true;
}

function keysOf(word: string): string[] {
  const key = kebabCase(word);
  const other = Object.hasOwn(KEY_NAMES, key) ? KEY_NAMES[key] : undefined;
  return other === undefined ? [key] : [key, other];
}

function kebabCase(key: string): string {
  return key.replace(/\B[A-Z]/g, "-$&").toLowerCase();
}

/** Picks what travels: everything that can be sent, or the named keys (dots reach inside); undefined is nothing. */
export function pickArguments(event: unknown, args: Listener[2]): unknown {
  if (args != null && args.length === 0) return undefined;
  const source = event instanceof CustomEvent && event.detail !== null ? event.detail : event;
  if (typeof source !== "object" || source === null) return source;
  if (args != null) return Object.fromEntries(args.map((key) => [key, sendable(reach(source, key))]));
  const result: Record<string, unknown> = {};
  for (const key in source) {
    const value = (source as Record<string, unknown>)[key];
    if (/^[A-Z_]+$/.test(key) || !isScalar(value)) continue;
    result[key] = value;
  }
  return result;
}

function reach(source: object, path: string): unknown {
  let value: unknown = source;
  for (const key of path.split(".")) {
    if (value === null || value === undefined) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function isScalar(value: unknown): boolean {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

/** What can't be sent travels as null, so that the other keys of the event do. */
function sendable(value: unknown): unknown {
  if (typeof value === "function" || typeof value === "symbol" || value === undefined) return null;
  return value instanceof Node || value === window ? null : value;
}
