// HTML, and what becomes HTML in the kernel.

import { parseTrusted, sanitize } from "../sanitize.js";
import { unwatchScrolling, watchScrolling } from "../scrollers.js";
import { isRelative, resolveUrl } from "../urls.js";
import { Adapter } from "./adapter.js";

/** The key that the HTML comes under says whether to trust it: two keys could arrive in the wrong order. */
const UNSAFE = ":html";
const TRUSTED = ":trusted_html";

export class HtmlAdapter extends Adapter {
  #key: string | undefined;
  #nodes: ChildNode[] = [];

  constructor(tag: string) {
    super(document.createElement(tag));
    this.element.classList.add("liveui-prose");
    this.element.addEventListener("click", (event) => this.#follow(event));
  }

  override set(key: string, value: unknown): void {
    if (key !== UNSAFE && key !== TRUSTED) super.set(key, value);
    else if (value !== undefined) this.#show(key, String(value));
    else if (key === this.#key) this.#show(key, "");
  }

  override dispose(): void {
    unwatchScrolling(this.element);
  }

  #show(key: string, html: string): void {
    this.#key = key;
    const isTrusted = key === TRUSTED;
    this.element.classList.toggle("liveui-contained", !isTrusted);
    const fragment = isTrusted ? parseTrusted(html) : sanitize(html);
    this.#findFiles(fragment);
    for (const node of this.#nodes) node.remove();
    this.#nodes = [...fragment.childNodes];
    this.element.prepend(fragment); // children of the element come after it
    watchScrolling(this.element);
  }

  /** Files beside the notebook: their address is known once the element is in the page. */
  #findFiles(fragment: DocumentFragment): void {
    for (const node of fragment.querySelectorAll("img[src], video[src], audio[src], source[src]")) {
      const url = node.getAttribute("src") ?? "";
      if (!isRelative(url)) continue;
      node.removeAttribute("src");
      queueMicrotask(async () => {
        const found = await resolveUrl(this.element, url).catch(() => url);
        if (!node.hasAttribute("src")) node.setAttribute("src", found);
      });
    }
  }

  /** Goes where a link inside the content points to, which the browser doesn't find in a shadow root. */
  #follow(event: MouseEvent): void {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement || node instanceof SVGAElement);
    const href = link instanceof Element ? (link.getAttribute("href") ?? "") : "";
    if (!href.startsWith("#")) return;
    event.preventDefault();
    const name = decodeURIComponent(href.slice(1));
    const root = this.element.getRootNode() as ShadowRoot;
    const target = this.element.querySelector(`[id="${CSS.escape(name)}"]`) ?? root.getElementById(name);
    target?.scrollIntoView({ block: "nearest" });
  }
}
