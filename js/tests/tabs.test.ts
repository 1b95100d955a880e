import { beforeEach, describe, expect, it } from "vitest";
import { Delegate } from "../src/delegate";
import type { Op } from "../src/protocol.gen";
import { Renderer } from "../src/renderer";
import { Tooltips } from "../src/tooltips";
import { ROOT, Tree } from "../src/tree";

const TABS = 1;
const PANELS = 2;
const sent: unknown[] = [];
let tree: Tree;
let renderer: Renderer;

function show(...ops: Op[]): void {
  sent.length = 0;
  tree = new Tree();
  tree.apply(ops);
  const frame = document.createElement("div");
  renderer = new Renderer(tree, {
    view: "view",
    client: "client",
    delegate: new Delegate(frame),
    tooltips: new Tooltips(frame),
    send: (_, __, args) => sent.push(args),
    failed: (error) => {
      throw error;
    },
    scope: () => ({}),
  });
  frame.append(renderer.build().element);
  document.body.replaceChildren(frame);
}

function apply(...ops: Op[]): void {
  renderer.apply(tree.apply(ops));
}

function element(id: number): HTMLElement {
  const found = renderer.view(id)?.element;
  if (!found) throw new Error(`no element ${id}`);
  return found;
}

/** The names of the panels that are shown. */
function shown(panels = PANELS): (string | undefined)[] {
  const all = [...element(panels).children] as HTMLElement[];
  return all.filter((panel) => !panel.hidden).map((panel) => panel.dataset.name);
}

const soon = () => new Promise((done) => setTimeout(done));

function tab(id: number, name: string, state = {}): Op {
  return [0, id, "tab", TABS, null, { name, label: name.toUpperCase(), ...state }];
}

function panel(id: number, name: string, parent = PANELS): Op {
  return [0, id, "tab_panel", parent, null, { name }];
}

const tabs: Op = [
  0,
  TABS,
  "tabs",
  ROOT,
  null,
  { value: "a", panels: [PANELS], ":on": [[0, "update:value", null, null]] },
];
const panels: Op = [0, PANELS, "tab_panels", ROOT, null, { value: "b", tabs: TABS }];
const parts = [tab(10, "a"), tab(11, "b"), tab(12, "c", { disabled: true }), panel(20, "a"), panel(21, "b")];

function press(id: number, key: string): void {
  element(id).focus();
  element(id).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
}

describe("tabs", () => {
  beforeEach(async () => {
    show(tabs, panels, ...parts);
    await soon();
  });

  it("show the panel of the chosen tab, whatever the panels' own value is", () => {
    expect(shown()).toEqual(["a"]);
  });

  it("choose at a click, at once", () => {
    element(11).click();
    expect(shown()).toEqual(["b"]);
    expect(sent).toEqual(["b"]);
    element(11).click();
    expect(sent).toEqual(["b"]);
  });

  it("tell who doesn't see them what belongs together", () => {
    expect(element(TABS).getAttribute("role")).toBe("tablist");
    expect(element(10).getAttribute("aria-selected")).toBe("true");
    expect(element(11).getAttribute("aria-selected")).toBe("false");
    expect(element(10).getAttribute("aria-controls")).toBe(element(20).id);
    expect(element(21).getAttribute("aria-labelledby")).toBe(element(11).id);
    expect(element(12).hasAttribute("aria-controls")).toBe(false);
    expect([10, 11, 12].map((id) => element(id).tabIndex)).toEqual([0, -1, -1]);
  });

  it("follow the arrow keys, round and past disabled ones", () => {
    press(10, "ArrowRight");
    expect(shown()).toEqual(["b"]);
    expect(document.activeElement).toBe(element(11));
    press(11, "ArrowRight");
    expect(shown()).toEqual(["a"]);
    press(10, "ArrowLeft");
    press(11, "Home");
    press(10, "End");
    press(11, "x");
    expect(sent).toEqual(["b", "a", "b", "a", "b"]);
  });

  it("ignore a click on a disabled tab", () => {
    element(12).dispatchEvent(new MouseEvent("click", { bubbles: true }));
    expect(shown()).toEqual(["a"]);
    expect(sent).toEqual([]);
  });

  it("take tabs and panels that come later", async () => {
    apply(tab(13, "d"), panel(22, "d"));
    await soon();
    expect(shown()).toEqual(["a"]);
    expect(element(13).getAttribute("aria-selected")).toBe("false");
    element(13).click();
    expect(shown()).toEqual(["d"]);
    expect(element(13).getAttribute("aria-controls")).toBe(element(22).id);
  });

  it("show a panel that comes after its tab was chosen", async () => {
    apply([1, TABS, { value: "d" }, null]);
    expect(shown()).toEqual([]);
    apply(tab(13, "d"), panel(22, "d"));
    await soon();
    expect(shown()).toEqual(["d"]);
    expect(element(13).getAttribute("aria-selected")).toBe("true");
  });

  it("keep showing the panel of a tab that is deleted, and can still be reached by keyboard", async () => {
    apply([3, [10]]);
    await soon();
    expect(shown()).toEqual(["a"]);
    expect(element(11).tabIndex).toBe(0);
  });

  it("leave the panels to their own value when they are deleted", async () => {
    apply([1, PANELS, {}, ["tabs"]], [3, [TABS]]);
    await soon();
    expect(shown()).toEqual(["b"]);
  });

  it("follow a panel that gets another name", async () => {
    apply([1, 20, { name: "z" }, null]);
    await soon();
    expect(shown()).toEqual([]);
    expect(element(10).hasAttribute("aria-controls")).toBe(false);
  });
});

describe("panels", () => {
  it("find tabs that come after them", async () => {
    show(panels, panel(20, "a"), panel(21, "b"));
    await soon();
    expect(shown()).toEqual([]);
    apply(tabs, tab(10, "a"), tab(11, "b"));
    await soon();
    expect(shown()).toEqual(["a"]);
  });

  it("without tabs show what their value says", async () => {
    show([0, PANELS, "tab_panels", ROOT, null, { value: "b" }], panel(20, "a"), panel(21, "b"));
    await soon();
    expect(shown()).toEqual(["b"]);
    apply([1, PANELS, { value: null }, null]);
    expect(shown()).toEqual([]);
  });

  it("inside others are their own", async () => {
    show(tabs, panels, ...parts, [0, 3, "tab_panels", 20, null, { value: "x" }], panel(30, "x", 3), panel(31, "y", 3));
    await soon();
    element(11).click();
    expect(shown(3)).toEqual(["x"]);
    expect(shown()).toEqual(["b"]);
  });

  it("that are disabled take no focus", () => {
    show(tabs, panels, ...parts);
    apply([1, 20, { disabled: true }, null]);
    expect(element(20).inert).toBe(true);
    apply([1, 20, {}, ["disabled"]]);
    expect(element(20).inert).toBe(false);
  });
});
