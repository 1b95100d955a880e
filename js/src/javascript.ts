// Calls from the kernel: each is run once, and always answered.

import { encodePayload } from "./codec.js";
import type { Call, JavaScriptFailure } from "./protocol.gen.js";

/** What code from the kernel can use, by name. */
export type Scope = Record<string, unknown>;

export interface Answer {
  error?: JavaScriptFailure;
  payload?: Uint8Array<ArrayBuffer>;
}

/** Answers kept for calls that are asked again, since an answer may be lost. */
const MAX_ANSWERS = 256;

const AsyncFunction = (async () => undefined).constructor as new (
  ...args: string[]
) => (...values: unknown[]) => Promise<unknown>;

/** Compiles an expression, or else the body of an async function; runs nothing. */
export function compile(code: string, names: string[]): (...values: unknown[]) => Promise<unknown> {
  try {
    return new AsyncFunction(...names, `return (${code}\n)`);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return new AsyncFunction(...names, code);
  }
}

/** Describes whatever was thrown; never throws itself. */
export function failureOf(error: unknown): JavaScriptFailure {
  try {
    const { name, message, stack } = error as Partial<Error>;
    // Also an error of another realm (an iframe's), which isn't an instance of this one's Error.
    if (typeof message === "string") return { name: String(name || "Error"), message, stack: String(stack ?? "") };
    return { name: "Error", message: typeof error === "string" ? error : `thrown: ${String(error)}`, stack: "" };
  } catch {
    return { name: "Error", message: "something that can't be described was thrown", stack: "" };
  }
}

/** Runs the calls of one view. */
export class Calls {
  readonly #answers = new Map<string, Promise<Answer>>();
  readonly #scope: () => Scope;
  readonly #method: (element: number, name: string) => (...args: unknown[]) => unknown;

  /**
   * @param scope what code can use.
   * @param method finds a method of an element; throws if there is none.
   */
  constructor(scope: () => Scope, method: (element: number, name: string) => (...args: unknown[]) => unknown) {
    this.#scope = scope;
    this.#method = method;
  }

  /** Runs a call, or gives the answer that it had. Never rejects. */
  answer(call: Call, args: unknown[]): Promise<Answer> {
    const known = this.#answers.get(call.request_id);
    if (known) return known;
    const answer = this.#run(call, args)
      .then((value): Answer => ({ payload: encodePayload(value) }))
      .catch((error): Answer => ({ error: failureOf(error) }));
    this.#answers.set(call.request_id, answer);
    const oldest = this.#answers.keys().next().value;
    if (this.#answers.size > MAX_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }

  async #run(call: Call, args: unknown[]): Promise<unknown> {
    if (call.code != null) {
      const scope = this.#scope();
      return await compile(call.code, Object.keys(scope))(...Object.values(scope));
    }
    return await this.#method(call.element ?? 0, call.method ?? "")(...args);
  }
}
