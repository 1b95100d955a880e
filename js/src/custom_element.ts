// Takes the place of Lit's decorator of this name in the bundle (see build.mjs).

/** Defines a custom element, unless the page has one of that name. */
export function customElement(name: string): (type: CustomElementConstructor) => void {
  return (type) => {
    if (!customElements.get(name)) customElements.define(name, type);
  };
}
