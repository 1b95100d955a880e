// On or off, with a text beside it: wa-checkbox, wa-switch.

import type { ValueControl } from "../values.js";
import { Adapter, type Emit } from "./adapter.js";

export class CheckedAdapter extends Adapter {
  override readonly value: ValueControl;
  readonly #label = document.createTextNode("");

  constructor(element: HTMLElement & { checked: boolean }, emit: Emit) {
    super(element);
    element.append(this.#label);
    this.value = {
      get: () => element.checked,
      set: (value) => {
        element.checked = Boolean(value);
      },
      isBusy: () => false,
    };
    element.addEventListener("change", () => emit("update:value", element.checked));
  }

  override set(key: string, value: unknown): void {
    if (key === "text") this.#label.data = String(value ?? "");
    else super.set(key, value);
  }
}
