// What a component is to the renderer: its DOM node, and how its properties and children get there.

import type { ValueControl } from "../values.js";

/** Sends an event of the component, such as `update:value`. */
export type Emit = (type: string, args: unknown) => void;

/** What an adapter may know of the view that it is in. */
export interface Site {
  /** Id of the view. */
  readonly view: string;
  /** Id of the client. */
  readonly client: string;
  /** Finds what shows another element of the client; undefined while there is none. */
  find(id: number): Adapter | undefined;
}

/** One component in one view. The base serves plain elements. */
export class Adapter {
  readonly element: HTMLElement;
  /** The part that holds a value which its user changes. */
  readonly value: ValueControl | undefined = undefined;
  #text: Text | undefined;

  constructor(element: HTMLElement) {
    this.element = element;
  }

  /** What has its place among its siblings: the element itself, unless that is shown elsewhere. */
  get placed(): HTMLElement {
    return this.element;
  }

  /** Where children of a slot go. */
  container(_slot: string | null): HTMLElement {
    return this.element;
  }

  /** Prepares a child for its slot. */
  place(child: HTMLElement, slot: string | null): void {
    if (slot) child.slot = slot;
    else if (child.slot) child.slot = "";
  }

  /** Shows a property; undefined is its default. The base sets the DOM property if there is one, else an attribute. */
  set(key: string, value: unknown): void {
    setProperty(this.element, key, value);
  }

  /** Hides the element, or shows it again. */
  setHidden(isHidden: boolean): void {
    this.element.classList.toggle("liveui-hidden", isHidden);
  }

  /** Shows the element's text, before its children. */
  setText(text: string): void {
    if (!this.#text) {
      this.#text = document.createTextNode(text);
      this.element.prepend(this.#text);
    } else this.#text.data = text;
  }

  /** Called when the element is deleted. */
  dispose(): void {
    // Nothing to undo: the DOM node goes.
  }
}

/** Properties that would replace the element's content or run code. */
const FORBIDDEN = new Set(["innerHTML", "outerHTML", "srcdoc", "innerText", "textContent", "__proto__", "constructor"]);

/** Sets a DOM property where the element has a writable one, else an attribute; undefined removes. */
export function setProperty(element: HTMLElement, key: string, value: unknown): void {
  if (FORBIDDEN.has(key) || /^on/i.test(key)) return;
  const name = camelCase(key);
  if (isWritable(element, name)) {
    try {
      (element as unknown as Record<string, unknown>)[name] = value === undefined ? defaultOf(element, name) : value;
      return;
    } catch {
      // Some properties refuse what their attribute takes.
    }
  }
  if (value === undefined || value === null || value === false) element.removeAttribute(key);
  else
    element.setAttribute(key, value === true ? "" : typeof value === "object" ? JSON.stringify(value) : String(value));
}

function camelCase(key: string): string {
  return key.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase());
}

function isWritable(element: object, name: string): boolean {
  for (let proto: unknown = element; proto; proto = Object.getPrototypeOf(proto)) {
    const found = Object.getOwnPropertyDescriptor(proto, name);
    if (found) return found.writable === true || found.set !== undefined;
  }
  return false;
}

const samples = new Map<string, HTMLElement>();

/** What a property is on a new element of the same tag. */
function defaultOf(element: HTMLElement, name: string): unknown {
  let sample = samples.get(element.localName);
  if (!sample) {
    sample = document.createElement(element.localName);
    samples.set(element.localName, sample);
  }
  return (sample as unknown as Record<string, unknown>)[name];
}
