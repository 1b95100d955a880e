// The element tree of one client as the kernel has it: pure data, shared by all views of the client in the page.

import { type Add, type Children, type Delete, type Op, type Set as SetOp, Tag } from "./protocol.gen.js";

export type State = Record<string, unknown>;

/** One element. */
export interface TreeNode {
  readonly id: number;
  readonly component: string;
  readonly state: State;
  /** Children by slot, in order; null is the default slot. */
  readonly slots: Map<string | null, number[]>;
  parent: number | null;
  slot: string | null;
}

export const ROOT = 0;

/** Keeps the tree; ops that name unknown elements are ignored, so that a replay may overlap with a snapshot. */
export class Tree {
  readonly nodes = new Map<number, TreeNode>();

  constructor() {
    this.nodes.set(ROOT, newNode(ROOT, "root", {}));
  }

  node(id: number): TreeNode | undefined {
    return this.nodes.get(id);
  }

  /** Applies ops; returns those that meant anything. */
  apply(ops: readonly Op[]): Op[] {
    return ops.filter((op) => {
      switch (op[0]) {
        case Tag.Add:
          return this.#add(op);
        case Tag.Set:
          return this.#set(op);
        case Tag.Children:
          return this.#place(op);
        case Tag.Delete:
          return this.#delete(op);
        default:
          return false;
      }
    });
  }

  /** Becomes the tree of a snapshot. */
  reset(adds: readonly Add[]): void {
    this.nodes.clear();
    for (const add of adds) this.#add(add);
    if (!this.nodes.has(ROOT)) this.nodes.set(ROOT, newNode(ROOT, "root", {}));
  }

  /** The elements below one (and itself), parents first. */
  *walk(id: number): Generator<TreeNode> {
    const node = this.nodes.get(id);
    if (!node) return;
    yield node;
    for (const children of node.slots.values()) for (const child of children) yield* this.walk(child);
  }

  #add([, id, component, parent, slot, state]: Add): boolean {
    if (this.nodes.has(id)) return false;
    this.nodes.set(id, newNode(id, component, { ...state }));
    if (parent != null) this.#attach(id, parent, slot ?? null, null);
    return true;
  }

  #set([, id, state, removed]: SetOp): boolean {
    const node = this.nodes.get(id);
    if (!node) return false;
    Object.assign(node.state, state);
    for (const key of removed ?? []) delete node.state[key];
    return true;
  }

  #place([, id, slot, moves]: Children): boolean {
    if (!this.nodes.has(id)) return false;
    for (const [child, before] of moves) this.#attach(child, id, slot, before);
    return true;
  }

  #delete([, ids]: Delete): boolean {
    for (const id of ids) {
      this.#detach(id);
      this.nodes.delete(id);
    }
    return true;
  }

  #attach(id: number, parentId: number, slot: string | null, before: number | null): void {
    const node = this.nodes.get(id);
    const parent = this.nodes.get(parentId);
    if (!node || !parent) return;
    this.#detach(id);
    let children = parent.slots.get(slot);
    if (!children) {
      children = [];
      parent.slots.set(slot, children);
    }
    const index = before === null ? -1 : children.indexOf(before);
    if (index < 0) children.push(id);
    else children.splice(index, 0, id);
    node.parent = parentId;
    node.slot = slot;
  }

  #detach(id: number): void {
    const node = this.nodes.get(id);
    if (!node || node.parent === null) return;
    const children = this.nodes.get(node.parent)?.slots.get(node.slot);
    const index = children?.indexOf(id) ?? -1;
    if (index >= 0) children?.splice(index, 1);
    node.parent = null;
  }
}

function newNode(id: number, component: string, state: State): TreeNode {
  return { id, component, state, slots: new Map(), parent: null, slot: null };
}
