// The look of a view: shared style sheets, and light or dark as the page is.

import css from "./styles/view.css";

let sheet: CSSStyleSheet | undefined;

/** All views share one sheet. */
function sharedSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}

const frames = new Set<HTMLElement>();
const preference = matchMedia("(prefers-color-scheme: dark)");

/** JupyterLab says on the body whether its theme is light; elsewhere, the browser knows what its user prefers. */
export function isDark(): boolean {
  const { jpThemeLight } = document.body.dataset;
  return jpThemeLight === undefined ? preference.matches : jpThemeLight === "false";
}

function paint(frame: HTMLElement): void {
  frame.classList.toggle("wa-dark", isDark());
  frame.classList.toggle("wa-light", !isDark());
}

function paintAll(): void {
  for (const frame of frames) paint(frame);
}

const watcher = new MutationObserver(paintAll);

/** Gives a view its style sheet and theme; returns what takes them back. */
export function dress(root: ShadowRoot, frame: HTMLElement): () => void {
  root.adoptedStyleSheets = [sharedSheet()];
  frame.classList.add("wa-theme-default", "wa-palette-default", "wa-brand-blue", "wa-neutral-gray");
  frame.classList.add("wa-success-green", "wa-warning-yellow", "wa-danger-red");
  if (frames.size === 0) {
    watcher.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
    preference.addEventListener("change", paintAll);
  }
  frames.add(frame);
  paint(frame);
  return () => {
    frames.delete(frame);
    if (frames.size > 0) return;
    watcher.disconnect();
    preference.removeEventListener("change", paintAll);
  };
}
