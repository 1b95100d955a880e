// Turns a tree into the one that a snapshot describes, by the fewest changes: what persists keeps its DOM node, and so
// its focus, its caret and its scroll position.

import { type Add, Tag } from "./protocol.gen";
import { type Change, ROOT, type State, Tree } from "./tree";

/** Makes `tree` what the snapshot describes; returns what has changed. */
export function applySnapshot(tree: Tree, ops: Add[]): Change[] {
  const wanted = new Tree();
  wanted.apply(ops.filter((op) => op[0] === Tag.Add));
  const changes: Change[] = [];
  removeStale(tree, wanted, changes);
  const order = [ROOT, ...wanted.descendants(ROOT)];
  for (const id of wanted.ids()) if (wanted.get(id)?.parent === null && id !== ROOT) order.push(id);
  for (const id of order) addOrSet(tree, wanted, id, changes);
  for (const id of order) {
    for (const slot of wanted.get(id)?.slots.keys() ?? []) arrange(tree, wanted.children(id, slot), id, slot, changes);
  }
  return changes;
}

function removeStale(tree: Tree, wanted: Tree, changes: Change[]): void {
  const stale = new Set([...tree.ids()].filter((id) => id !== ROOT && !isSame(tree, wanted, id)));
  const tops = [...stale].filter((id) => !hasAncestorIn(tree, id, stale));
  if (tops.length) changes.push({ kind: "delete", tops, ids: tree.remove(tops) });
}

function isSame(tree: Tree, wanted: Tree, id: number): boolean {
  const [old, next] = [tree.get(id), wanted.get(id)];
  return old?.component === next?.component && old?.state[":tag"] === next?.state[":tag"];
}

function hasAncestorIn(tree: Tree, id: number, set: Set<number>): boolean {
  for (let up = tree.get(id)?.parent ?? null; up !== null; up = tree.get(up)?.parent ?? null) {
    if (set.has(up)) return true;
  }
  return false;
}

function addOrSet(tree: Tree, wanted: Tree, id: number, changes: Change[]): void {
  const next = wanted.get(id);
  const old = tree.get(id);
  if (!next) return;
  if (!old) {
    tree.add(id, next.component, next.state);
    if (next.parent !== null) tree.place(id, next.parent, next.slot, null);
    changes.push({ kind: "add", id });
    return;
  }
  const keys = changedKeys(old.state, next.state);
  old.state = next.state;
  if (keys.length) changes.push({ kind: "set", id, keys });
}

function arrange(tree: Tree, wanted: number[], parent: number, slot: string | null, changes: Change[]): void {
  const position = new Map(wanted.map((id, index) => [id, index]));
  const present = tree.children(parent, slot).filter((id) => position.has(id));
  const staying = new Set(longestIncreasing(present.map((id) => position.get(id) ?? 0)).map((index) => wanted[index]));
  let before: number | null = null;
  for (const id of wanted.toReversed()) {
    if (!staying.has(id)) {
      tree.place(id, parent, slot, before);
      changes.push({ kind: "move", id, parent, slot, before });
    }
    before = id;
  }
}

function changedKeys(old: State, next: State): string[] {
  const keys = new Set([...Object.keys(old), ...Object.keys(next)]);
  return [...keys].filter((key) => !(key in old && key in next && isEqual(old[key], next[key])));
}

/** Returns a longest strictly increasing subsequence of distinct numbers. */
export function longestIncreasing(numbers: number[]): number[] {
  const tails: number[] = []; // by length - 1: index of the smallest last number of such a subsequence
  const before: number[] = [];
  numbers.forEach((number, index) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[tails[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    before[index] = low ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  });
  const result: number[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) result.push(numbers[index] ?? 0);
  return result.reverse();
}

/** Tells whether two decoded payload values are equal; NaN equals itself. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) return false;
  if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b)) {
    const [x, y] = [a as unknown as ArrayLike<unknown>, b as unknown as ArrayLike<unknown>];
    return (
      a.constructor === b.constructor &&
      x.length === y.length &&
      Array.prototype.every.call(x, (item, i) => Object.is(item, y[i]))
    );
  }
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [keysOfA, keysOfB] = [Object.keys(a), Object.keys(b)];
  return (
    keysOfA.length === keysOfB.length &&
    keysOfA.every((key) => key in b && isEqual((a as State)[key], (b as State)[key]))
  );
}
