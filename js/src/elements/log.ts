// Lines of text that scroll.

import { StickToEnd } from "../stick_to_end.js";
import { Adapter } from "./adapter.js";

export class LogAdapter extends Adapter {
  readonly #stick: StickToEnd;

  constructor() {
    const element = document.createElement("div");
    element.className = "liveui-log";
    element.setAttribute("role", "log");
    element.setAttribute("aria-label", "Log");
    element.tabIndex = 0; // so that the keyboard can scroll it
    super(element);
    this.#stick = new StickToEnd(element);
  }

  override dispose(): void {
    this.#stick.dispose();
  }
}
