// Keys that are typed in an interface are not the notebook's.

/** JupyterLab's own word for elements in which its shortcuts rest. */
const SUPPRESS = "data-lm-suppress-shortcuts";

/** Saving: the one shortcut of the notebook that is meant wherever the focus is. */
function isSave(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s";
}

/**
 * Keeps key events from the page around the view.
 *
 * JupyterLab 4.6 looks for shortcuts when an event has bubbled up to the document: there it just doesn't come. Older
 * ones look in the capture phase, before any listener of ours: there the attribute stops them, which has to be on the
 * host, since their search starts at the event's target as the document sees it. Ctrl+S may pass: without JupyterLab's
 * saving, it would open the browser's "Save page as".
 */
export function keepKeysFromNotebook(host: HTMLElement): void {
  host.setAttribute(SUPPRESS, "true");
  for (const name of ["keydown", "keyup", "keypress"] as const) {
    host.addEventListener(name, (event) => {
      if (!isSave(event)) {
        event.stopPropagation();
        return;
      }
      host.removeAttribute(SUPPRESS);
      setTimeout(() => host.setAttribute(SUPPRESS, "true"));
    });
  }
}
