// What belongs to no cell: a place for notifications at the end of the page's body.
//
// JupyterLab takes cells out of the page that are scrolled far away, with everything in them.

import { dress } from "./theme.js";

let frame: HTMLElement | undefined;

/** The frame that notifications go into, with the look of a view. */
export function overlay(): HTMLElement {
  if (frame?.isConnected) return frame;
  frame ??= makeFrame();
  document.body.append((frame.getRootNode() as ShadowRoot).host);
  return frame;
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
