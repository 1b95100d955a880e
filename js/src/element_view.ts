// One element in one view: its adapter, the keys that all elements share, and its listeners.

import { Delegate } from "./delegate.js";
import type { Adapter, Site } from "./elements/adapter.js";
import { makeAdapter } from "./elements/registry.js";
import { accepts, type EventSpec, parseType, pickArguments } from "./listener.js";
import type { Listener } from "./protocol.gen.js";
import { Throttle } from "./throttle.js";
import type { Tooltips } from "./tooltips.js";
import type { State, TreeNode } from "./tree.js";
import { ValueKeeper } from "./values.js";

/** What an element needs of its view. */
export interface ElementHost {
  /** Id of the view. */
  readonly view: string;
  /** Id of the client. */
  readonly client: string;
  readonly delegate: Delegate;
  readonly tooltips: Tooltips;
  /** Sends an event; returns its number. */
  send(element: number, listener: number, args: unknown): number;
  failed(error: unknown): void;
  scope(): Record<string, unknown>;
}

interface Active {
  wire: string;
  stop(): void;
  /** Takes events of the component, such as `update:value`. */
  component?: { type: string; push(args: unknown): void; isPending(): boolean };
}

/** Gets an event (of a component: its argument). */
type Handler<Result = void> = (event: unknown) => Result;

export class ElementView {
  readonly id: number;
  readonly adapter: Adapter;
  readonly keeper: ValueKeeper | undefined;
  readonly #host: ElementHost;
  #classes: string[] = [];
  #styles: string[] = [];
  #listeners = new Map<number, Active>();

  constructor(node: TreeNode, host: ElementHost, site: Site) {
    this.id = node.id;
    this.#host = host;
    this.adapter = makeAdapter(node.component, node.state, (type, args) => this.#emit(type, args), site, node.id);
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
    else if (keys.some((key) => !key.startsWith(":"))) this.keeper?.settle(); // it may have been out of bounds
  }

  dispose(): void {
    for (const listener of this.#listeners.values()) listener.stop();
    this.#listeners.clear();
    this.#host.tooltips.set(this.element, "");
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
        this.adapter.setHidden(value === true);
        break;
      case ":tooltip":
        this.#host.tooltips.set(this.element, String(value ?? ""));
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
    const pick: Handler<unknown> = (value) => (value instanceof Event ? pickArguments(value, args) : value);
    const handle = options?.js_handler
      ? this.#compile(options.js_handler, (...values) =>
          throttle.push(values.length < 2 ? pick(values[0]) : values.map(pick)),
        )
      : (value: unknown) => throttle.push(pick(value));
    if (type.startsWith("update:")) {
      return {
        wire,
        stop: () => throttle.stop(),
        component: { type, push: handle, isPending: () => throttle.isPending },
      };
    }
    const stop = this.#hear(parseType(type), handle);
    return {
      wire,
      stop: () => {
        stop();
        throttle.stop();
      },
    };
  }

  /** Listens to an event of the DOM; returns what ends that. */
  #hear(spec: EventSpec, handle: Handler): () => void {
    const { name, capture, once, passive } = spec;
    const accepted = (event: Event) => {
      if (!accepts(spec, event, this.element)) return;
      if (once) stop();
      handle(event);
    };
    let stop: () => void;
    if (!capture && !passive && Delegate.takes(name)) {
      stop = this.#host.delegate.listen(this.element, name, accepted);
    } else {
      this.element.addEventListener(name, accepted, { capture, passive });
      stop = () => this.element.removeEventListener(name, accepted, { capture });
    }
    return () => stop();
  }

  /** Makes a handler of JavaScript from the kernel, which may call `emit`; its faults are told to the kernel. */
  #compile(code: string, emit: (...values: unknown[]) => void): Handler {
    const scope = { ...this.#host.scope(), emit };
    try {
      const make = new Function(...Object.keys(scope), `return (${code}\n)`);
      const handler = make(...Object.values(scope)) as (event: unknown) => unknown;
      return async (event) => {
        try {
          await handler(event);
        } catch (error) {
          this.#host.failed(error);
        }
      };
    } catch (error) {
      this.#host.failed(error);
      return () => undefined;
    }
  }

  /** Takes an event of the component. */
  #emit(type: string, args: unknown): void {
    const listeners = [...this.#listeners.values()].flatMap(({ component }) =>
      component?.type === type ? component : [],
    );
    for (const { push } of listeners) push(args);
    if (type === "update:value") this.keeper?.changed(listeners.some(({ isPending }) => isPending()));
  }
}
