// From ops to DOM, for one view.

import { type ElementHost, ElementView } from "./element_view.js";
import { type Op, Tag } from "./protocol.gen.js";
import { ROOT, type Tree } from "./tree.js";

export class Renderer {
  readonly #tree: Tree;
  readonly #host: ElementHost;
  readonly #views = new Map<number, ElementView>();

  constructor(tree: Tree, host: ElementHost) {
    this.#tree = tree;
    this.#host = host;
  }

  view(id: number): ElementView | undefined {
    return this.#views.get(id);
  }

  /** Makes the whole tree, detached; returns the root. */
  build(): ElementView {
    for (const node of this.#tree.walk(ROOT)) this.#make(node.id);
    return this.#views.get(ROOT) as ElementView;
  }

  /** Shows what a batch has changed. New elements that belong to one place are inserted there in one go. */
  apply(ops: readonly Op[]): void {
    const arrivals = new Map<HTMLElement, DocumentFragment>();
    for (const op of ops) {
      if (op[0] === Tag.Add) {
        this.#add(op[1], arrivals);
        continue;
      }
      if (op[0] === Tag.Children) {
        insert(arrivals);
        for (const [child] of op[3]) this.#attach(child);
      } else if (op[0] === Tag.Set) {
        const node = this.#tree.node(op[1]);
        if (node) this.#views.get(op[1])?.apply(node.state, [...Object.keys(op[2]), ...(op[3] ?? [])]);
      } else for (const id of op[1]) this.#drop(id);
    }
    insert(arrivals);
  }

  /** Shows another tree; elements that are in both keep their DOM nodes, focus and what is being typed. */
  reset(): void {
    for (const id of [...this.#views.keys()]) if (!this.#tree.node(id)) this.#drop(id);
    for (const node of this.#tree.walk(ROOT)) {
      const view = this.#views.get(node.id);
      if (view) view.apply(node.state, Object.keys(node.state));
      else this.#make(node.id);
    }
    for (const node of this.#tree.walk(ROOT)) for (const children of node.slots.values()) this.#order(children);
  }

  dispose(): void {
    for (const view of this.#views.values()) view.dispose();
    this.#views.clear();
  }

  #make(id: number): void {
    const node = this.#tree.node(id);
    if (!node || this.#views.has(id)) return;
    this.#views.set(id, new ElementView(node, this.#host));
    const container = this.#containerOf(id);
    if (container) container.append((this.#views.get(id) as ElementView).element);
  }

  #add(id: number, arrivals: Map<HTMLElement, DocumentFragment>): void {
    const node = this.#tree.node(id);
    if (!node || this.#views.has(id)) return;
    const view = new ElementView(node, this.#host);
    this.#views.set(id, view);
    const container = this.#containerOf(id);
    if (!container) return;
    if (!container.isConnected) {
      container.append(view.element);
      return;
    }
    const fragment = arrivals.get(container) ?? document.createDocumentFragment();
    arrivals.set(container, fragment);
    fragment.append(view.element);
  }

  /** Finds where an element goes, and prepares it for that. */
  #containerOf(id: number): HTMLElement | undefined {
    const node = this.#tree.node(id);
    const parent = node?.parent == null ? undefined : this.#views.get(node.parent);
    if (!node || !parent) return undefined;
    parent.adapter.place((this.#views.get(id) as ElementView).element, node.slot);
    return parent.adapter.container(node.slot);
  }

  /** Puts an element where the tree has it. */
  #attach(id: number): void {
    const node = this.#tree.node(id);
    const view = this.#views.get(id);
    const container = this.#containerOf(id);
    if (!node || !view || !container || node.parent === null) return;
    const siblings = this.#tree.node(node.parent)?.slots.get(node.slot) ?? [];
    const next = siblings[siblings.indexOf(id) + 1];
    const before = next === undefined ? undefined : this.#views.get(next)?.element;
    move(view.element, container, before?.parentNode === container ? before : null);
  }

  /** Brings children into their order; those that stand right aren't touched. */
  #order(children: readonly number[]): void {
    for (const id of [...children].reverse()) {
      const view = this.#views.get(id);
      const node = this.#tree.node(id);
      if (!view || !node) continue;
      const index = children.indexOf(id);
      const next = children[index + 1];
      const expected = next === undefined ? null : (this.#views.get(next)?.element ?? null);
      if (view.element.parentNode !== this.#containerOf(id) || (expected && nextElement(view.element) !== expected)) {
        this.#attach(id);
      }
    }
  }

  #drop(id: number): void {
    const view = this.#views.get(id);
    if (!view) return;
    this.#views.delete(id);
    view.dispose();
    view.element.remove();
  }
}

/** Inserts what has arrived, once per place. */
function insert(arrivals: Map<HTMLElement, DocumentFragment>): void {
  for (const [container, fragment] of arrivals) container.append(fragment);
  arrivals.clear();
}

/** The next sibling that isn't a tooltip of ours. */
function nextElement(element: Element): Element | null {
  const next = element.nextElementSibling;
  return next?.localName === "wa-tooltip" ? nextElement(next) : next;
}

type Movable = HTMLElement & { moveBefore?(node: Node, before: Node | null): void };

/** Moves an element; keeps its focus and state where the browser can do that. */
function move(element: HTMLElement, container: Movable, before: Node | null): void {
  if (container.moveBefore && element.isConnected && container.isConnected) container.moveBefore(element, before);
  else container.insertBefore(element, before);
}
