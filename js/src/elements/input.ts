// wa-input.

import "@awesome.me/webawesome/dist/components/input/input.js";
import type WaInput from "@awesome.me/webawesome/dist/components/input/input.js";
import type { ValueControl } from "../values.js";
import { Adapter, type Emit } from "./adapter.js";

let lists = 0;

export class InputAdapter extends Adapter {
  override readonly value: ValueControl;
  readonly #input: WaInput;
  #isComposing = false;
  #hint = "";
  #error = "";
  #list: HTMLDataListElement | undefined;

  constructor(emit: Emit) {
    const input = document.createElement("wa-input");
    super(input);
    this.#input = input;
    this.value = {
      get: () => input.value ?? "",
      set: (value) => setKeepingCaret(input, String(value ?? "")),
      isBusy: () => this.#isComposing,
    };
    input.addEventListener("compositionstart", () => {
      this.#isComposing = true;
    });
    input.addEventListener("compositionend", () => {
      this.#isComposing = false;
      emit("update:value", input.value ?? "");
      input.dispatchEvent(new CustomEvent("liveui-released"));
    });
    input.addEventListener("input", () => {
      if (!this.#isComposing) emit("update:value", input.value ?? "");
    });
  }

  override set(key: string, value: unknown): void {
    switch (key) {
      case "error":
        this.#error = String(value ?? "");
        this.#showHint();
        break;
      case "hint":
        this.#hint = String(value ?? "");
        this.#showHint();
        break;
      case "prefix":
        this.#setAffix("start", value);
        break;
      case "suffix":
        this.#setAffix("end", value);
        break;
      case "autocomplete":
        this.#setAutocomplete(Array.isArray(value) ? value.map(String) : []);
        break;
      case "clearable":
        super.set("with-clear", value);
        break;
      default:
        super.set(key, value);
    }
  }

  /** An error takes the hint's place, below the input, and is announced. */
  #showHint(): void {
    const error = this.#error;
    this.#input.hint = error || this.#hint;
    this.#input.classList.toggle("liveui-invalid", error !== "");
    this.#inner((input) => {
      if (error) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      this.#input.shadowRoot?.querySelector('[part~="hint"]')?.setAttribute("aria-live", "polite");
    });
  }

  #setAffix(slot: "start" | "end", value: unknown): void {
    this.#input.querySelector(`:scope > [slot="${slot}"]`)?.remove();
    if (value === undefined || value === null) return;
    const affix = document.createElement("span");
    affix.slot = slot;
    affix.textContent = String(value);
    this.#input.append(affix);
  }

  #setAutocomplete(texts: string[]): void {
    this.#inner((input) => {
      this.#list ??= document.createElement("datalist");
      this.#list.id ||= `liveui-list-${++lists}`;
      this.#list.replaceChildren(
        ...texts.map((text) => {
          const option = document.createElement("option");
          option.value = text;
          return option;
        }),
      );
      // Ids don't reach across shadow roots, so the list lives beside the input.
      input.after(this.#list);
      input.setAttribute("list", this.#list.id);
    });
  }

  /** Reaches the native input, which is there after the component's first update. */
  #inner(use: (input: HTMLInputElement) => void): void {
    void this.#input.updateComplete.then(() => {
      const inner = this.#input.shadowRoot?.querySelector("input");
      if (inner) use(inner);
    });
  }
}

/** Sets the value; the caret stays where it is, counted from the nearer end of what hasn't changed. */
function setKeepingCaret(input: WaInput, value: string): void {
  const inner = input.shadowRoot?.querySelector("input");
  const isFocused = inner && input.shadowRoot?.activeElement === inner && inner.selectionStart !== null;
  if (!isFocused) {
    input.value = value;
    return;
  }
  const { selectionStart, selectionEnd, selectionDirection } = inner;
  const fromEnd = inner.value.length - (selectionEnd ?? 0);
  const isAtEnd = fromEnd === 0;
  input.value = value;
  void input.updateComplete.then(() => {
    const start = isAtEnd ? value.length : Math.min(selectionStart ?? 0, value.length);
    const end = isAtEnd ? value.length : Math.min(selectionEnd ?? 0, value.length);
    inner.setSelectionRange(start, end, selectionDirection ?? "none");
  });
}
