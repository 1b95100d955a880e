// wa-switch.

import "@awesome.me/webawesome/dist/components/switch/switch.js";
import type { Emit } from "./adapter.js";
import { CheckedAdapter } from "./checked.js";

export class SwitchAdapter extends CheckedAdapter {
  constructor(emit: Emit) {
    super(document.createElement("wa-switch"), emit);
  }
}
