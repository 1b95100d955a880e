// Following what is added at the end of something that scrolls, unless its user has scrolled up.

/** Pixels from the end that still count as the end: zoomed pages have fractions of pixels. */
const NEAR = 4;

export class StickToEnd {
  readonly #element: HTMLElement;
  readonly #mutations = new MutationObserver(() => this.follow());
  readonly #resizes = new ResizeObserver(() => this.follow());
  #isAtEnd = true;

  constructor(element: HTMLElement) {
    this.#element = element;
    this.#mutations.observe(element, { childList: true, subtree: true, characterData: true });
    this.#resizes.observe(element);
    element.addEventListener("scroll", () => {
      this.#isAtEnd = element.scrollHeight - element.clientHeight - element.scrollTop <= NEAR;
    });
    all.add(this);
  }

  dispose(): void {
    all.delete(this);
    this.#mutations.disconnect();
    this.#resizes.disconnect();
  }

  follow(): void {
    if (this.#isAtEnd) this.#element.scrollTop = this.#element.scrollHeight;
  }
}

const all = new Set<StickToEnd>();

/**
 * Remembers how far things are scrolled inside a root; returns what scrolls them there again.
 *
 * An element that is taken out of the page and put back, as JupyterLab does with outputs, begins at its top, and no
 * event tells of it.
 */
export function rememberScrolling(root: ShadowRoot): () => void {
  const positions = new Map<Element, [left: number, top: number]>();
  root.addEventListener(
    "scroll",
    ({ target }) => {
      if (target instanceof Element) positions.set(target, [target.scrollLeft, target.scrollTop]);
    },
    { capture: true, passive: true },
  );
  return () => {
    for (const [element, [left, top]] of positions) {
      if (root.contains(element)) element.scrollTo({ left, top, behavior: "instant" });
      else positions.delete(element);
    }
    for (const stick of all) stick.follow();
  };
}
