// wa-select. Options travel as labels; the value is the number of the chosen one, or those of several.

import "@awesome.me/webawesome/dist/components/select/select.js";
import "@awesome.me/webawesome/dist/components/option/option.js";
import type WaOption from "@awesome.me/webawesome/dist/components/option/option.js";
import type WaSelect from "@awesome.me/webawesome/dist/components/select/select.js";
import { letSaveThrough } from "../keys.js";
import type { ValueControl } from "../values.js";
import type { Emit } from "./adapter.js";
import { FieldAdapter } from "./field.js";
import { fitOptions } from "./options.js";

/** Without a placeholder, "No options selected" would look like a value. */
const BLANK = " ";

export class SelectAdapter extends FieldAdapter<HTMLInputElement> {
  override readonly value: ValueControl;
  readonly #select: WaSelect;
  readonly #options: WaOption[] = [];

  constructor(emit: Emit) {
    const select = document.createElement("wa-select");
    super(select, '[part~="display-input"]');
    this.#select = select;
    select.placeholder = BLANK;
    this.value = {
      get: () => this.#chosen(),
      set: (value) => this.#choose(Array.isArray(value) ? value : [value ?? []].flat()),
      isBusy: () => false,
    };
    select.addEventListener("change", () => emit("update:value", this.#chosen()));
    select.addEventListener("wa-show", () => this.#tellSelected());
    select.addEventListener("wa-after-hide", () => {
      if (!select.open) return;
      // It was opened again before it had faded away.
      select.listbox.hidden = false;
      select.popup.active = true;
    });
    select.addEventListener("focusin", ({ target }) => {
      // A list that is closed before its first frame focuses an option all the same, which takes the focus with it as
      // it fades: the next keys would be the notebook's.
      if (target !== select && !select.open) select.displayInput.focus({ preventScroll: true });
    });
    letSaveThrough(select);
  }

  override set(key: string, value: unknown): void {
    if (key === "options") {
      fitOptions(this.#select, this.#options, value, () => document.createElement("wa-option"));
    } else if (key === "placeholder") this.#select.placeholder = String(value ?? BLANK);
    else super.set(key, value);
  }

  #chosen(): number | null | number[] {
    const { value, multiple } = this.#select;
    const numbers = value === null ? [] : [value].flat().map(Number);
    return multiple ? numbers : (numbers[0] ?? null);
  }

  #choose(numbers: unknown[]): void {
    const select = this.#select;
    const values = numbers.map(String);
    if (!select.multiple) {
      select.value = values[0] ?? null;
      return;
    }
    // The order in which options were chosen is the component's own affair: it knows only what its user does.
    (select as unknown as { selectionOrder: Map<string, number> }).selectionOrder = new Map(
      values.map((value, place) => [value, place]),
    );
    select.value = values;
  }

  /** Options that are taken out of the page and put back, as JupyterLab does with cells, say that they aren't chosen. */
  #tellSelected(): void {
    for (const option of this.#options) option.setAttribute("aria-selected", String(option.selected));
  }
}
