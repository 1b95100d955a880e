import { describe, expect, it, vi } from "vitest";
import { decodePayload } from "../src/codec";
import { type Answer, Calls, compile, failureOf } from "../src/javascript";
import type { Call } from "../src/protocol.gen";

const NO_METHOD = (element: number, name: string) => {
  throw new TypeError(`element ${element} has no method ${name}`);
};

function call(fields: Partial<Call>): Call {
  return { v: 1, k: "call", client: "c", epoch: "e", request_id: "r1", after: -1, view: "v", timeout: 1, ...fields };
}

function answered(answer: Answer): unknown {
  expect(answer.error).toBeUndefined();
  return decodePayload(answer.payload ?? new Uint8Array());
}

async function run(code: string, scope: Record<string, unknown> = {}): Promise<Answer> {
  return new Calls(() => scope, NO_METHOD).answer(call({ code }), []);
}

describe("code", () => {
  it.each([
    ["1 + 1", 2],
    ["return 3", 3],
    ["const a = 4; return a", 4],
    ["await Promise.resolve(5)", 5],
    ["({a: 1})", { a: 1 }],
    ["'comment' // at the end", "comment"],
    ["let x = 1; x", null],
    ["", null],
    ["undefined", null],
  ])("%s gives %o", async (code, value) => {
    expect(answered(await run(code))).toEqual(value);
  });

  it("sees what is in its scope", async () => {
    expect(answered(await run("twice(4)", { twice: (x: number) => 2 * x }))).toBe(8);
  });

  it("runs once, also if it throws a SyntaxError itself", async () => {
    const count = vi.fn();
    const answer = await run("count(); JSON.parse('{')", { count });
    expect(answer.error?.name).toBe("SyntaxError");
    expect(count).toHaveBeenCalledOnce();
  });

  it.each([
    ["null.x", "TypeError"],
    ["throw new RangeError('r')", "RangeError"],
    ["const", "SyntaxError"],
    ["Promise.reject(new URIError('u'))", "URIError"],
    ["() => 1", "EncodingError"],
    ["document.body", "EncodingError"],
  ])("%s is answered with a %s", async (code, name) => {
    const answer = await run(code);
    expect(answer.payload).toBeUndefined();
    expect(answer.error?.name).toBe(name);
  });

  it("describes what isn't an Error", () => {
    expect(failureOf("text").message).toBe("text");
    expect(failureOf({ code: 7 }).message).toContain("thrown");
    expect(failureOf(Object.create(null)).name).toBe("Error");
    expect(failureOf(new DOMException("m", "AbortError"))).toMatchObject({ name: "AbortError", message: "m" });
  });

  it("compiles without running", () => {
    const touch = vi.fn();
    compile("touch()", ["touch"]);
    expect(touch).not.toHaveBeenCalled();
  });
});

describe("calls", () => {
  it("are run once, and answered again from memory", async () => {
    let runs = 0;
    const calls = new Calls(() => ({ next: () => ++runs }), NO_METHOD);
    const first = await calls.answer(call({ code: "next()" }), []);
    const second = await calls.answer(call({ code: "next()" }), []);
    expect(answered(first)).toBe(1);
    expect(second).toBe(first);
    expect(answered(await calls.answer(call({ code: "next()", request_id: "r2" }), []))).toBe(2);
  });

  it("keep a bounded number of answers", async () => {
    let runs = 0;
    const calls = new Calls(() => ({ next: () => ++runs }), NO_METHOD);
    for (let index = 0; index < 300; index++) await calls.answer(call({ code: "next()", request_id: `r${index}` }), []);
    await calls.answer(call({ code: "next()", request_id: "r299" }), []);
    expect(runs).toBe(300);
    await calls.answer(call({ code: "next()", request_id: "r0" }), []);
    expect(runs).toBe(301);
  });

  it("of methods get their arguments; unknown ones are answered", async () => {
    const add = (a: unknown, b: unknown) => Promise.resolve((a as number) + (b as number));
    const calls = new Calls(
      () => ({}),
      (element, name) => (name === "add" ? add : NO_METHOD(element, name)),
    );
    expect(answered(await calls.answer(call({ element: 3, method: "add" }), [1, 2]))).toBe(3);
    const failed = await calls.answer(call({ element: 3, method: "fly", request_id: "r2" }), []);
    expect(failed.error).toMatchObject({ name: "TypeError", message: "element 3 has no method fly" });
  });
});
