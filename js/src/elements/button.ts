// wa-button.

import "@awesome.me/webawesome/dist/components/button/button.js";
import { Adapter, setProperty } from "./adapter.js";
import { readableOn, variantOf } from "./colors.js";

export class ButtonAdapter extends Adapter {
  readonly #label = document.createTextNode("");

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

  #setColor(value: unknown): void {
    const { style } = this.element;
    for (const name of ["--liveui-button", "--liveui-on-button"]) style.removeProperty(name);
    this.element.classList.remove("liveui-colored");
    const color = typeof value === "string" ? value : undefined;
    const variant = color === undefined ? "neutral" : variantOf(color);
    setProperty(this.element, "variant", variant ?? "brand");
    setProperty(this.element, "appearance", color === undefined ? "outlined" : "accent");
    const text = color !== undefined && !variant ? readableOn(color) : undefined;
    if (color === undefined || !text) return;
    style.setProperty("--liveui-button", color);
    style.setProperty("--liveui-on-button", text);
    this.element.classList.add("liveui-colored");
  }
}
