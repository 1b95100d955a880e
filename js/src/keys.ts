// Keys that are typed in an interface are not the notebook's.

/** Keys with these held are the browser's or the application's: saving, for instance. */
function isShortcut(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !["Enter", "Escape"].includes(event.key);
}

/**
 * Keeps key events inside; JupyterLab's attribute stops its command mode, which listens in the capture phase.
 *
 * @param root the view's outermost node, so that everything inside hears of the keys first.
 */
export function keepKeysFromNotebook(root: ShadowRoot): void {
  (root.host as HTMLElement).setAttribute("data-lm-suppress-shortcuts", "true");
  for (const name of ["keydown", "keyup", "keypress"] as const) {
    root.addEventListener(name, (event) => {
      if (!isShortcut(event as KeyboardEvent)) event.stopPropagation();
    });
  }
}
