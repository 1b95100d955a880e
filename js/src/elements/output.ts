// What handlers print and display, and their tracebacks: below the interface, folded when it is long.

import { isStyled, styledNodes } from "../ansi.js";
import { Adapter } from "./adapter.js";

/** Pixels from the end within which the end is followed. */
const NEAR_END = 8;

const CLEAR_ICON = '<path d="M4 4l8 8M12 4l-8 8"/>';
const OPEN_ICON = '<path d="M8 2.5v11M5 5.5l3-3 3 3M5 10.5l3 3 3-3"/>';
const FOLD_ICON = '<path d="M8 1.5v5M5 3.5l3 3 3-3M8 14.5v-5M5 12.5l3-3 3 3"/>';

export class OutputAdapter extends Adapter {
  readonly #scroll = document.createElement("div");
  readonly #pieces = document.createElement("div");
  readonly #toggle = iconButton("Show all", OPEN_ICON);
  readonly #sizes = new ResizeObserver(() => this.#resized());
  readonly #changes = new MutationObserver(() => this.#changed());
  #isAtEnd = true;
  #isOpen = false;
  #limit = 0;

  constructor() {
    const outer = document.createElement("div");
    outer.className = "liveui-output";
    outer.hidden = true;
    super(outer);
    this.#scroll.className = "liveui-output-scroll";
    this.#scroll.setAttribute("role", "log");
    this.#scroll.setAttribute("aria-label", "Output");
    this.#pieces.className = "liveui-output-pieces";
    this.#scroll.append(this.#pieces);
    const bar = document.createElement("div");
    bar.className = "liveui-output-bar";
    const clear = iconButton("Clear output", CLEAR_ICON);
    bar.append(this.#toggle, clear);
    this.#toggle.setAttribute("aria-expanded", "false");
    outer.append(bar, this.#scroll);
    this.#toggle.addEventListener("click", () => this.#setOpen(!this.#isOpen));
    clear.addEventListener("click", () => this.#clear());
    this.#scroll.addEventListener("scroll", () => {
      const { scrollHeight, scrollTop, clientHeight } = this.#scroll;
      this.#isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    });
    this.#sizes.observe(this.#pieces);
    this.#changes.observe(this.#pieces, { childList: true, subtree: true, attributeFilter: ["hidden"] });
  }

  override container(): HTMLElement {
    return this.#pieces;
  }

  override dispose(): void {
    this.#sizes.disconnect();
    this.#changes.disconnect();
  }

  #changed(): void {
    const pieces = [...this.#pieces.children] as HTMLElement[];
    const shown = pieces.filter(({ hidden }) => !hidden);
    this.element.hidden = shown.length === 0;
    this.element.classList.toggle(
      "liveui-rich",
      shown.some(({ localName }) => localName !== "span"),
    );
    if (shown.length === 0) this.#setOpen(false);
  }

  /** Keeps the end in sight, and offers to show all where there is more than is seen. */
  #resized(): void {
    const { clientHeight } = this.#scroll;
    if (!this.#isOpen) this.#limit = clientHeight;
    const isLong = this.#pieces.offsetHeight > this.#limit + 1;
    this.element.classList.toggle("liveui-long", isLong);
    if (isLong) this.#scroll.tabIndex = 0;
    else this.#scroll.removeAttribute("tabindex");
    if (this.#isAtEnd && !this.#isOpen) this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }

  #setOpen(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.element.classList.toggle("liveui-open", isOpen);
    this.#toggle.setAttribute("aria-expanded", String(isOpen));
    label(this.#toggle, isOpen ? "Fold" : "Show all", isOpen ? FOLD_ICON : OPEN_ICON);
    if (!isOpen) {
      this.#isAtEnd = true;
      this.#resized();
    }
  }

  /** Clears at once, also while the kernel is busy, and has the kernel clear it in the other views. */
  #clear(): void {
    let last = -1;
    for (const piece of this.#pieces.children as HTMLCollectionOf<HTMLElement>) {
      piece.hidden = true;
      last = Math.max(last, Number(piece.dataset.piece));
    }
    this.#changed();
    this.element.dispatchEvent(new CustomEvent("liveui-clear", { detail: { last } }));
  }
}

export class OutputTextAdapter extends Adapter {
  constructor() {
    const element = document.createElement("span");
    element.className = "liveui-output-text";
    super(element);
  }

  override set(key: string, value: unknown): void {
    if (key === "stream") this.element.dataset.stream = String(value ?? "stdout");
    else if (key === "piece") this.element.dataset.piece = String(value);
    else if (key === "open") this.element.toggleAttribute("data-open", value === true);
    else super.set(key, value);
  }

  override setText(text: string): void {
    this.element.hidden = false; // text has been added to what was cleared here, before the kernel knew
    this.element.replaceChildren(...(isStyled(text) ? styledNodes(text) : [text]));
  }
}

function iconButton(text: string, icon: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "liveui-icon-button";
  label(button, text, icon);
  return button;
}

function label(button: HTMLButtonElement, text: string, icon: string): void {
  button.title = text;
  button.setAttribute("aria-label", text);
  button.innerHTML = `<svg viewBox="0 0 16 16" aria-hidden="true">${icon}</svg>`;
}
