// wa-radio-group. Options travel as labels; the value is the number of the chosen one.

import "@awesome.me/webawesome/dist/components/radio/radio.js";
import "@awesome.me/webawesome/dist/components/radio-group/radio-group.js";
import type WaRadio from "@awesome.me/webawesome/dist/components/radio/radio.js";
import type WaRadioGroup from "@awesome.me/webawesome/dist/components/radio-group/radio-group.js";
import type { ValueControl } from "../values.js";
import { Adapter, type Emit } from "./adapter.js";
import { fitOptions } from "./options.js";

export class RadioAdapter extends Adapter {
  override readonly value: ValueControl;
  readonly #group: WaRadioGroup;
  readonly #options: WaRadio[] = [];

  constructor(emit: Emit) {
    const group = document.createElement("wa-radio-group");
    super(group);
    this.#group = group;
    const chosen = () => (group.value === null ? null : Number(group.value));
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
    if (key === "options") {
      fitOptions(this.#group, this.#options, value, () => document.createElement("wa-radio"));
    } else if (key === "inline") super.set("orientation", value ? "horizontal" : undefined);
    else super.set(key, value);
  }
}
