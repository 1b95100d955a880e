// wa-number-input. A number that is half typed ("-", "1e") is no value yet: nothing is sent, nothing overwrites it.

import "@awesome.me/webawesome/dist/components/number-input/number-input.js";
import type { ValueControl } from "../values.js";
import type { Emit } from "./adapter.js";
import { FieldAdapter } from "./field.js";

export class NumberAdapter extends FieldAdapter<HTMLInputElement> {
  override readonly value: ValueControl;

  constructor(emit: Emit) {
    const field = document.createElement("wa-number-input");
    super(field, "input");
    // Keys for the point and the sign, too, on keyboards that are shown on screens.
    field.inputmode = "decimal";
    this.value = {
      get: () => field.value ?? "",
      set: (value) => {
        const text = value === null || value === undefined ? "" : String(value);
        // While it is typed, "1.50" may stay that, though it is 1.5 to the kernel.
        if (this.isFocused && this.#read() === parse(text)) return;
        field.value = text;
        // The browser calls what it can't read empty; only setting the native value takes that away.
        if (this.inner && this.inner.value === "") this.inner.value = text;
      },
      isBusy: () => this.isFocused && this.#read() === undefined,
    };
    field.addEventListener("input", () => {
      const number = this.#read();
      if (number !== undefined) emit("update:value", number);
    });
    field.addEventListener("blur", () => field.dispatchEvent(new CustomEvent("liveui-released")));
  }

  /** The number that is shown; null for none, undefined for what isn't one yet. */
  #read(): number | null | undefined {
    const { inner } = this;
    return inner?.validity.badInput ? undefined : parse(inner?.value ?? "");
  }
}

function parse(text: string): number | null | undefined {
  if (text === "") return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}
