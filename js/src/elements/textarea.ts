// wa-textarea.

import "@awesome.me/webawesome/dist/components/textarea/textarea.js";
import type { Emit } from "./adapter.js";
import { TextFieldAdapter } from "./text_field.js";

export class TextareaAdapter extends TextFieldAdapter<HTMLTextAreaElement> {
  constructor(emit: Emit) {
    super(document.createElement("wa-textarea"), "textarea", emit);
  }

  override set(key: string, value: unknown): void {
    // NiceGUI's word for growing with the text.
    if (key === "autogrow") super.set("resize", value ? "auto" : undefined);
    else super.set(key, value);
  }
}
