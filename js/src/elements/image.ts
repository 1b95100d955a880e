// A picture: a URL, or bytes.

import { Adapter, setProperty } from "./adapter.js";

/** What the kernel sends. */
interface Source {
  url?: string;
  data?: Uint8Array<ArrayBuffer>;
  type?: string;
  /** How many dots make one pixel. */
  scale?: number;
  /** Differs from before if the URL is to be loaded again. */
  reload?: number;
}

export class ImageAdapter extends Adapter {
  readonly #properties = new Map<string, unknown>();
  #wanted: Source | undefined;
  #isLoading = false;
  #isDisposed = false;
  #shown: HTMLElement | undefined;
  #forget = () => {};
  #content: HTMLElement | undefined;

  constructor() {
    const element = document.createElement("div");
    element.className = "liveui-image";
    super(element);
  }

  override container(): HTMLElement {
    if (!this.#content) {
      this.#content = document.createElement("div");
      this.#content.className = "liveui-image-content";
      this.element.append(this.#content);
    }
    return this.#content;
  }

  override set(key: string, value: unknown): void {
    if (key === ":source") this.#load(value as Source | undefined);
    else {
      if (value === undefined) this.#properties.delete(key);
      else this.#properties.set(key, value);
      if (this.#shown instanceof HTMLImageElement) setProperty(this.#shown, key, value);
      else if (this.#shown && key === "alt") this.#shown.textContent = this.#missingText;
    }
  }

  override dispose(): void {
    this.#isDisposed = true;
    this.#forget();
  }

  /** Shows a source once it can be seen, or the one that has come meanwhile. */
  async #load(source: Source | undefined): Promise<void> {
    this.#wanted = source;
    if (this.#isLoading) return;
    this.#isLoading = true;
    let loaded: Source | undefined | null = null;
    while (loaded !== this.#wanted && !this.#isDisposed) {
      loaded = this.#wanted;
      if (loaded) await this.#show(loaded);
      else this.#replace(undefined, () => {});
    }
    this.#isLoading = false;
  }

  async #show(source: Source): Promise<void> {
    const { url, forget } = addressOf(source);
    const image = this.#makeImage();
    // The density makes the picture's own size that of the figure, not the number of its dots.
    if (source.scale) image.srcset = `${url} ${source.scale}x`;
    else image.src = url;
    // A picture that is too large to be decoded ahead may have been loaded all the same.
    const isGood = await image.decode().then(
      () => true,
      () => image.complete && image.naturalWidth > 0,
    );
    if (this.#isDisposed) {
      forget();
      return;
    }
    for (const [key, value] of this.#properties) setProperty(image, key, value);
    this.#replace(isGood ? image : this.#makeMissing(), forget);
    this.element.dispatchEvent(new Event(isGood ? "load" : "error"));
  }

  /** Shows a node in the place of the one before, whose data isn't needed any more. */
  #replace(node: HTMLElement | undefined, forget: () => void): void {
    this.#shown?.remove();
    if (node) this.element.prepend(node);
    this.#forget();
    this.#shown = node;
    this.#forget = forget;
  }

  #makeImage(): HTMLImageElement {
    const image = document.createElement("img");
    image.alt = "";
    image.decoding = "sync"; // it is decoded already when it is put into the page
    return image;
  }

  get #missingText(): string {
    return String(this.#properties.get("alt") ?? "") || "This picture can't be shown";
  }

  #makeMissing(): HTMLElement {
    const box = document.createElement("span");
    box.className = "liveui-image-missing";
    box.textContent = this.#missingText;
    return box;
  }
}

/** Returns where the browser finds a source, and what frees that again. */
function addressOf({ url, data, type, reload }: Source): { url: string; forget: () => void } {
  if (data) {
    const address = URL.createObjectURL(new Blob([data], { type: type ?? "" }));
    return { url: address, forget: () => URL.revokeObjectURL(address) };
  }
  const address = new URL(url ?? "", document.baseURI);
  if (reload && /^https?:$/.test(address.protocol)) address.searchParams.set("_liveui_reload", String(reload));
  return { url: reload ? address.href : (url ?? ""), forget: () => {} };
}
