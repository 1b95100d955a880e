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
const KEY_NAMES = new Map([
  ["enter", "enter"],
  ["esc", "escape"],
  ["escape", "escape"],
  ["tab", "tab"],
  ["space", " "],
  ["delete", "delete"],
  ["backspace", "backspace"],
  ["up", "arrowup"],
  ["down", "arrowdown"],
  ["left", "arrowleft"],
  ["right", "arrowright"],
]);

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
    keys: new Set(rest.filter((word) => !isModifier(word)).map((word) => KEY_NAMES.get(word) ?? word.toLowerCase())),
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
  if (keys.size > 0 && !keys.has(String(held.key).toLowerCase())) return false;
  if (modifiers.has("stop")) event.stopPropagation();
  if (modifiers.has("prevent")) event.preventDefault();
  return true;
}

/** Picks what travels: everything that can be sent, or the named keys (dots reach inside). */
export function pickArguments(event: unknown, args: Listener[2]): unknown {
  if (args != null && args.length === 0) return null;
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
