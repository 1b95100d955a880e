// Tooltips of a view's elements: one bubble, made when the first is needed, above everything (in the top layer).

import "@awesome.me/webawesome/dist/components/tooltip/tooltip.js";
import type WaTooltip from "@awesome.me/webawesome/dist/components/tooltip/tooltip.js";

/** Milliseconds for which the pointer has to rest. */
const DELAY = 300;

export class Tooltips {
  readonly #frame: HTMLElement;
  readonly #texts = new WeakMap<EventTarget, string>();
  readonly #text = document.createElement("span");
  #bubble: WaTooltip | undefined;
  #anchor: Element | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isListening = false;

  constructor(frame: HTMLElement) {
    this.#frame = frame;
  }

  /** Gives an element a text; an empty one takes it away. */
  set(element: HTMLElement, text: string): void {
    if (text) {
      this.#texts.set(element, text);
      element.setAttribute("aria-description", text);
      this.#listen();
    } else {
      this.#texts.delete(element);
      element.removeAttribute("aria-description");
    }
    if (this.#anchor === element) {
      if (text) this.#show(element);
      else this.#hide();
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#bubble?.remove();
  }

  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    const frame = this.#frame;
    frame.addEventListener("pointerover", (event) => this.#aim(event, DELAY));
    frame.addEventListener("focusin", (event) => this.#aim(event, DELAY));
    frame.addEventListener("pointerleave", () => this.#hide());
    for (const name of ["focusout", "pointerdown", "keydown"]) frame.addEventListener(name, () => this.#hide());
  }

  #aim(event: Event, delay: number): void {
    const anchor = event.composedPath().find((target) => this.#texts.has(target)) as Element | undefined;
    if (anchor === this.#anchor) return;
    this.#hide();
    if (!anchor) return;
    this.#anchor = anchor;
    this.#timer = setTimeout(() => this.#show(anchor), delay);
  }

  #show(anchor: Element): void {
    if (this.#anchor !== anchor || !anchor.isConnected) return;
    const bubble = this.#bubble ?? this.#make();
    this.#text.textContent = this.#texts.get(anchor) ?? "";
    void bubble.updateComplete.then(() => {
      if (this.#anchor !== anchor) return;
      bubble.anchor = anchor;
      bubble.open = true;
    });
  }

  #hide(): void {
    clearTimeout(this.#timer);
    this.#anchor = undefined;
    if (this.#bubble) this.#bubble.open = false;
  }

  #make(): WaTooltip {
    const bubble = document.createElement("wa-tooltip");
    bubble.trigger = "manual";
    // Its text is the element's description already.
    bubble.setAttribute("aria-hidden", "true");
    bubble.append(this.#text);
    this.#frame.append(bubble);
    this.#bubble = bubble;
    return bubble;
  }
}
