// wa-slider.

import "@awesome.me/webawesome/dist/components/slider/slider.js";
import type { ValueControl } from "../values.js";
import { Adapter, type Emit } from "./adapter.js";

export class SliderAdapter extends Adapter {
  override readonly value: ValueControl;
  #isDragging = false;

  constructor(emit: Emit) {
    const slider = document.createElement("wa-slider");
    super(slider);
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
    slider.addEventListener("input", () => emit("update:value", slider.value));
  }
}
