// wa-divider.

import "@awesome.me/webawesome/dist/components/divider/divider.js";
import { Adapter } from "./adapter.js";

export class SeparatorAdapter extends Adapter {
  constructor() {
    super(document.createElement("wa-divider"));
  }

  override set(key: string, value: unknown): void {
    if (key === "vertical") super.set("orientation", value ? "vertical" : "horizontal");
    else super.set(key, value);
  }
}
