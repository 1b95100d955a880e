// Takes a view's host out of its cell for a while, so that a dialog can be seen though the cell can't.
//
// JupyterLab hides cells, or takes them out of the page, that are scrolled far away or folded. What is in the top layer
// goes with them.

/** What stands in a host's place while it is away, and how many want it to be away. */
interface Flight {
  readonly place: HTMLElement;
  count: number;
}

/**
 * Milliseconds for which a host that is taken out of the page is left alone: JupyterLab, which renders an output anew
 * when its cell ends, puts it back within 50.
 */
export const PATIENCE = 250;

const flights = new WeakMap<Element, Flight>();
const notebooks = new WeakMap<Element, Element>();
const losses = new WeakMap<Element, number>();

/** Notes which notebook a host is in; to be called when it gets into the page. */
export function noteNotebook(host: Element): void {
  const notebook = host.closest(".jp-Notebook");
  if (notebook) notebooks.set(host, notebook);
}

/** Notes that a host has been taken out of the page. */
export function noteLoss(host: Element): void {
  losses.set(host, performance.now());
}

/** The notebook that a host is in, or was when it was in the page last. */
export function notebookOf(host: Element): Element | undefined {
  return notebooks.get(host);
}

/** Tells whether an element has a place on the screen, be it scrolled out of sight. */
export function isRendered(element: Element): boolean {
  return element.isConnected && element.getClientRects().length > 0;
}

/** What is in a host's place: itself, unless it is away. */
export function standIn(host: HTMLElement): HTMLElement {
  return flights.get(host)?.place ?? host;
}

/** Tells whether a host that isn't rendered can be lifted, now or soon: its notebook is to be seen. */
export function canLift(host: Element): boolean {
  const notebook = notebooks.get(host);
  return notebook !== undefined && isRendered(notebook) && host.parentNode !== null;
}

/** Tells whether a host is out of the page only while JupyterLab renders its output anew, as far as can be known. */
export function isInTransit(host: Element): boolean {
  return !host.isConnected && performance.now() - (losses.get(host) ?? 0) < PATIENCE;
}

/** Takes a host out of its cell, to the end of the page's body, where it takes no room. */
export function lift(host: HTMLElement): void {
  const flight = flights.get(host);
  if (flight) {
    flight.count++;
    return;
  }
  const place = document.createElement("span");
  place.hidden = true;
  host.before(place);
  flights.set(host, { place, count: 1 });
  host.style.cssText = "position: fixed; width: 0; height: 0; overflow: hidden";
  document.body.append(host);
}

/** Puts a host back into its cell, once nobody wants it to be away any more. */
export function land(host: HTMLElement): void {
  const flight = flights.get(host);
  if (!flight || --flight.count > 0) return;
  flights.delete(host);
  host.style.cssText = "";
  if (flight.place.parentNode) flight.place.replaceWith(host);
  else host.remove();
}
