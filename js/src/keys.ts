// Keys that are typed in an interface are not the notebook's.

/** JupyterLab's own word for elements in which its shortcuts rest. */
const SUPPRESS = "data-lm-suppress-shortcuts";

/** Saving: the one shortcut of the notebook that is meant wherever the focus is. */
function isSave(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s";
}

/**
 * Keeps the notebook's shortcuts from firing on keys that are pressed in the view.
 *
 * The attribute is on the host, since JupyterLab's search for it starts at the event's target as the document sees it.
 * The events themselves go on to the document: select, dialog and tooltip of Web Awesome listen for Escape and arrows
 * there. Ctrl+S is left to JupyterLab: without its saving, the browser's "Save page as" would open.
 */
export function keepKeysFromNotebook(host: HTMLElement, root: ShadowRoot): void {
  host.setAttribute(SUPPRESS, "true");
  root.addEventListener("beforeinput", (event) => {
    // With every key in a cell, JupyterLab waits for a line break at the event's target, our host, to prevent it.
    if ((event as InputEvent).inputType === "insertLineBreak") event.stopPropagation();
  });
  for (const name of ["keydown", "keyup", "keypress"] as const) {
    host.addEventListener(name, (event) => {
      if (!isSave(event)) return;
      host.removeAttribute(SUPPRESS);
      setTimeout(() => host.setAttribute(SUPPRESS, "true"));
    });
  }
}

/** Lets Ctrl+S get out of a component that stops all keys. */
export function letSaveThrough(element: HTMLElement): void {
  for (const name of ["keydown", "keyup", "keypress"] as const) {
    element.addEventListener(
      name,
      (event) => {
        if (isSave(event)) event.stopPropagation = () => undefined;
      },
      { capture: true },
    );
  }
}
