// What belongs to no cell: a place for notifications at the end of the page's body.
//
// JupyterLab takes cells out of the page that are scrolled far away, with everything in them.

import { dress } from "./theme.js";

let frame: HTMLElement | undefined;

/** The modal dialogs that are open, the topmost last. */
const modals: HTMLElement[] = [];

/** The frame that notifications go into, with the look of a view. */
export function overlay(): HTMLElement {
  frame ??= makeFrame();
  attach(frame);
  return frame;
}

/** A modal dialog has opened: what is outside of it can be neither seen well nor used, so the notifications go in. */
export function raise(dialog: HTMLElement): void {
  lower(dialog);
  modals.push(dialog);
  if (frame) attach(frame);
}

/** A modal dialog is closed. */
export function lower(dialog: HTMLElement): void {
  const index = modals.indexOf(dialog);
  if (index < 0) return;
  modals.splice(index, 1);
  if (frame) attach(frame);
}

/** Puts the frame into the topmost dialog, else at the end of the page's body. */
function attach(frame: HTMLElement): void {
  const parent = modals.at(-1) ?? document.body;
  const { host } = frame.getRootNode() as ShadowRoot;
  if (host.parentElement === parent && host.isConnected) return;
  parent.append(host);
  for (const stack of frame.querySelectorAll("wa-toast")) {
    const items = stack.querySelectorAll("wa-toast-item");
    if (items.length > 0) stack.showPopover();
    // Getting out of the page has stopped their time.
    for (const item of items) void item.startTimer();
  }
}

function makeFrame(): HTMLElement {
  const host = document.createElement("div");
  host.className = "liveui-overlay";
  host.style.position = "fixed"; // the body may be a grid, in which it would take a place
  const root = host.attachShadow({ mode: "open" });
  const made = document.createElement("div");
  made.className = "liveui-view";
  made.style.padding = "0";
  root.append(made);
  dress(root, made);
  return made;
}
