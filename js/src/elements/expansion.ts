// wa-details.

import "@awesome.me/webawesome/dist/components/details/details.js";
import type WaDetails from "@awesome.me/webawesome/dist/components/details/details.js";
import type { ValueControl } from "../values.js";
import { Adapter, type Emit } from "./adapter.js";

const adapters = new WeakMap<Element, ExpansionAdapter>();

export class ExpansionAdapter extends Adapter {
  override readonly value: ValueControl;
  readonly #details: WaDetails;
  readonly #emit: Emit;
  readonly #header = document.createElement("div");
  readonly #title = document.createElement("div");
  readonly #caption = document.createElement("div");
  #group: unknown;
  /** What the kernel knows, or has been told. */
  #known = false;

  constructor(emit: Emit) {
    const details = document.createElement("wa-details");
    super(details);
    this.#details = details;
    this.#emit = emit;
    adapters.set(details, this);
    details.className = "liveui-expansion";
    details.iconPlacement = "start";
    this.#header.slot = "summary";
    this.#caption.className = "liveui-caption";
    this.#header.append(this.#title, this.#caption);
    details.append(this.#header);
    this.value = {
      get: () => details.open,
      set: (value) => {
        this.#known = value === true;
        details.open = this.#known;
      },
      isBusy: () => false,
    };
    details.addEventListener("wa-show", (event) => this.#changed(event, true));
    details.addEventListener("wa-hide", (event) => this.#changed(event, false));
  }

  override container(slot: string | null): HTMLElement {
    return slot === "header" ? this.#header : this.element;
  }

  override place(child: HTMLElement, slot: string | null): void {
    super.place(child, slot === "header" ? null : slot);
  }

  override set(key: string, value: unknown): void {
    if (key === "text") this.#title.textContent = String(value ?? "");
    else if (key === "caption") this.#caption.textContent = String(value ?? "");
    else if (key === "group") this.#group = value;
    else super.set(key, value);
  }

  #changed(event: Event, isOpen: boolean): void {
    // Those of expansions inside this one come by, too.
    if (event.target !== this.#details || isOpen === this.#known) return;
    this.#known = isOpen;
    if (isOpen) this.#closeOthers();
    this.#emit("update:value", isOpen);
  }

  /** Closes the others of the group. Where Python opens one, it closes the others itself. */
  #closeOthers(): void {
    if (this.#group === undefined || this.#group === null) return;
    const view = this.#details.getRootNode() as ShadowRoot;
    for (const element of view.querySelectorAll("wa-details")) {
      const other = adapters.get(element);
      if (other && other !== this && other.#group === this.#group) element.open = false;
    }
  }
}
