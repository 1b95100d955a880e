// From changes of the tree to the DOM, for one view.

import { type ElementHost, ElementView } from "./element_view.js";
import type { Site } from "./elements/adapter.js";
import { type Change, ROOT, type Tree } from "./tree.js";

export class Renderer {
  readonly #tree: Tree;
  readonly #host: ElementHost;
  readonly #views = new Map<number, ElementView>();
  readonly #site: Site;

  constructor(tree: Tree, host: ElementHost) {
    this.#tree = tree;
    this.#host = host;
    this.#site = { view: host.view, client: host.client, find: (id) => this.#views.get(id)?.adapter };
  }

  view(id: number): ElementView | undefined {
    return this.#views.get(id);
  }

  /** Makes the whole tree, detached; returns the root. */
  build(): ElementView {
    const root = this.#make(ROOT) as ElementView;
    for (const id of this.#tree.descendants(ROOT)) this.#add(id);
    return root;
  }

  /** Shows what has changed. New elements that belong to one place are inserted there in one go. */
  apply(changes: readonly Change[]): void {
    const arrivals: Arrivals = new Map();
    for (const change of changes) {
      switch (change.kind) {
        case "add":
          this.#add(change.id, arrivals);
          break;
        case "set":
          this.#set(change.id, change.keys);
          break;
        case "move":
          insert(arrivals);
          this.#move(change);
          break;
        case "delete":
          for (const id of change.tops) this.#views.get(id)?.adapter.placed.remove();
          for (const id of change.ids) this.#forget(id);
      }
    }
    insert(arrivals);
  }

  /** Another kernel process has taken over: nothing that was sent before will be processed. */
  forgetEvents(): void {
    for (const view of this.#views.values()) view.keeper?.reset();
  }

  dispose(): void {
    for (const id of [...this.#views.keys()]) this.#forget(id);
  }

  #make(id: number): ElementView | undefined {
    const node = this.#tree.get(id);
    if (!node || this.#views.has(id)) return undefined;
    const view = new ElementView(node, this.#host, this.#site);
    this.#views.set(id, view);
    return view;
  }

  #add(id: number, arrivals?: Arrivals): void {
    const node = this.#tree.get(id);
    const view = this.#make(id);
    const parent = node?.parent == null ? undefined : this.#views.get(node.parent);
    if (!node || !view || !parent) return;
    const container = parent.adapter.container(node.slot);
    const { placed } = view.adapter;
    parent.adapter.place(placed, node.slot);
    if (!arrivals || !container.isConnected) {
      container.append(placed);
      return;
    }
    const fragment = arrivals.get(container) ?? document.createDocumentFragment();
    arrivals.set(container, fragment);
    fragment.append(placed);
  }

  #set(id: number, keys: readonly string[]): void {
    const node = this.#tree.get(id);
    if (node) this.#views.get(id)?.apply(node.state, keys);
  }

  #move({ id, parent, slot, before }: Extract<Change, { kind: "move" }>): void {
    const view = this.#views.get(id);
    const owner = this.#views.get(parent);
    if (!view || !owner) return;
    const { placed } = view.adapter;
    owner.adapter.place(placed, slot);
    const next = before === null ? undefined : this.#views.get(before)?.adapter.placed;
    const container = owner.adapter.container(slot);
    move(placed, container, next?.parentNode === container ? next : null);
  }

  #forget(id: number): void {
    this.#views.get(id)?.dispose();
    this.#views.delete(id);
  }
}

type Arrivals = Map<HTMLElement, DocumentFragment>;

/** Inserts what has arrived, once per place. */
function insert(arrivals: Arrivals): void {
  for (const [container, fragment] of arrivals) container.append(fragment);
  arrivals.clear();
}

type Movable = HTMLElement & { moveBefore?(node: Node, before: Node | null): void };

/** Moves an element; keeps its focus and state where the browser can do that. */
function move(element: HTMLElement, container: Movable, before: Node | null): void {
  if (container.moveBefore && element.isConnected && container.isConnected) container.moveBefore(element, before);
  else container.insertBefore(element, before);
}
