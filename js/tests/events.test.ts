import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Delegate } from "../src/delegate";
import { accepts, parseType, pickArguments } from "../src/listener";
import { Throttle } from "../src/throttle";

const element = document.createElement("p");

function key(name: string, init: KeyboardEventInit = {}): KeyboardEvent {
  return new KeyboardEvent("keydown", { key: name, ...init });
}

function meant(type: string, event: Event): boolean {
  return accepts(parseType(type), event, element);
}

describe("types", () => {
  it("name an event, and options of its listener", () => {
    expect(parseType("click")).toMatchObject({ name: "click", capture: false, once: false, passive: false });
    expect(parseType("wheel.passive.once.capture")).toMatchObject({ capture: true, once: true, passive: true });
  });

  it.each([
    ["keydown.enter", "Enter"],
    ["keydown.esc", "Escape"],
    ["keydown.escape", "Escape"],
    ["keydown.space", " "],
    ["keydown.up", "ArrowUp"],
    ["keydown.arrow-up", "ArrowUp"],
    ["keydown.left", "ArrowLeft"],
    ["keydown.page-down", "PageDown"],
    ["keydown.delete", "Delete"],
    ["keydown.delete", "Backspace"],
    ["keydown.a", "A"],
    ["keyup.f2", "F2"],
  ])("%s means the key %o", (type, name) => {
    expect(meant(type, key(name))).toBe(true);
    expect(meant(type, key("Insert"))).toBe(false);
  });

  it("take any of several keys", () => {
    expect(meant("keydown.enter.tab", key("Tab"))).toBe(true);
  });

  it("ask for held keys, and for no others if exact", () => {
    expect(meant("keydown.ctrl.s", key("s"))).toBe(false);
    expect(meant("keydown.ctrl.s", key("s", { ctrlKey: true, shiftKey: true }))).toBe(true);
    expect(meant("keydown.ctrl.s.exact", key("s", { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(meant("keydown.ctrl.s.exact", key("s", { ctrlKey: true }))).toBe(true);
  });

  it("ask for a button of the mouse", () => {
    const right = new MouseEvent("mousedown", { button: 2 });
    expect(meant("mousedown.right", right)).toBe(true);
    expect(meant("mousedown.left", right)).toBe(false);
  });

  it("stop and prevent only what is meant", () => {
    const event = key("a", { cancelable: true });
    meant("keydown.enter.prevent.stop", event);
    expect([event.defaultPrevented, event.cancelBubble]).toEqual([false, false]);
    meant("keydown.a.prevent.stop", event);
    expect([event.defaultPrevented, event.cancelBubble]).toEqual([true, true]);
  });

  it("with self don't mean events from inside", () => {
    const [outer, inner] = [document.createElement("div"), document.createElement("b")];
    outer.append(inner);
    document.body.append(outer);
    const seen: boolean[] = [];
    outer.addEventListener("click", (event) => seen.push(accepts(parseType("click.self"), event, outer)));
    inner.click();
    outer.click();
    expect(seen).toEqual([false, true]);
    outer.remove();
  });
});

describe("arguments", () => {
  it("are all scalars, the prototype's too, without constants", () => {
    const args = pickArguments(key("x", { shiftKey: true }), null) as Record<string, unknown>;
    expect(args).toMatchObject({ key: "x", shiftKey: true });
    expect(Object.values(args).every((value) => value === null || typeof value !== "object")).toBe(true);
    expect(Object.keys(args)).not.toContain("AT_TARGET");
  });

  it("are the named keys, also inside; what can't be sent is null", () => {
    const event = Object.assign(key("x"), { extra: { a: { b: 1 } }, f: () => 1 });
    expect(pickArguments(event, ["key", "extra.a.b", "extra.z.b", "f"])).toEqual({
      key: "x",
      "extra.a.b": 1,
      "extra.z.b": null,
      f: null,
    });
  });

  it("are nothing for an empty list", () => {
    expect(pickArguments(key("x"), [])).toBeUndefined();
  });

  it("are the detail of a custom event", () => {
    expect(pickArguments(new CustomEvent("c", { detail: { a: 1, el: element } }), null)).toEqual({ a: 1 });
    expect(pickArguments(new CustomEvent("c", { detail: 5 }), null)).toBe(5);
  });
});

describe("throttling", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function burst(options: { leading?: boolean; trailing?: boolean }): unknown[] {
    const sent: unknown[] = [];
    const throttle = new Throttle<number>({ throttle: 1, ...options }, (value) =>
      sent.push([value, Date.now() / 1000]),
    );
    vi.setSystemTime(0);
    for (let value = 0; value < 25; value++) {
      throttle.push(value);
      vi.advanceTimersByTime(100);
    }
    vi.advanceTimersByTime(10_000);
    expect(throttle.isPending).toBe(false);
    return sent;
  }

  it("sends the first at once, then one an interval, and the last", () => {
    expect(burst({})).toEqual([
      [0, 0],
      [9, 1],
      [19, 2],
      [24, 3],
    ]);
  });

  it("may leave out the first, or the last", () => {
    expect(burst({ leading: false })).toEqual([
      [9, 1],
      [19, 2],
      [24, 3],
    ]);
    expect(burst({ trailing: false }).map((item) => (item as number[])[0])).toEqual([0, 10, 20]);
  });

  it("sends everything without an interval, and nothing once stopped", () => {
    const send = vi.fn();
    const throttle = new Throttle<number>(null, send);
    throttle.push(1);
    throttle.push(2);
    expect(send.mock.calls).toEqual([[1], [2]]);
    const slow = new Throttle<number>({ throttle: 1, leading: false }, send);
    slow.push(3);
    slow.stop();
    vi.advanceTimersByTime(5_000);
    expect(send).toHaveBeenCalledTimes(2);
  });
});

describe("delegation", () => {
  it("calls handlers from the inside out, until one stops the event", () => {
    const [root, outer, inner] = ["div", "div", "b"].map((tag) => document.createElement(tag)) as HTMLElement[];
    root?.append(outer as HTMLElement);
    outer?.append(inner as HTMLElement);
    document.body.append(root as HTMLElement);
    const delegate = new Delegate(root as HTMLElement);
    const calls: string[] = [];
    delegate.listen(outer as HTMLElement, "click", () => calls.push("outer"));
    const end = delegate.listen(inner as HTMLElement, "click", (event) => {
      calls.push("inner");
      if (calls.length > 2) event.stopPropagation();
    });
    inner?.click();
    inner?.click();
    expect(calls).toEqual(["inner", "outer", "inner"]);
    end();
    outer?.click();
    expect(calls.at(-1)).toBe("outer");
    root?.remove();
  });
});
