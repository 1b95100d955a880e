import { beforeEach, describe, expect, it, vi } from "vitest";
import { styledNodes } from "../src/ansi.js";
import { OutputAdapter, OutputTextAdapter } from "../src/elements/output.js";
import { OutputDisplayAdapter } from "../src/elements/output_display.js";
import type { Bundle, Rendermime } from "../src/rendermime.js";

const RED = "\x1b[31m";
const RESET = "\x1b[0m";

function spans(text: string): [string, string | undefined, string | undefined][] {
  return styledNodes(text).map((node) => {
    const style = node instanceof HTMLElement ? node.style : undefined;
    return [
      node.textContent ?? "",
      style?.getPropertyValue("--liveui-fg") || undefined,
      style?.getPropertyValue("--liveui-bg") || undefined,
    ];
  });
}

describe("colours", () => {
  it.each([
    [
      `${RED}a${RESET}b`,
      [
        ["a", "var(--liveui-ansi-red)", undefined],
        ["b", undefined, undefined],
      ],
    ],
    ["\x1b[92ma", [["a", "var(--liveui-ansi-bright-green)", undefined]]],
    ["\x1b[44ma", [["a", undefined, "var(--liveui-ansi-blue)"]]],
    ["\x1b[38;5;28ma", [["a", "rgb(0,135,0)", undefined]]],
    ["\x1b[38;5;9ma", [["a", "var(--liveui-ansi-bright-red)", undefined]]],
    ["\x1b[48;5;232ma", [["a", undefined, "rgb(8,8,8)"]]],
    ["\x1b[38;2;1;2;3ma", [["a", "rgb(1, 2, 3)", undefined]]],
    ["\x1b[7ma", [["a", "var(--liveui-ansi-back)", "var(--liveui-ansi-text)"]]],
    ["\x1b[7;31ma", [["a", "var(--liveui-ansi-back)", "var(--liveui-ansi-red)"]]],
  ])("%j", (text, expected) => {
    expect(spans(text)).toEqual(expected);
  });

  it("leaves markup alone", () => {
    const [node] = styledNodes(`${RED}<b>&amp;${RESET}`);
    expect(node?.textContent).toBe("<b>&amp;");
  });

  it("has classes for what isn't a colour", () => {
    const [node] = styledNodes("\x1b[1;3;4;9ma") as HTMLElement[];
    expect(node?.className).toBe("liveui-sgr-bold liveui-sgr-italic liveui-sgr-underline liveui-sgr-strikethrough");
  });
});

describe("the area", () => {
  function piece(area: OutputAdapter, id: number, text: string): OutputTextAdapter {
    const adapter = new OutputTextAdapter();
    adapter.set("piece", id);
    adapter.setText(text);
    area.container().append(adapter.element);
    return adapter;
  }

  const settled = () => new Promise((resolve) => setTimeout(resolve));

  it("is there while there is something to show", async () => {
    const area = new OutputAdapter();
    expect(area.element.hidden).toBe(true);
    const text = piece(area, 1, "text");
    await settled();
    expect(area.element.hidden).toBe(false);
    text.element.remove();
    await settled();
    expect(area.element.hidden).toBe(true);
  });

  it("clears at once and says what it has cleared", async () => {
    const area = new OutputAdapter();
    const cleared = vi.fn();
    area.element.addEventListener("liveui-clear", (event) => cleared((event as CustomEvent).detail));
    const old = piece(area, 3, "old");
    piece(area, 7, "old");
    await settled();
    area.element.querySelector<HTMLElement>('[aria-label="Clear output"]')?.click();
    expect(cleared).toHaveBeenCalledWith({ last: 7 });
    expect(area.element.hidden).toBe(true);
    old.setText("old and new");
    await settled();
    expect(area.element.hidden).toBe(false);
  });
});

/** As much of JupyterLab's as we use, with Lumino's messages as class properties that are inherited. */
class FakeWidget {
  static Msg = {
    BeforeAttach: "before-attach",
    AfterAttach: "after-attach",
    BeforeDetach: "before-detach",
    AfterDetach: "after-detach",
  };
  static made: FakeRenderer[] = [];
  readonly node = document.createElement("div");
}

class FakeRenderer extends FakeWidget {
  readonly heard: unknown[] = [];
  readonly shown: Bundle[] = [];
  isDisposed = false;
  release: () => void = () => undefined;

  constructor(readonly mimeType: string) {
    super();
    FakeWidget.made.push(this);
  }

  processMessage(message: unknown): void {
    this.heard.push(message, this.node.isConnected);
  }

  renderModel(model: unknown): Promise<void> {
    const { data } = model as { data: Bundle };
    this.shown.push(data);
    const text = String(data[this.mimeType]);
    if (text === "broken") return Promise.reject(new Error("broken"));
    this.node.textContent = text;
    if (text !== "slow") return Promise.resolve();
    return new Promise((resolve) => {
      this.release = resolve;
    });
  }

  dispose(): void {
    this.isDisposed = true;
  }
}

const RENDERMIME: Rendermime = {
  preferredMimeType: (bundle) => ["x/rich", "image/png"].find((mime) => mime in bundle),
  createRenderer: (mimeType) => new FakeRenderer(mimeType),
  createModel: (options) => options,
};

describe("a display", () => {
  beforeEach(() => {
    FakeWidget.made = [];
    document.body.replaceChildren();
  });

  function show(data: Bundle, rendermime: Rendermime | undefined = RENDERMIME) {
    const host = Object.assign(document.createElement("div"), { rendermime });
    host.attachShadow({ mode: "open" });
    document.body.append(host);
    const display = new OutputDisplayAdapter();
    display.set("data", data);
    host.shadowRoot?.append(display.element);
    return { host, display };
  }

  const settled = () => new Promise((resolve) => setTimeout(resolve));

  it("is rendered by the host outside of the shadow root", async () => {
    const { host, display } = show({ "x/rich": "text" });
    await settled();
    const [renderer] = FakeWidget.made;
    expect(host.textContent).toBe("text");
    expect(renderer?.heard).toEqual(["before-attach", false, "after-attach", true]);
    expect(display.element.querySelector("slot")?.name).toBe(host.firstElementChild?.getAttribute("slot"));
    display.dispose();
    expect(renderer?.heard.slice(4)).toEqual(["before-detach", true, "after-detach", false]);
    expect(renderer?.isDisposed).toBe(true);
    expect(host.childElementCount).toBe(0);
  });

  it("gives bytes as base64, and a copy of all else", async () => {
    const value = { key: 1 };
    show({ "image/png": new Uint8Array([1, 2, 3]), "application/json": value });
    await settled();
    const [shown] = FakeWidget.made[0]?.shown ?? [];
    expect(shown?.["image/png"]).toBe("AQID");
    expect(shown?.["application/json"]).toEqual(value);
    expect(shown?.["application/json"]).not.toBe(value);
  });

  it("is updated by the same renderer, one rendering after the other, the last of all", async () => {
    const { host, display } = show({ "x/rich": "slow" });
    await settled();
    for (const text of ["second", "third"]) display.set("data", { "x/rich": text });
    await settled();
    const [renderer] = FakeWidget.made;
    expect(renderer?.shown.length).toBe(1);
    renderer?.release();
    await settled();
    expect(host.textContent).toBe("third");
    expect(renderer?.shown.length).toBe(2);
    expect(FakeWidget.made.length).toBe(1);
  });

  it("is updated when it comes back into the page", async () => {
    const { host, display } = show({ "x/rich": "first" });
    await settled();
    host.remove();
    display.set("data", { "x/rich": "second" });
    await settled();
    document.body.append(host);
    await settled();
    expect(host.textContent).toBe("second");
  });

  it("can be disposed of where the page has taken it out", async () => {
    const { host, display } = show({ "x/rich": "text" });
    await settled();
    host.remove();
    display.dispose();
    expect(FakeWidget.made[0]?.isDisposed).toBe(true);
  });

  it("is plain text where the host's renderer fails", async () => {
    const complaint = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { host, display } = show({ "x/rich": "broken", "text/plain": `${RED}plain${RESET}` });
    await settled();
    expect(display.element.textContent).toBe("plain");
    expect(host.childElementCount).toBe(0);
    expect(complaint).toHaveBeenCalled();
  });

  it("is shown by ourselves where the host renders nothing", async () => {
    const { display } = show({ "text/plain": "<b>plain</b>", "x/other": 1 });
    await settled();
    expect(display.element.innerHTML).toBe("<pre>&lt;b&gt;plain&lt;/b&gt;</pre>");
  });
});
