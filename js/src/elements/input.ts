// wa-input.

import "@awesome.me/webawesome/dist/components/input/input.js";
import type { Emit } from "./adapter.js";
import { TextFieldAdapter } from "./text_field.js";

let lists = 0;

export class InputAdapter extends TextFieldAdapter<HTMLInputElement> {
  #list: HTMLDataListElement | undefined;

  constructor(emit: Emit) {
    super(document.createElement("wa-input"), "input", emit);
  }

  override set(key: string, value: unknown): void {
    if (key === "autocomplete") this.#setAutocomplete(Array.isArray(value) ? value.map(String) : []);
    else super.set(key, value);
  }

  #setAutocomplete(texts: string[]): void {
    this.withInner((input) => {
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
}
