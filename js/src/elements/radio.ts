// wa-radio-group. Options travel as labels; the value is the number of the chosen one.

import "@awesome.me/webawesome/dist/components/radio/radio.js";
import "@awesome.me/webawesome/dist/components/radio-group/radio-group.js";
import type WaRadioGroup from "@awesome.me/webawesome/dist/components/radio-group/radio-group.js";
import type { ValueControl } from "../values.js";
import { Adapter, type Emit } from "./adapter.js";

export class RadioAdapter extends Adapter {
  override readonly value: ValueControl;
  readonly #group: WaRadioGroup;

  constructor(emit: Emit) {
    const group = document.createElement("wa-radio-group");
    super(group);
    this.#group = group;
    group.setAttribute("aria-label", "Options");
    const chosen = () => (group.value === null || group.value === "" ? null : Number(group.value));
    this.value = {
      get: chosen,
      set: (value) => {
        group.value = typeof value === "number" ? String(value) : null;
      },
      isBusy: () => false,
    };
    group.addEventListener("change", () => emit("update:value", chosen()));
  }

  override set(key: string, value: unknown): void {
    if (key === "options") this.#setOptions(Array.isArray(value) ? value.map(String) : []);
    else if (key === "inline") this.#group.orientation = value === true ? "horizontal" : "vertical";
    else super.set(key, value);
  }

  #setOptions(labels: string[]): void {
    this.#group.replaceChildren(
      ...labels.map((label, index) => {
        const radio = document.createElement("wa-radio");
        radio.value = String(index);
        radio.textContent = label;
        return radio;
      }),
    );
  }
}
