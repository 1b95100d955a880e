// One element in one view: its adapter, the keys that all elements share, and its listeners.

import "@awesome.me/webawesome/dist/components/tooltip/tooltip.js";
import { Delegate } from "./delegate.js";
import type { Adapter } from "./elements/adapter.js";
import { makeAdapter } from "./elements/registry.js";
import { accepts, parseType, pickArguments } from "./listener.js";
import type { Listener } from "./protocol.gen.js";
import { Throttle } from "./throttle.js";
import type { State, TreeNode } from "./tree.js";
import { ValueKeeper } from "./values.js";

/** What an element needs of its view. */
export interface ElementHost {
  readonly delegate: Delegate;
  /** Sends an event; returns its number. */
  send(element: number, listener: number, args: unknown): number;
  failed(error: unknown): void;
  scope(): Record<string, unknown>;
}

interface Active {
  wire: string;
  stop(): void;
  /** Takes events of the component, such as `update:value`. */
  component?: { type: string; push(args: unknown): void };
}

type JavaScriptHandler = (event: unknown) => void;

export class ElementView {
  readonly id: number;
  readonly adapter: Adapter;
  readonly keeper: ValueKeeper | undefined;
  readonly #host: ElementHost;
  #classes: string[] = [];
  #styles: string[] = [];
  #listeners = new Map<number, Active>();
  #tooltip: HTMLElement | undefined;

  constructor(node: TreeNode, host: ElementHost) {
    this.id = node.id;
    this.#host = host;
    this.adapter = makeAdapter(node.component, node.state, (type, args) => this.#emit(type, args));
    const control = this.adapter.value;
    this.keeper = control && new ValueKeeper(control);
    this.element.addEventListener("liveui-released", () => this.keeper?.settle());
    this.apply(node.state, Object.keys(node.state));
  }

  get element(): HTMLElement {
    return this.adapter.element;
  }

  /** Shows keys of the state as they are now. */
  apply(state: State, keys: readonly string[]): void {
    // Bounds and steps first, since components fit a value into them.
    for (const key of keys) if (key !== "value") this.#show(key, state[key]);
    if (keys.includes("value")) this.#show("value", state.value);
  }

  dispose(): void {
    for (const listener of this.#listeners.values()) listener.stop();
    this.#listeners.clear();
    this.#tooltip?.remove();
    this.adapter.dispose();
  }

  #show(key: string, value: unknown): void {
    switch (key) {
      case ":tag":
        break;
      case ":text":
        this.adapter.setText(String(value ?? ""));
        break;
      case ":class":
        this.#setClasses(String(value ?? ""));
        break;
      case ":style":
        this.#setStyle((value ?? {}) as Record<string, string>);
        break;
      case ":hidden":
        this.element.classList.toggle("liveui-hidden", value === true);
        break;
      case ":tooltip":
        this.#setTooltip(String(value ?? ""));
        break;
      case ":on":
        this.#setListeners((value ?? []) as Listener[]);
        break;
      case "value":
        if (this.keeper) this.keeper.setFromKernel(value);
        else this.adapter.set(key, value);
        break;
      default:
        this.adapter.set(key, value);
    }
  }

  #setClasses(text: string): void {
    this.element.classList.remove(...this.#classes);
    this.#classes = text.split(/\s+/).filter(Boolean);
    this.element.classList.add(...this.#classes);
  }

  #setStyle(style: Record<string, string>): void {
    for (const name of this.#styles) if (!(name in style)) this.element.style.removeProperty(name);
    this.#styles = Object.keys(style);
    for (const [name, text] of Object.entries(style)) {
      const isImportant = /!\s*important\s*$/i.test(text);
      this.element.style.setProperty(name, text.replace(/!\s*important\s*$/i, ""), isImportant ? "important" : "");
    }
  }

  #setTooltip(text: string): void {
    this.#tooltip?.remove();
    this.#tooltip = undefined;
    this.element.removeAttribute("aria-description");
    if (!text) return;
    const tooltip = document.createElement("wa-tooltip");
    tooltip.textContent = text;
    this.element.setAttribute("aria-description", text);
    this.element.id ||= `liveui-${this.id}`;
    tooltip.setAttribute("for", this.element.id);
    this.#tooltip = tooltip;
    // It finds its element by id, in the same root; so both have to be there.
    queueMicrotask(() => {
      if (this.#tooltip === tooltip) this.element.after(tooltip);
    });
  }

  // ---- events

  #setListeners(listeners: Listener[]): void {
    const wanted = new Map(listeners.map((listener) => [listener[0], listener]));
    for (const [id, active] of this.#listeners) {
      if (JSON.stringify(wanted.get(id)) === active.wire) continue;
      active.stop();
      this.#listeners.delete(id);
    }
    for (const [id, listener] of wanted) if (!this.#listeners.has(id)) this.#listeners.set(id, this.#listen(listener));
  }

  #listen(listener: Listener): Active {
    const [id, type, args, options] = listener;
    const wire = JSON.stringify(listener);
    const throttle = new Throttle<unknown>(options, (value) => {
      const seq = this.#host.send(this.id, id, value);
      if (type === "update:value") this.keeper?.sent(seq);
    });
    if (type.startsWith("update:")) {
      const push = (value: unknown) => {
        this.keeper?.changed();
        throttle.push(value);
      };
      return { wire, stop: () => throttle.stop(), component: { type, push } };
    }
    const spec = parseType(type);
    const custom = options?.js_handler ? this.#compile(options.js_handler, (value) => throttle.push(value)) : undefined;
    const handle = (event: Event) => {
      if (!accepts(spec, event, this.element)) return;
      if (custom) custom(event);
      else throttle.push(pickArguments(event, args));
    };
    const isPlain = !spec.capture && !spec.once && !spec.passive;
    let stop: () => void;
    if (isPlain && Delegate.takes(spec.name)) stop = this.#host.delegate.listen(this.element, spec.name, handle);
    else {
      const { capture, once, passive } = spec;
      this.element.addEventListener(spec.name, handle, { capture, once, passive });
      stop = () => this.element.removeEventListener(spec.name, handle, { capture });
    }
    return {
      wire,
      stop: () => {
        stop();
        throttle.stop();
      },
    };
  }

  #compile(code: string, emit: (value: unknown) => void): JavaScriptHandler {
    const scope = {
      ...this.#host.scope(),
      emit: (...values: unknown[]) => emit(values.length < 2 ? values[0] : values),
    };
    try {
      const make = new Function(...Object.keys(scope), `return (${code}\n)`);
      const handler = make(...Object.values(scope)) as JavaScriptHandler;
      return (event) => {
        try {
          handler(event);
        } catch (error) {
          this.#host.failed(error);
        }
      };
    } catch (error) {
      this.#host.failed(error);
      return () => undefined;
    }
  }

  #emit(type: string, args: unknown): void {
    for (const { component } of this.#listeners.values()) if (component?.type === type) component.push(args);
  }
}
