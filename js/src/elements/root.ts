// The root: the interface, and below it what its handlers print.

import { Adapter } from "./adapter.js";

export class RootAdapter extends Adapter {
  readonly outer = document.createElement("div");
  readonly #output = document.createElement("div");

  constructor() {
    const content = document.createElement("div");
    content.className = "liveui-content";
    super(content);
    this.outer.append(content, this.#output);
  }

  override container(slot: string | null): HTMLElement {
    return slot === "output" ? this.#output : this.element;
  }

  override place(): void {
    // Slots are places of their own here.
  }
}
