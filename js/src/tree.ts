// A client's element tree, as plain data. Applies ops and tells what has changed; knows nothing of the DOM.

import { type Add, type Children, type Delete, type Op, type Set as SetOp, Tag } from "./protocol.gen";

/** Id of the root, which always exists. */
export const ROOT = 0;

export type State = Record<string, unknown>;

/** An element. Siblings are linked, since a slot may hold thousands of children of which one moves. */
export interface TreeNode {
  readonly id: number;
  readonly component: string;
  state: State;
  parent: number | null;
  slot: string | null;
  previous: number | null;
  next: number | null;
  readonly slots: Map<string | null, { first: number | null; last: number | null }>;
}

/** What has happened to the tree, in order; a view that does the same to its DOM stays equal to it. */
export type Change =
  | { kind: "add"; id: number }
  | { kind: "set"; id: number; keys: string[] }
  | { kind: "move"; id: number; parent: number; slot: string | null; before: number | null }
  | { kind: "delete"; tops: number[]; ids: number[] };

export class Tree {
  private readonly nodes = new Map<number, TreeNode>();

  constructor() {
    this.nodes.set(ROOT, makeNode(ROOT, "root", {}));
  }

  get size(): number {
    return this.nodes.size;
  }

  get(id: number): TreeNode | undefined {
    return this.nodes.get(id);
  }

  ids(): Iterable<number> {
    return this.nodes.keys();
  }

  /** The ids of a slot's children, in order. */
  children(parent: number, slot: string | null): number[] {
    const result: number[] = [];
    let id = this.nodes.get(parent)?.slots.get(slot)?.first ?? null;
    while (id !== null) {
      result.push(id);
      id = this.nodes.get(id)?.next ?? null;
    }
    return result;
  }

  /** The ids of everything inside an element, parents before children. */
  descendants(id: number): number[] {
    const result: number[] = [];
    const pending = [id];
    for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
      if (current !== id) result.push(current);
      const slots = this.nodes.get(current)?.slots.keys() ?? [];
      const inside = [...slots].flatMap((slot) => this.children(current, slot));
      for (const child of inside.reverse()) pending.push(child);
    }
    return result;
  }

  /** Applies a batch. What makes no sense (an id that is unknown, or known already) is passed over. */
  apply(ops: Op[]): Change[] {
    const changes: Change[] = [];
    for (const op of ops) {
      switch (op[0]) {
        case Tag.Add:
          this.applyAdd(op, changes);
          break;
        case Tag.Set:
          this.applySet(op, changes);
          break;
        case Tag.Children:
          this.applyChildren(op, changes);
          break;
        case Tag.Delete:
          this.applyDelete(op, changes);
          break;
      }
    }
    return changes;
  }

  /** Makes an element, detached. */
  add(id: number, component: string, state: State): void {
    this.nodes.set(id, makeNode(id, component, state));
  }

  /** Puts an element before a sibling, or last in the slot, and takes it from where it was. */
  place(id: number, parent: number, slot: string | null, before: number | null): void {
    const node = this.nodes.get(id);
    const owner = this.nodes.get(parent);
    if (!node || !owner || id === before) return;
    this.detach(id);
    let list = owner.slots.get(slot);
    if (!list) {
      list = { first: null, last: null };
      owner.slots.set(slot, list);
    }
    const next = before === null ? undefined : this.nodes.get(before);
    const isThere = next?.parent === parent && next.slot === slot;
    node.parent = parent;
    node.slot = slot;
    node.next = isThere ? next.id : null;
    node.previous = isThere ? next.previous : list.last;
    const previous = this.at(node.previous);
    if (previous) previous.next = id;
    else list.first = id;
    if (isThere) next.previous = id;
    else list.last = id;
  }

  /** Removes elements with all that is inside them; returns the ids of all that have gone. */
  remove(tops: number[]): number[] {
    const ids = tops.flatMap((id) => [id, ...this.descendants(id)]);
    for (const id of tops) this.detach(id);
    for (const id of ids) this.nodes.delete(id);
    return ids;
  }

  private applyAdd([, id, component, parent, slot, state]: Add, changes: Change[]): void {
    if (id === ROOT) {
      this.applySet([Tag.Set, ROOT, state ?? {}], changes);
      return;
    }
    if (this.nodes.has(id)) return;
    this.add(id, component, { ...state });
    if (parent !== null && parent !== undefined) this.place(id, parent, slot ?? null, null);
    changes.push({ kind: "add", id });
  }

  private applySet([, id, state, removed]: SetOp, changes: Change[]): void {
    const node = this.nodes.get(id);
    if (!node) return;
    Object.assign(node.state, state);
    for (const key of removed ?? []) delete node.state[key];
    const keys = [...Object.keys(state), ...(removed ?? [])];
    if (keys.length) changes.push({ kind: "set", id, keys });
  }

  private applyChildren([, parent, slot, moves]: Children, changes: Change[]): void {
    if (!this.nodes.has(parent)) return;
    for (const [id, before] of moves) {
      if (!this.nodes.has(id) || id === ROOT) continue;
      this.place(id, parent, slot, before);
      changes.push({ kind: "move", id, parent, slot, before: this.nodes.get(id)?.next ?? null });
    }
  }

  private applyDelete([, listed]: Delete, changes: Change[]): void {
    const doomed = new Set(listed.filter((id) => id !== ROOT && this.nodes.has(id)));
    const tops = [...doomed].filter((id) => !doomed.has(this.nodes.get(id)?.parent ?? ROOT));
    if (tops.length) changes.push({ kind: "delete", tops, ids: this.remove(tops) });
  }

  private detach(id: number): void {
    const node = this.nodes.get(id);
    if (!node || node.parent === null) return;
    const list = this.nodes.get(node.parent)?.slots.get(node.slot);
    const previous = this.at(node.previous);
    const next = this.at(node.next);
    if (previous) previous.next = node.next;
    else if (list) list.first = node.next;
    if (next) next.previous = node.previous;
    else if (list) list.last = node.previous;
    node.parent = node.previous = node.next = null;
    node.slot = null;
  }

  private at(id: number | null): TreeNode | undefined {
    return id === null ? undefined : this.nodes.get(id);
  }
}

function makeNode(id: number, component: string, state: State): TreeNode {
  return { id, component, state, parent: null, slot: null, previous: null, next: null, slots: new Map() };
}
