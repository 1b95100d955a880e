// Short messages on top of the page.

import "@awesome.me/webawesome/dist/components/spinner/spinner.js";
import "@awesome.me/webawesome/dist/components/toast/toast.js";
import "@awesome.me/webawesome/dist/components/toast-item/toast-item.js";
import type WaToast from "@awesome.me/webawesome/dist/components/toast/toast.js";
import type WaToastItem from "@awesome.me/webawesome/dist/components/toast-item/toast-item.js";
import { colorClass, readableOn, variantOf } from "./elements/colors.js";
import { overlay } from "./overlay.js";

export interface Notification {
  message: string;
  position: string;
  close_button: boolean | string;
  type: string | null;
  color: string | null;
  multi_line: boolean;
  /** Milliseconds; 0 is for ever. */
  timeout: number;
}

const TYPES: Record<string, string> = { positive: "success", negative: "danger", warning: "warning", info: "brand" };

/** The toast stack knows six places, NiceGUI nine: its three in the middle are a stack at the top, moved down. */
const PLACES: Record<string, [placement: WaToast["placement"], isMiddle?: boolean]> = {
  "top-left": ["top-start"],
  top: ["top-center"],
  "top-right": ["top-end"],
  left: ["top-start", true],
  center: ["top-center", true],
  right: ["top-end", true],
  "bottom-left": ["bottom-start"],
  bottom: ["bottom-center"],
  "bottom-right": ["bottom-end"],
};

/** The notifications of one view: they go with it, since some would stay for ever. */
export class Notifications {
  readonly #items = new Set<HTMLElement>();
  #isOver = false;

  /** Shows a message in the top layer, above everything, wherever the view is. */
  async show(options: Partial<Notification> & { message: string }): Promise<void> {
    const { message, position = "bottom", type, color, timeout = 5000 } = options;
    const variant = TYPES[type ?? ""] ?? variantOf(color ?? "") ?? "neutral";
    const item = await stackOf(overlay(), position).create(String(message), {
      variant: variant as "brand" | "success" | "warning" | "danger" | "neutral",
      duration: Math.max(0, timeout),
      size: "s",
    });
    if (this.#isOver) item.remove();
    this.#items.add(item);
    item.addEventListener("wa-after-hide", () => this.#items.delete(item));
    fill(item, options);
  }

  dispose(): void {
    this.#isOver = true;
    for (const item of this.#items) item.remove();
    this.#items.clear();
  }
}

function fill(item: WaToastItem, options: Partial<Notification>): void {
  const { message, type, color, close_button: button = false } = options;
  const text = document.createElement("span");
  text.className = "liveui-message";
  text.textContent = String(message);
  item.replaceChildren(text);
  item.classList.toggle("liveui-no-cross", button !== true);
  if (type === "ongoing") {
    const spinner = document.createElement("wa-spinner");
    spinner.slot = "icon";
    item.append(spinner);
  }
  if (color) paint(item, color);
  if (typeof button !== "string" || !button) return;
  const dismiss = document.createElement("button");
  dismiss.className = "liveui-dismiss";
  dismiss.textContent = button;
  dismiss.addEventListener("click", () => item.hide());
  item.append(dismiss);
}

function paint(item: HTMLElement, color: string): void {
  const name = colorClass(color);
  const text = name || variantOf(color) ? undefined : readableOn(color);
  if (name) item.classList.add(name, "liveui-colored");
  if (!text) return;
  item.classList.add("liveui-colored");
  item.style.setProperty("--liveui-color", color);
  item.style.setProperty("--liveui-on-color", text);
}

function stackOf(frame: HTMLElement, position: string): WaToast {
  const [placement, isMiddle = false] = PLACES[position] ?? ["bottom-center"];
  const name = `liveui-toasts-${placement}${isMiddle ? "-middle" : ""}`;
  const found = frame.querySelector<WaToast>(`:scope > .${name}`);
  if (found) return found;
  const stack = document.createElement("wa-toast");
  stack.className = name;
  stack.classList.toggle("liveui-middle", isMiddle);
  stack.setAttribute("placement", placement);
  frame.append(stack);
  return stack;
}
