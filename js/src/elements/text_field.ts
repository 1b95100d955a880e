// Text that is typed, in one line or several: the caret stays where it is, half a character isn't sent.

import type { ValueControl } from "../values.js";
import type { Emit } from "./adapter.js";
import { type Field, FieldAdapter } from "./field.js";

interface TextField extends Field {
  value: string | null;
}

export class TextFieldAdapter<Inner extends HTMLInputElement | HTMLTextAreaElement> extends FieldAdapter<Inner> {
  override readonly value: ValueControl;
  readonly #field: TextField;
  #isComposing = false;

  constructor(field: TextField, selector: string, emit: Emit) {
    super(field, selector);
    this.#field = field;
    this.value = {
      get: () => field.value ?? "",
      set: (value) => this.#setKeepingCaret(String(value ?? "")),
      isBusy: () => this.#isComposing,
    };
    field.addEventListener("compositionstart", () => {
      this.#isComposing = true;
    });
    field.addEventListener("compositionend", () => {
      this.#isComposing = false;
      emit("update:value", field.value ?? "");
      field.dispatchEvent(new CustomEvent("liveui-released"));
    });
    field.addEventListener("input", () => {
      if (!this.#isComposing) emit("update:value", field.value ?? "");
    });
  }

  /** Sets the value; the caret stays where it is, counted from the nearer end of what hasn't changed. */
  #setKeepingCaret(value: string): void {
    const { inner } = this;
    if (!inner || !this.isFocused || inner.selectionStart === null) {
      this.#field.value = value;
      return;
    }
    const { selectionStart, selectionEnd, selectionDirection } = inner;
    const isAtEnd = inner.value.length === selectionEnd;
    this.#field.value = value;
    void this.#field.updateComplete.then(() => {
      const start = isAtEnd ? value.length : Math.min(selectionStart ?? 0, value.length);
      const end = isAtEnd ? value.length : Math.min(selectionEnd ?? 0, value.length);
      inner.setSelectionRange(start, end, selectionDirection ?? "none");
    });
  }
}
