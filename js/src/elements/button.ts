// wa-button.

import "@awesome.me/webawesome/dist/components/button/button.js";
import { Adapter, setProperty } from "./adapter.js";
import { colorClass, readableOn, variantOf } from "./colors.js";

export class ButtonAdapter extends Adapter {
  readonly #label = document.createTextNode("");
  #name: string | undefined;

  constructor() {
    const element = document.createElement("wa-button");
    super(element);
    element.append(this.#label);
    this.#setColor("primary");
  }

  override set(key: string, value: unknown): void {
    if (key === "text") this.#label.data = String(value ?? "");
    else if (key === "color") this.#setColor(value === undefined ? "primary" : value);
    else super.set(key, value);
  }

  /** Names are the theme's; another colour gets whichever of black and white is read better on it. */
  #setColor(value: unknown): void {
    const { style, classList } = this.element;
    const color = typeof value === "string" ? value : undefined;
    const variant = color === undefined ? "neutral" : variantOf(color);
    const name = color === undefined ? undefined : colorClass(color);
    const text = color === undefined || variant || name ? undefined : readableOn(color);
    setProperty(this.element, "variant", variant ?? "brand");
    setProperty(this.element, "appearance", color === undefined ? "outlined" : "accent");
    if (this.#name) classList.remove(this.#name);
    if (name) classList.add(name);
    this.#name = name;
    classList.toggle("liveui-colored", Boolean(name || text));
    style.removeProperty("--liveui-color");
    style.removeProperty("--liveui-on-color");
    if (color === undefined || !text) return;
    style.setProperty("--liveui-color", color);
    style.setProperty("--liveui-on-color", text);
  }
}
