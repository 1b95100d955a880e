import { describe, expect, it } from "vitest";
import { decodePayload } from "../src/codec";
import type { Add, Op } from "../src/protocol.gen";
import { applySnapshot, isEqual, longestIncreasing } from "../src/snapshot";
import { type Change, ROOT, Tree } from "../src/tree";
import { fromHex, golden } from "./golden";

function add(id: number, parent: number | null = ROOT, component = "label", state: Record<string, unknown> = {}): Add {
  return [0, id, component, parent, null, state];
}

function treeOf(...ids: number[]): Tree {
  const tree = new Tree();
  tree.apply(ids.map((id) => add(id)));
  return tree;
}

describe("ops", () => {
  it("adds elements to slots, in order", () => {
    const tree = new Tree();
    const changes = tree.apply([add(1), [0, 2, "label", 1, "end", { ":text": "x" }], add(3)]);
    expect(changes).toEqual([1, 2, 3].map((id) => ({ kind: "add", id })));
    expect(tree.children(ROOT, null)).toEqual([1, 3]);
    expect(tree.children(1, "end")).toEqual([2]);
    expect(tree.get(2)).toMatchObject({ component: "label", parent: 1, slot: "end", state: { ":text": "x" } });
  });

  it("passes over an id that it has, and ids that it doesn't know", () => {
    const tree = treeOf(1);
    const changes = tree.apply([
      add(1, ROOT, "button"),
      [1, 9, { a: 1 }],
      [2, 9, null, [[1, null]]],
      [2, 0, null, [[8, 1]]],
      [3, [7]],
    ]);
    expect(changes).toEqual([]);
    expect(tree.get(1)?.component).toBe("label");
  });

  it("sets and removes keys", () => {
    const tree = new Tree();
    tree.apply([add(1, ROOT, "input", { value: "a", label: "L" })]);
    expect(tree.apply([[1, 1, { value: "b" }, ["label"]]])).toEqual([{ kind: "set", id: 1, keys: ["value", "label"] }]);
    expect(tree.get(1)?.state).toEqual({ value: "b" });
  });

  it("keeps a batch's objects apart from its own", () => {
    const tree = new Tree();
    const state = { value: 1 };
    tree.apply([[0, 1, "input", ROOT, null, state]]);
    tree.apply([[1, 1, { value: 2 }]]);
    expect(state.value).toBe(1);
  });

  it("moves children within and between slots", () => {
    const tree = treeOf(1, 2, 3);
    tree.apply([add(4, 1), [2, ROOT, null, [[3, 1]]]]);
    expect(tree.children(ROOT, null)).toEqual([3, 1, 2]);
    const changes = tree.apply([
      [
        2,
        1,
        null,
        [
          [2, 4],
          [3, null],
        ],
      ],
    ]);
    expect(tree.children(1, null)).toEqual([2, 4, 3]);
    expect(tree.children(ROOT, null)).toEqual([1]);
    expect(changes).toEqual([
      { kind: "move", id: 2, parent: 1, slot: null, before: 4 },
      { kind: "move", id: 3, parent: 1, slot: null, before: null },
    ]);
  });

  it("puts a child last if the one to put it before isn't there", () => {
    const tree = treeOf(1, 2);
    tree.apply([[2, ROOT, null, [[1, 99]]]]);
    expect(tree.children(ROOT, null)).toEqual([2, 1]);
    tree.apply([[2, ROOT, null, [[1, 1]]]]);
    expect(tree.children(ROOT, null)).toEqual([2, 1]);
  });

  it("deletes with all that is inside, and names the topmost", () => {
    const tree = treeOf(1, 5);
    tree.apply([add(2, 1), add(3, 2), add(4, 1)]);
    expect(tree.apply([[3, [3, 2, 4, 1]]])).toEqual([{ kind: "delete", tops: [1], ids: [1, 2, 3, 4] }]);
    expect(tree.children(ROOT, null)).toEqual([5]);
    expect(tree.size).toBe(2);
    expect(tree.apply([[3, [ROOT]]])).toEqual([]);
  });

  it("applies the golden batch", () => {
    const tree = new Tree();
    const ops = decodePayload(fromHex(golden("batch").hex ?? "")) as Op[];
    tree.apply(ops);
    expect(tree.get(2)?.state).toMatchObject({ decimal: 1.5, aware: "2026-01-02T03:04:05.678Z" });
    expect([...tree.ids()]).toEqual([ROOT, 1, 2]);
  });
});

describe("snapshots", () => {
  it("leave what is the same alone", () => {
    const tree = treeOf(1, 2);
    expect(applySnapshot(tree, [[0, 0, "root", null, null, {}], add(1), add(2)])).toEqual([]);
  });

  it("delete, add, set and move", () => {
    const tree = new Tree();
    tree.apply([add(1, ROOT, "row"), add(2, 1, "input", { value: "a" }), add(3, 1), add(4), add(5, 4)]);
    const changes = applySnapshot(tree, [
      add(4),
      add(6, 4, "button", { text: "new" }),
      add(1, ROOT, "row"),
      add(3, 1),
      add(2, 1, "input", { value: "b", label: "L" }),
    ]);
    expect(changes).toEqual([
      { kind: "delete", tops: [5], ids: [5] },
      { kind: "add", id: 6 },
      { kind: "set", id: 2, keys: ["value", "label"] },
      { kind: "move", id: 1, parent: ROOT, slot: null, before: null },
      { kind: "move", id: 2, parent: 1, slot: null, before: null },
    ] satisfies Change[]);
    expect(tree.children(ROOT, null)).toEqual([4, 1]);
    expect(tree.children(1, null)).toEqual([3, 2]);
    expect(tree.children(4, null)).toEqual([6]);
  });

  it("make elements anew whose component or tag differs, with what is inside", () => {
    const tree = new Tree();
    tree.apply([add(1, ROOT, "element", { ":tag": "p" }), add(2, 1)]);
    const changes = applySnapshot(tree, [add(1, ROOT, "element", { ":tag": "h1" }), add(2, 1)]);
    expect(changes).toEqual([
      { kind: "delete", tops: [1], ids: [1, 2] },
      { kind: "add", id: 1 },
      { kind: "add", id: 2 },
    ]);
  });

  it("move the fewest of many children", () => {
    const ids = Array.from({ length: 1000 }, (_, index) => index + 1);
    const tree = treeOf(...ids);
    const order = [...ids.slice(1), 1];
    const changes = applySnapshot(
      tree,
      order.map((id) => add(id)),
    );
    expect(changes).toEqual([{ kind: "move", id: 1, parent: ROOT, slot: null, before: null }]);
    expect(tree.children(ROOT, null)).toEqual(order);
  });

  it("set what the root has lost", () => {
    const tree = new Tree();
    tree.apply([[1, ROOT, { ":class": "p-2" }]]);
    expect(applySnapshot(tree, [[0, 0, "root"]])).toEqual([{ kind: "set", id: ROOT, keys: [":class"] }]);
  });
});

describe("helpers", () => {
  it("finds longest increasing subsequences", () => {
    expect(longestIncreasing([])).toEqual([]);
    expect(longestIncreasing([3, 1, 2, 0, 4])).toEqual([1, 2, 4]);
  });

  it("compares payload values", () => {
    expect(isEqual({ a: [1, { b: Number.NaN }] }, { a: [1, { b: Number.NaN }] })).toBe(true);
    expect(isEqual(new Uint8Array([1]), new Uint8Array([1]))).toBe(true);
    expect(isEqual(new Uint8Array([1]), new Int8Array([1]))).toBe(false);
    expect(isEqual([1], { 0: 1 })).toBe(false);
    expect(isEqual({ a: undefined }, { b: undefined })).toBe(false);
    expect(isEqual(1, "1")).toBe(false);
  });
});
