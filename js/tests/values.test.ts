import { describe, expect, it } from "vitest";
import { ValueKeeper } from "../src/values";

/** A control in which a user types; `shown` lists what the kernel has made it show. */
class FakeControl {
  value: unknown = "";
  isBusyNow = false;
  readonly shown: unknown[] = [];
  readonly keeper = new ValueKeeper({
    get: () => this.value,
    set: (value) => {
      this.value = value;
      this.shown.push(value);
    },
    isBusy: () => this.isBusyNow,
  });

  /** The user changes the value, and the event about it goes out under a number. */
  type(value: unknown, seq: number): void {
    this.value = value;
    this.keeper.changed(true);
    this.keeper.sent(seq);
  }
}

describe("a value", () => {
  it("set by Python is shown at once while nothing is held", () => {
    const control = new FakeControl();
    control.keeper.setFromKernel("a");
    expect(control.shown).toEqual(["a"]);
  });

  it("stays the user's until the kernel has processed the last event", () => {
    const control = new FakeControl();
    control.type("a", 1);
    control.type("ab", 2);
    control.type("abc", 3);
    control.keeper.setFromKernel("a");
    control.keeper.processed(1);
    control.keeper.setFromKernel("ab");
    control.keeper.processed(2);
    control.keeper.setFromKernel("abc");
    control.keeper.processed(3);
    expect(control.shown).toEqual([]);
    expect(control.value).toBe("abc");
  });

  it("that Python has changed meanwhile is shown when the user's is released", () => {
    const control = new FakeControl();
    control.type("abc", 1);
    control.keeper.setFromKernel("abc");
    control.keeper.setFromKernel("ABC");
    expect(control.value).toBe("abc");
    control.keeper.processed(1);
    expect(control.value).toBe("ABC");
  });

  it("may be processed before it is set", () => {
    const control = new FakeControl();
    control.type("abc", 1);
    control.keeper.setFromKernel("abc");
    control.keeper.processed(1);
    control.keeper.setFromKernel("");
    expect(control.value).toBe("");
  });

  it("isn't touched while it is dragged or composed, and settles afterwards", () => {
    const control = new FakeControl();
    control.isBusyNow = true;
    control.keeper.setFromKernel("x");
    expect(control.shown).toEqual([]);
    control.isBusyNow = false;
    control.keeper.settle();
    expect(control.shown).toEqual(["x"]);
  });

  it("whose event waits for its throttle is held, too", () => {
    const control = new FakeControl();
    control.value = "typed";
    control.keeper.changed(true);
    control.keeper.setFromKernel("x");
    expect(control.shown).toEqual([]);
    control.keeper.sent(4);
    control.keeper.processed(3);
    expect(control.shown).toEqual([]);
    control.keeper.setFromKernel("typed");
    control.keeper.processed(4);
    expect(control.shown).toEqual([]);
  });

  it("of which no event will be sent isn't held", () => {
    const control = new FakeControl();
    control.value = "typed";
    control.keeper.changed(false);
    control.keeper.setFromKernel("x");
    expect(control.shown).toEqual(["x"]);
  });

  it("is released by another kernel process", () => {
    const control = new FakeControl();
    control.type("abc", 9);
    control.keeper.setFromKernel("new");
    control.keeper.reset();
    expect(control.shown).toEqual(["new"]);
    control.type("b", 1);
    control.keeper.setFromKernel("b");
    control.keeper.processed(1);
    expect(control.keeper.isHeld).toBe(false);
  });
});
