// wa-progress-bar, with its value beside it.

import "@awesome.me/webawesome/dist/components/progress-bar/progress-bar.js";
import type WaProgressBar from "@awesome.me/webawesome/dist/components/progress-bar/progress-bar.js";
import { Adapter, setProperty } from "./adapter.js";
import { colorClass, variantOf } from "./colors.js";

export class LinearProgressAdapter extends Adapter {
  readonly #bar: WaProgressBar = document.createElement("wa-progress-bar");
  readonly #text = document.createElement("span");
  #colorClass: string | undefined;
  #showsValue = false;

  constructor() {
    const element = document.createElement("div");
    element.className = "liveui-progress";
    super(element);
    this.#bar.label = "Progress";
    this.#text.className = "liveui-progress-value";
    this.#text.hidden = true;
    this.#text.setAttribute("aria-hidden", "true"); // the bar tells its value itself
    element.append(this.#bar, this.#text);
  }

  override set(key: string, value: unknown): void {
    switch (key) {
      case "value":
        this.#setValue(Number(value ?? 0));
        break;
      case "size":
        if (typeof value === "string") this.#bar.style.setProperty("--track-height", value);
        else this.#bar.style.removeProperty("--track-height");
        break;
      case "show_value":
        this.#showsValue = value === true;
        this.#showText();
        break;
      case "indeterminate":
        this.#bar.indeterminate = Boolean(value);
        this.#showText();
        break;
      case "color":
        this.#setColor(typeof value === "string" ? value : undefined);
        break;
      case "aria-label":
        this.#bar.label = String(value ?? "Progress");
        break;
      default:
        setProperty(this.#bar, key, value);
    }
  }

  #setValue(value: number): void {
    const percent = 100 * Math.min(1, Math.max(0, value));
    this.#bar.value = percent;
    this.#text.textContent = `${Math.round(percent)} %`;
  }

  #showText(): void {
    this.#text.hidden = !this.#showsValue || this.#bar.indeterminate;
  }

  #setColor(color: string | undefined): void {
    const variant = color === undefined ? "neutral" : variantOf(color);
    const name = color === undefined ? undefined : colorClass(color);
    if (this.#colorClass) this.#bar.classList.remove(this.#colorClass);
    if (name) this.#bar.classList.add(name);
    this.#colorClass = name;
    const css = variant ? `var(--wa-color-${variant}-fill-loud)` : name ? "var(--liveui-color)" : (color as string);
    this.#bar.style.setProperty("--indicator-color", css);
  }
}
