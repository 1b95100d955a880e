// Short messages on top of the page.

import "@awesome.me/webawesome/dist/components/toast/toast.js";
import "@awesome.me/webawesome/dist/components/toast-item/toast-item.js";
import type WaToast from "@awesome.me/webawesome/dist/components/toast/toast.js";
import { readableOn, variantOf } from "./elements/colors.js";

export interface Notification {
  message: string;
  position: string;
  close_button: boolean | string;
  type: string | null;
  color: string | null;
  multi_line: boolean;
  timeout: number;
}

const VARIANTS: Record<string, WaToastVariant> = {
  positive: "success",
  negative: "danger",
  warning: "warning",
  info: "brand",
  ongoing: "neutral",
};

type WaToastVariant = "brand" | "success" | "warning" | "danger" | "neutral";

/** NiceGUI knows nine places, the toast stack six: left and right are taken to the corners below, the centre to the top. */
const PLACEMENTS: Record<string, WaToast["placement"]> = {
  "top-left": "top-start",
  "top-right": "top-end",
  "bottom-left": "bottom-start",
  "bottom-right": "bottom-end",
  top: "top-center",
  center: "top-center",
  bottom: "bottom-center",
  left: "bottom-start",
  right: "bottom-end",
};

/** Shows a message in the top layer, above everything. */
export async function notify(frame: HTMLElement, options: Notification): Promise<void> {
  const stack = stackOf(frame, PLACEMENTS[options.position] ?? "bottom-center");
  const variant = VARIANTS[options.type ?? ""] ?? (variantOf(options.color ?? "") as WaToastVariant | undefined);
  const item = await stack.create(options.message, { variant: variant ?? "neutral", duration: options.timeout });
  if (options.multi_line) item.style.whiteSpace = "pre-line";
  const text = options.color && !variant ? readableOn(options.color) : undefined;
  if (options.color && text) {
    item.style.setProperty("--wa-color-surface-raised", options.color);
    item.style.color = text;
  }
  if (options.close_button !== true) item.classList.add("liveui-no-cross");
  if (typeof options.close_button === "string") {
    const button = document.createElement("button");
    button.className = "liveui-dismiss";
    button.textContent = options.close_button;
    button.addEventListener("click", () => item.hide());
    item.append(" ", button);
  }
}

function stackOf(frame: HTMLElement, placement: WaToast["placement"]): WaToast {
  const found = frame.querySelector<WaToast>(`:scope > wa-toast[placement="${placement}"]`);
  if (found) return found;
  const stack = document.createElement("wa-toast");
  stack.setAttribute("placement", placement);
  frame.append(stack);
  return stack;
}
