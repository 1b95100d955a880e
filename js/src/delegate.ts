// One DOM listener per view for the events of all its elements, instead of one per element.

type Handler = (event: Event) => void;

/** Events that bubble out of components' shadow roots, so that the view's root hears them. */
const BUBBLING = new Set([
  "click",
  "dblclick",
  "auxclick",
  "contextmenu",
  "mousedown",
  "mouseup",
  "mousemove",
  "pointerdown",
  "pointerup",
  "pointermove",
  "keydown",
  "keyup",
  "wheel",
  "touchstart",
  "touchend",
]);

export class Delegate {
  readonly #root: HTMLElement;
  readonly #handlers = new Map<string, WeakMap<EventTarget, Set<Handler>>>();

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  static takes(name: string): boolean {
    return BUBBLING.has(name);
  }

  /** Calls a handler for events on an element or inside it; returns what ends that. */
  listen(element: HTMLElement, name: string, handler: Handler): () => void {
    let byElement = this.#handlers.get(name);
    if (!byElement) {
      byElement = new WeakMap();
      this.#handlers.set(name, byElement);
      this.#root.addEventListener(name, (event) => this.#dispatch(name, event));
    }
    const handlers = byElement.get(element) ?? new Set<Handler>();
    byElement.set(element, handlers);
    handlers.add(handler);
    return () => handlers.delete(handler);
  }

  #dispatch(name: string, event: Event): void {
    const byElement = this.#handlers.get(name);
    for (const target of event.composedPath()) {
      if (target === this.#root) return;
      for (const handler of byElement?.get(target) ?? []) handler(event);
      if (event.cancelBubble) return;
    }
  }
}
