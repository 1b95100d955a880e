// The host's own renderers, where it has any: JupyterLab's rendermime, with all that its user has installed.
//
// Its renderers are Lumino widgets. We don't bundle Lumino, and a second copy wouldn't do: a widget's class has all that
// is needed, by inheritance.

/** A mime bundle as it arrives: by mime type, bytes of what is binary. */
export type Bundle = Record<string, unknown>;

/** What Jupyter calls `IRenderMimeRegistry`: the part that we use. */
export interface Rendermime {
  preferredMimeType(bundle: Bundle, safe: "any"): string | undefined;
  createRenderer(mimeType: string): LuminoRenderer;
  createModel(options: { data: Bundle; metadata: Bundle; trusted: boolean }): unknown;
}

interface LuminoRenderer {
  readonly node: HTMLElement;
  readonly isDisposed: boolean;
  renderModel(model: unknown): Promise<void>;
  processMessage(message: unknown): void;
  dispose(): void;
}

/** What renderers inherit from Lumino's `Widget`, as properties of their class. */
interface WidgetClass {
  readonly Msg?: Record<"BeforeAttach" | "AfterAttach" | "BeforeDetach" | "AfterDetach", unknown>;
  readonly ResizeMessage?: { readonly UnknownSize: unknown };
}

/** One output of the host's, in an element of ours. */
export class HostOutput {
  readonly mimeType: string;
  readonly #rendermime: Rendermime;
  readonly #renderer: LuminoRenderer;
  readonly #class: WidgetClass;

  /**
   * @param place where to show it; in the document, so that what is shown may measure itself.
   */
  constructor(rendermime: Rendermime, mimeType: string, place: HTMLElement) {
    this.mimeType = mimeType;
    this.#rendermime = rendermime;
    this.#renderer = rendermime.createRenderer(mimeType);
    this.#renderer.node.classList.add("jp-OutputArea-output"); // JupyterLab's styles of outputs
    this.#class = this.#renderer.constructor as unknown as WidgetClass;
    // Not by `Widget.attach` and `detach`: the latter refuses to work where the page has taken the cell out already.
    this.#tell(this.#class.Msg?.BeforeAttach);
    place.append(this.#renderer.node);
    this.#tell(this.#class.Msg?.AfterAttach);
  }

  /** Shows a bundle. It comes from code that runs in the user's own kernel: as much to be trusted as a cell's output. */
  async show(data: Bundle, metadata: Bundle): Promise<void> {
    const model = this.#rendermime.createModel({ data: toJupyter(data), metadata, trusted: true });
    await this.#renderer.renderModel(model);
  }

  resized(): void {
    if (!this.#renderer.isDisposed) this.#tell(this.#class.ResizeMessage?.UnknownSize);
  }

  dispose(): void {
    if (this.#renderer.isDisposed) return;
    this.#tell(this.#class.Msg?.BeforeDetach);
    this.#renderer.node.remove();
    this.#tell(this.#class.Msg?.AfterDetach);
    this.#renderer.dispose();
  }

  #tell(message: unknown): void {
    if (message) this.#renderer.processMessage(message);
  }
}

/** Returns a bundle as Jupyter has it: what is binary as base64. A copy: ipywidgets' renderer changes what it is given. */
function toJupyter(data: Bundle): Bundle {
  const entries = Object.entries(data);
  return Object.fromEntries(
    entries.map(([mime, value]) => [mime, value instanceof Uint8Array ? toBase64(value) : structuredClone(value)]),
  );
}

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += 0x8000) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 0x8000)));
  }
  return btoa(parts.join(""));
}
