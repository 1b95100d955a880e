// Something that a handler has displayed: rendered by the host where it can, else by ourselves.

import { isStyled, styledNodes } from "../ansi.js";
import { randomId } from "../random.js";
import { type Bundle, HostOutput, type Rendermime } from "../rendermime.js";
import { sanitize } from "../sanitize.js";
import { Adapter } from "./adapter.js";

/** What a view's host offers to what is shown in it. */
interface DisplayHost extends HTMLElement {
  readonly rendermime?: Rendermime;
}

let count = 0;

/**
 * Style sheets of the page don't reach into the view's shadow root, and the host's renderers need them: what the host
 * renders is a child of the view's host, outside of that root, and is shown in this element by a slot.
 */
class Display extends HTMLElement {
  #data: Bundle = {};
  #metadata: Bundle = {};
  #isStale = false;
  #isBusy = false;
  #isDisposed = false;
  #output: HostOutput | undefined;
  #holder: HTMLElement | undefined;
  #url: string | undefined;
  readonly #observer = new ResizeObserver(() => this.#output?.resized());

  set data(value: unknown) {
    this.#data = (value ?? {}) as Bundle;
    this.#changed();
  }

  set metadata(value: unknown) {
    this.#metadata = (value ?? {}) as Bundle;
    this.#changed();
  }

  connectedCallback(): void {
    // Only now is the host known. It may be moved later, or leave the page for a while, with all its children.
    void this.#update();
    this.#observer.observe(this);
  }

  disconnectedCallback(): void {
    this.#observer.disconnect();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#observer.disconnect();
    this.#removeOutput();
    this.#forgetUrl();
  }

  #changed(): void {
    this.#isStale = true;
    queueMicrotask(() => void this.#update()); // data and metadata come together
  }

  /** Shows what there is now. One rendering at a time: the host's may take a while, and the last is to win. */
  async #update(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    while (this.#isStale && this.isConnected && !this.#isDisposed) {
      this.#isStale = false;
      await this.#render();
    }
    this.#isBusy = false;
  }

  async #render(): Promise<void> {
    const root = this.getRootNode();
    const host = root instanceof ShadowRoot ? (root.host as DisplayHost) : undefined;
    const mimeType = host?.rendermime?.preferredMimeType(this.#data, "any");
    if (!host?.rendermime || !mimeType) {
      this.#showPlainly();
      return;
    }
    try {
      if (this.#output?.mimeType !== mimeType) this.#makeOutput(host, host.rendermime, mimeType);
      await this.#output?.show(this.#data, this.#metadata);
    } catch (error) {
      if (this.#isDisposed) return;
      console.error(`liveui_jupyter: the page can't render ${mimeType}:`, error);
      this.#showPlainly();
    }
  }

  #makeOutput(host: DisplayHost, rendermime: Rendermime, mimeType: string): void {
    this.#removeOutput();
    this.#holder = document.createElement("div");
    this.#holder.slot = `liveui-display-${++count}`;
    host.append(this.#holder);
    const slot = document.createElement("slot");
    slot.name = this.#holder.slot;
    this.replaceChildren(slot);
    this.#output = new HostOutput(rendermime, mimeType, this.#holder);
  }

  #removeOutput(): void {
    this.#output?.dispose();
    this.#output = undefined;
    this.#holder?.remove();
    this.#holder = undefined;
  }

  // ---- without a host that renders

  #showPlainly(): void {
    this.#removeOutput();
    this.#forgetUrl();
    this.replaceChildren(this.#plainNode());
  }

  #plainNode(): Node {
    const html = this.#data["text/html"];
    if (typeof html === "string") {
      const box = document.createElement("div");
      box.className = "liveui-output-html";
      box.append(sanitize(html));
      return box;
    }
    const mimeType = Object.keys(this.#data).find((mime) => mime.startsWith("image/"));
    if (mimeType) return this.#imageOf(mimeType);
    const box = document.createElement("pre");
    const text = String(this.#data["text/plain"] ?? "");
    box.append(...(isStyled(text) ? styledNodes(text) : [text]));
    return box;
  }

  /** An image's own document: nothing in an SVG runs there. */
  #imageOf(mimeType: string): Node {
    const content = this.#data[mimeType] as BlobPart;
    this.#url = URL.createObjectURL(new Blob([content], { type: mimeType }));
    const image = document.createElement("img");
    image.src = this.#url;
    image.alt = String(this.#data["text/plain"] ?? "");
    const { width, height } = (this.#metadata[mimeType] ?? {}) as { width?: unknown; height?: unknown };
    if (typeof width === "number") image.width = width;
    if (typeof height === "number") image.height = height;
    return image;
  }

  #forgetUrl(): void {
    if (this.#url) URL.revokeObjectURL(this.#url);
    this.#url = undefined;
  }
}

/** Another version of this front end may be in the page, with elements of its own. */
const NAME = customElements.get("liveui-display") ? `liveui-display-${randomId()}` : "liveui-display";
customElements.define(NAME, Display);

export class OutputDisplayAdapter extends Adapter {
  readonly #display: Display;

  constructor() {
    const display = document.createElement(NAME) as Display;
    display.className = "liveui-output-display";
    super(display);
    this.#display = display;
  }

  override set(key: string, value: unknown): void {
    if (key === "data") this.#display.data = value;
    else if (key === "metadata") this.#display.metadata = value;
    else if (key === "piece") this.#display.dataset.piece = String(value);
    else super.set(key, value);
  }

  override dispose(): void {
    this.#display.dispose();
  }
}
