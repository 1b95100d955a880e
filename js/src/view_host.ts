// Where views live: a custom element that knows when it is put into the page.
//
// When JupyterLab is told of an output's update, it renders the widget anew into the same output, and takes the old
// view's DOM out of the page without disposing of it. So a view whose place in an output is taken by a new one of the
// same client moves there, with everything that its user has typed.

import type { Connection } from "./connection.js";
import { noteLoss, noteNotebook, standIn } from "./lift.js";
import { randomId } from "./random.js";
import type { Rendermime } from "./rendermime.js";
import { rememberScrolling } from "./stick_to_end.js";
import { View } from "./view.js";

/** Milliseconds after which a view that has lost its place has lost its focus, too. */
const FOCUS_MEMORY = 1000;

class ViewHost extends HTMLElement {
  connection: Connection | undefined;
  rendermime: Rendermime | undefined;
  signal: AbortSignal | undefined;
  view: View | undefined;
  place: Element | null = null;
  #focused: HTMLElement | undefined;
  #lostAt = 0;
  #scrollBack: (() => void) | undefined;

  connectedCallback(): void {
    this.#scrollBack?.();
    if (standIn(this) !== this) return; // it is away from its place for a while
    this.place = placeOf(this);
    noteNotebook(this);
    if (this.view || !this.connection || !this.signal || this.signal.aborted) return;
    const orphan = [...hosts].find((host) => host.#isOrphanOf(this));
    if (orphan) orphan.#moveTo(this);
    else this.#open();
  }

  disconnectedCallback(): void {
    // Not an end: JupyterLab takes cells out of the page that are scrolled far away.
    this.#lostAt = performance.now();
    noteLoss(this);
  }

  #open(): void {
    this.view = new View(this.connection as Connection, this);
    hosts.add(this);
    this.#scrollBack = rememberScrolling(this.view.root);
    const { root } = this.view; // which hears of focus that moves inside; we don't
    root.addEventListener("focusin", () => {
      this.#focused = deepActive(this.view?.root);
    });
    root.addEventListener("focusout", () => {
      // Leaving the page takes the focus, too; then it is still meant to be here.
      if (this.isConnected) queueMicrotask(() => this.isConnected && this.#forgetFocus());
    });
    this.#end(this.signal as AbortSignal);
  }

  #forgetFocus(): void {
    if (!this.view?.root.activeElement) this.#focused = undefined;
  }

  #end(signal: AbortSignal): void {
    signal.addEventListener("abort", () => {
      if (this.signal !== signal) return; // it has moved meanwhile
      hosts.delete(this);
      this.view?.dispose();
      this.view = undefined;
      this.remove();
    });
  }

  #isOrphanOf(newcomer: ViewHost): boolean {
    return !standIn(this).isConnected && this.connection === newcomer.connection && this.place === newcomer.place;
  }

  /** Takes the place of a new host. */
  #moveTo(newcomer: ViewHost): void {
    const focused = performance.now() - this.#lostAt < FOCUS_MEMORY ? this.#focused : undefined;
    this.signal = newcomer.signal as AbortSignal;
    this.#end(this.signal);
    newcomer.connection = undefined;
    newcomer.replaceWith(standIn(this));
    focused?.focus({ preventScroll: true });
  }
}

const hosts = new Set<ViewHost>();

/** Another version of this front end may be in the page, with elements of its own. */
const NAME = customElements.get("liveui-view") ? `liveui-view-${randomId()}` : "liveui-view";
customElements.define(NAME, ViewHost);

/**
 * Shows a client in an element, until the signal aborts.
 *
 * @param rendermime the host's renderers of what handlers display, if it has any.
 */
export function mount(connection: Connection, el: HTMLElement, signal: AbortSignal, rendermime?: Rendermime): void {
  const host = document.createElement(NAME) as ViewHost;
  host.connection = connection;
  host.rendermime = rendermime;
  host.signal = signal;
  el.append(host);
}

/** The output that an element is in, as the host of the page knows it. */
function placeOf(element: Element): Element | null {
  return element.closest(".jp-OutputArea-output") ?? element.parentElement?.parentElement ?? null;
}

/** The element that has the focus, inside whatever shadow roots. */
function deepActive(root: ShadowRoot | undefined): HTMLElement | undefined {
  let active = root?.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? active : undefined;
}
