// wa-checkbox.

import "@awesome.me/webawesome/dist/components/checkbox/checkbox.js";
import type { ValueControl } from "../values.js";
import { Adapter, type Emit } from "./adapter.js";

export class CheckboxAdapter extends Adapter {
  override readonly value: ValueControl;
  readonly #label = document.createTextNode("");

  constructor(emit: Emit) {
    const checkbox = document.createElement("wa-checkbox");
    super(checkbox);
    checkbox.append(this.#label);
    this.value = {
      get: () => checkbox.checked,
      set: (value) => {
        checkbox.checked = Boolean(value);
      },
      isBusy: () => false,
    };
    checkbox.addEventListener("change", () => emit("update:value", checkbox.checked));
  }

  override set(key: string, value: unknown): void {
    if (key === "text") this.#label.data = String(value ?? "");
    else super.set(key, value);
  }
}
