// What handlers print, and their tracebacks.

import { Adapter } from "./adapter.js";

export class OutputAdapter extends Adapter {
  constructor() {
    const element = document.createElement("pre");
    element.className = "liveui-output";
    element.setAttribute("role", "log");
    element.tabIndex = 0;
    super(element);
  }
}

export class OutputTextAdapter extends Adapter {
  constructor() {
    super(document.createElement("span"));
  }

  override set(key: string, value: unknown): void {
    if (key === "stream") this.element.dataset.stream = String(value ?? "stdout");
    else super.set(key, value);
  }
}
