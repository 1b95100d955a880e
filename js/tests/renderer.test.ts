import { beforeEach, describe, expect, it, vi } from "vitest";
import { Delegate } from "../src/delegate";
import type { ElementHost } from "../src/element_view";
import type { Add, Listener, Op } from "../src/protocol.gen";
import { Renderer } from "../src/renderer";
import { applySnapshot } from "../src/snapshot";
import { Tooltips } from "../src/tooltips";
import { ROOT, Tree } from "../src/tree";

interface Sent {
  element: number;
  listener: number;
  args: unknown;
}

/** A tree and its DOM, in the page. */
class Screen {
  readonly tree = new Tree();
  readonly frame = document.createElement("div");
  readonly sent: Sent[] = [];
  readonly failures: unknown[] = [];
  readonly host: ElementHost = {
    view: "view",
    client: "client",
    delegate: new Delegate(this.frame),
    tooltips: new Tooltips(this.frame),
    send: (element, listener, args) => this.sent.push({ element, listener, args }),
    failed: (error) => this.failures.push(error),
    scope: () => ({ answer: 42 }),
  };
  readonly renderer = new Renderer(this.tree, this.host);

  constructor(...ops: Op[]) {
    this.tree.apply(ops);
    this.frame.append(this.renderer.build().element);
    document.body.replaceChildren(this.frame);
  }

  apply(...ops: Op[]): void {
    this.renderer.apply(this.tree.apply(ops));
  }

  element(id: number): HTMLElement {
    const view = this.renderer.view(id);
    if (!view) throw new Error(`no element ${id}`);
    return view.element;
  }

  get texts(): string[] {
    return [...this.element(ROOT).children].map((child) => child.textContent ?? "");
  }
}

function label(id: number, text: string, parent = ROOT): Add {
  return [0, id, "label", parent, null, { ":text": text }];
}

function tag(id: number, name: string, state: Record<string, unknown> = {}, parent = ROOT): Add {
  return [0, id, "element", parent, null, { ":tag": name, ...state }];
}

let screen: Screen;
beforeEach(() => {
  screen = new Screen();
});

describe("elements", () => {
  it("appear, change, move and go", () => {
    screen.apply(label(1, "a"), label(2, "b"), label(3, "c"));
    expect(screen.texts).toEqual(["a", "b", "c"]);
    const third = screen.element(3);
    screen.apply([1, 3, { ":text": "C" }], [2, ROOT, null, [[3, 1]]], [3, [2]]);
    expect(screen.texts).toEqual(["C", "a"]);
    expect(screen.element(3)).toBe(third);
  });

  it("of one batch come into the page in one go", async () => {
    const additions: number[] = [];
    const observer = new MutationObserver((records) =>
      additions.push(...records.map((record) => record.addedNodes.length)),
    );
    observer.observe(screen.element(ROOT), { childList: true });
    const rows = Array.from({ length: 1_000 }, (_, index): Op[] => [
      [0, 2 * index + 1, "row", ROOT],
      label(2 * index + 2, `row ${index}`, 2 * index + 1),
    ]);
    screen.apply(...rows.flat());
    await vi.waitFor(() => expect(additions.length).toBeGreaterThan(0));
    expect(screen.texts).toHaveLength(1_000);
    expect(screen.texts[999]).toBe("row 999");
    observer.disconnect();
  });

  it("that were there before a view are shown by it", () => {
    const later = new Screen(tag(1, "section"), label(2, "inside", 1));
    expect(later.element(1).localName).toBe("section");
    expect(later.texts).toEqual(["inside"]);
  });

  it("keep their nodes over a snapshot", () => {
    screen.apply(label(1, "a"), label(2, "b"));
    const nodes = [screen.element(2), screen.element(1)];
    screen.renderer.apply(applySnapshot(screen.tree, [label(2, "b"), label(3, "new"), label(1, "A")]));
    expect(screen.texts).toEqual(["b", "new", "A"]);
    expect([screen.element(2), screen.element(1)]).toEqual(nodes);
  });

  it("of unknown components say what to do", () => {
    screen.apply([0, 1, "hologram", ROOT]);
    expect(screen.texts[0]).toContain("hologram");
  });

  it("go to the slots of their parent, handlers' output below the interface", () => {
    screen.apply(
      label(1, "a"),
      [0, 2, "output", ROOT, "output"],
      [0, 3, "output_text", 2, null, { ":text": "printed" }],
    );
    expect(screen.texts).toEqual(["a"]);
    expect(screen.element(2).textContent).toBe("printed");
    screen.apply(tag(4, "div"), [0, 5, "label", 4, "end"]);
    expect(screen.element(5).slot).toBe("end");
    screen.apply([2, 4, null, [[5, null]]]);
    expect(screen.element(5).slot).toBe("");
  });
});

describe("state", () => {
  it("sets properties where there are, else attributes; removed keys go back to the default", () => {
    screen.apply(tag(1, "input", { placeholder: "p", "data-x": "1", disabled: true, title: "t" }));
    const input = screen.element(1) as HTMLInputElement;
    expect([input.placeholder, input.dataset.x, input.disabled, input.title]).toEqual(["p", "1", true, "t"]);
    screen.apply([1, 1, { "data-x": false }, ["placeholder", "disabled"]]);
    expect([input.placeholder, input.hasAttribute("data-x"), input.disabled]).toEqual(["", false, false]);
  });

  it("can't run code or replace content", () => {
    screen.apply(tag(1, "div", { innerHTML: "<b>x</b>", onclick: "alert(1)", srcdoc: "x" }));
    expect(screen.element(1).innerHTML).toBe("");
    expect(screen.element(1).getAttribute("onclick")).toBeNull();
  });

  it("keeps users' classes apart from the component's own", () => {
    screen.apply([0, 1, "row", ROOT, null, { ":class": "a b" }]);
    screen.apply([1, 1, { ":class": "b c" }]);
    expect([...screen.element(1).classList].sort()).toEqual(["b", "c", "liveui-row"]);
    screen.apply([1, 1, {}, [":class"]]);
    expect([...screen.element(1).classList]).toEqual(["liveui-row"]);
  });

  it("diffs styles, importance and custom properties included", () => {
    screen.apply(tag(1, "div", { ":style": { color: "red", width: "10px", "--x": "1" } }));
    const { style } = screen.element(1);
    screen.apply([1, 1, { ":style": { color: "blue !important", "--x": "2" } }]);
    expect(style.getPropertyValue("color")).toBe("blue");
    expect(style.getPropertyPriority("color")).toBe("important");
    expect(style.getPropertyValue("width")).toBe("");
    expect(style.getPropertyValue("--x")).toBe("2");
  });

  it("hides, shows, and describes", () => {
    screen.apply(tag(1, "div", { ":hidden": true, ":tooltip": "why" }));
    const element = screen.element(1);
    expect(element.classList.contains("liveui-hidden")).toBe(true);
    expect(element.getAttribute("aria-description")).toBe("why");
    screen.apply([1, 1, {}, [":hidden", ":tooltip"]]);
    expect(element.classList.contains("liveui-hidden")).toBe(false);
    expect(element.hasAttribute("aria-description")).toBe(false);
  });
});

describe("listeners", () => {
  function listening(...listeners: Listener[]): HTMLElement {
    screen.apply(tag(1, "button", { ":on": listeners }));
    return screen.element(1);
  }

  it("send what their arguments name", () => {
    listening([0, "click", ["type"]], [1, "click", []]).click();
    expect(screen.sent).toEqual([
      { element: 1, listener: 0, args: { type: "click" } },
      { element: 1, listener: 1, args: undefined },
    ]);
  });

  it("come and go with the state, and with the element", () => {
    const element = listening([0, "click", []]);
    screen.apply([1, 1, { ":on": [[1, "mouseenter", []]] }]);
    element.click();
    element.dispatchEvent(new MouseEvent("mouseenter"));
    expect(screen.sent.map(({ listener }) => listener)).toEqual([1]);
    screen.apply([3, [1]]);
    element.dispatchEvent(new MouseEvent("mouseenter"));
    expect(screen.sent).toHaveLength(1);
  });

  it("fire once if they are told to", () => {
    const element = listening([0, "click.once", []], [1, "focus.once", []]);
    for (let index = 0; index < 2; index++) {
      element.click();
      element.dispatchEvent(new FocusEvent("focus"));
    }
    expect(screen.sent.map(({ listener }) => listener)).toEqual([0, 1]);
  });

  it("let JavaScript decide what is sent", () => {
    const element = listening(
      [0, "click", ["type"], { js_handler: "(e) => { emit(e.type); emit(e, answer); emit(); emit(e) }" }],
      [1, "click", [], { js_handler: "() => {}" }],
    );
    element.click();
    expect(screen.sent.map(({ args }) => args)).toEqual([
      "click",
      [{ type: "click" }, 42],
      undefined,
      { type: "click" },
    ]);
    expect(screen.failures).toEqual([]);
  });

  it("tell of JavaScript that fails: when compiled, at once, or later", async () => {
    const element = listening(
      [0, "click", null, { js_handler: "(" }],
      [1, "click", null, { js_handler: "() => null.x" }],
      [2, "click", null, { js_handler: "async () => { await null; throw new RangeError('late') }" }],
    );
    element.click();
    await vi.waitFor(() => expect(screen.failures).toHaveLength(3));
    expect(screen.failures.map((failure) => (failure as Error).name)).toEqual([
      "SyntaxError",
      "TypeError",
      "RangeError",
    ]);
    expect(screen.sent).toEqual([]);
  });
});
