// wa-slider.

import "@awesome.me/webawesome/dist/components/slider/slider.js";
import type WaSlider from "@awesome.me/webawesome/dist/components/slider/slider.js";
import type { ValueControl } from "../values.js";
import { Adapter, type Emit } from "./adapter.js";

export class SliderAdapter extends Adapter {
  override readonly value: ValueControl;
  readonly #slider: WaSlider;
  #isDragging = false;

  constructor(emit: Emit) {
    const slider = document.createElement("wa-slider");
    super(slider);
    this.#slider = slider;
    slider.withTooltip = true;
    this.value = {
      get: () => slider.value,
      set: (value) => {
        if (typeof value === "number") slider.value = value;
      },
      isBusy: () => this.#isDragging,
    };
    slider.addEventListener("pointerdown", () => {
      this.#isDragging = true;
      // Wherever the pointer is let go: the slider itself may not hear of it.
      const release = () => {
        this.#isDragging = false;
        removeEventListener("pointerup", release, true);
        removeEventListener("pointercancel", release, true);
        slider.dispatchEvent(new CustomEvent("liveui-released"));
      };
      addEventListener("pointerup", release, true);
      addEventListener("pointercancel", release, true);
    });
    this.#setName("Value");
    slider.addEventListener("input", () => emit("update:value", slider.value));
  }

  override set(key: string, value: unknown): void {
    if (key === "aria-label") this.#setName(String(value ?? "Value"));
    else super.set(key, value);
  }

  /** Names the part that has the focus: its own label, where there is one, goes first. */
  #setName(name: string): void {
    void this.#slider.updateComplete.then(() => {
      this.#slider.shadowRoot?.querySelector('[role="slider"]')?.setAttribute("aria-label", name);
    });
  }
}
