// wa-checkbox.

import "@awesome.me/webawesome/dist/components/checkbox/checkbox.js";
import type { Emit } from "./adapter.js";
import { CheckedAdapter } from "./checked.js";

export class CheckboxAdapter extends CheckedAdapter {
  constructor(emit: Emit) {
    super(document.createElement("wa-checkbox"), emit);
  }
}
