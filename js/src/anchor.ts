// What stands in the tree for an element that is shown elsewhere, and tells when it gets into the page or out of it.

import { randomId } from "./random.js";

export class Anchor extends HTMLElement {
  /** Called whenever it has got into the page, or out of it. */
  moved: () => void = () => undefined;

  connectedCallback(): void {
    this.hidden = true;
    this.moved();
  }

  disconnectedCallback(): void {
    this.moved();
  }
}

/** Another version of this front end may be in the page, with elements of its own. */
customElements.define(customElements.get("liveui-anchor") ? `liveui-anchor-${randomId()}` : "liveui-anchor", Anchor);
