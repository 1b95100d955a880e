import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AnyKernelFrame } from "../src/protocol.gen";
import { FakeKernelConnection, FakeModel } from "./fakes";

const KEY = Symbol.for("liveui_jupyter");
const HASH = "0123456789abcdef";

/** Stands in for the bundle: notes what the loader does with it, in a global that the test reads. */
const BUNDLE = `
const log = (globalThis.bundleLog ??= []);
export function attach(model) {
  const client = model.get("client");
  log.push(["attach", client]);
  return {
    receive: (frame) => log.push(["receive", client, frame.id]),
    render: (el, signal) => {
      log.push(["render", client]);
      signal.addEventListener("abort", () => log.push(["abort", client]));
    },
    detach: () => log.push(["detach", client]),
  };
}`;

type Log = unknown[][];
const log = () => ((globalThis as unknown as { bundleLog?: Log }).bundleLog ??= []);

interface Widget {
  initialize(props: { model: unknown }): () => void;
  render(props: { el: HTMLElement; signal?: AbortSignal }): () => void;
}

/** Loads the loader as anywidget does: a module of its own for every model. */
async function widget(): Promise<Widget> {
  vi.resetModules();
  const { default: make } = (await import("../src/loader")) as unknown as { default: () => Widget };
  return make();
}

function modelOf(client: string, kernel?: FakeKernelConnection): FakeModel {
  return new FakeModel({ client, bundle: HASH, protocol: 1 }, kernel);
}

const ASSET = { k: "asset", hash: HASH, name: "bundle.js" };
const zipped = () => Uint8Array.from(gzipSync(BUNDLE)).buffer;
const needs = (model: FakeModel) =>
  model.sent.filter(({ content }) => (content as AnyKernelFrame).k === ("need" as never));
const batch = (id: number) => ({ k: "batch", id });

beforeEach(() => {
  vi.useFakeTimers();
  (globalThis as unknown as Record<symbol, unknown>)[KEY] = undefined;
  log().length = 0;
  // Node can't import blob URLs.
  vi.spyOn(URL, "createObjectURL").mockImplementation(
    () => `data:text/javascript,${encodeURIComponent(`${BUNDLE}\n//${Math.random()}`)}`,
  );
  vi.spyOn(URL, "revokeObjectURL").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the loader", () => {
  it("asks once for ten models, and gives each its frames in order", async () => {
    const models = Array.from({ length: 10 }, (_, index) => modelOf(`c${index}`));
    for (const model of models) {
      (await widget()).initialize({ model: model.proxy });
      model.deliver(batch(0));
      model.deliver(batch(1));
    }
    vi.advanceTimersByTime(900);
    expect(models.map((model) => needs(model).length)).toEqual([1, ...Array(9).fill(0)]);
    expect(needs(models[0] as FakeModel)[0]?.content).toEqual({
      k: "need",
      v: 1,
      client: "c0",
      view: "",
      name: "bundle.js",
      hash: HASH,
    });
    models[0]?.deliver(ASSET, [zipped()]);
    await vi.waitFor(() => expect(log().filter(([what]) => what === "attach")).toHaveLength(10));
    models[3]?.deliver(batch(2));
    expect(log().filter(([, client]) => client === "c3")).toEqual([
      ["attach", "c3"],
      ["receive", "c3", 0],
      ["receive", "c3", 1],
      ["receive", "c3", 2],
    ]);
    const late = modelOf("late");
    (await widget()).initialize({ model: late.proxy });
    await vi.waitFor(() => expect(log().at(-1)).toEqual(["attach", "late"]));
    vi.advanceTimersByTime(60_000);
    expect(late.sent).toEqual([]);
  });

  it("asks again, through whichever model lives", async () => {
    const [first, second] = [modelOf("c1"), modelOf("c2")];
    const end = (await widget()).initialize({ model: first.proxy });
    (await widget()).initialize({ model: second.proxy });
    vi.advanceTimersByTime(0);
    end();
    vi.advanceTimersByTime(1_000);
    expect([needs(first).length, needs(second).length]).toEqual([1, 1]);
    vi.advanceTimersByTime(1_000);
    expect(needs(second)).toHaveLength(2);
  });

  it("stops asking when no model is left, and starts again with the next", async () => {
    const [first, second] = [modelOf("c1"), modelOf("c2")];
    (await widget()).initialize({ model: first.proxy })();
    vi.advanceTimersByTime(10_000);
    expect(vi.getTimerCount()).toBe(0);
    expect(first.sent).toEqual([]);
    (await widget()).initialize({ model: second.proxy });
    vi.advanceTimersByTime(0);
    expect(needs(second)).toHaveLength(1);
  });

  it("asks over the control channel where there is one, and disposes of the future", async () => {
    const kernel = new FakeKernelConnection();
    const model = modelOf("c1", kernel);
    (await widget()).initialize({ model: model.proxy });
    vi.advanceTimersByTime(0);
    expect(model.sent).toEqual([]);
    expect(kernel.messages).toMatchObject([
      { channel: "control", header: { msg_type: "liveui_msg" }, content: { comm_id: "c1", data: { k: "need" } } },
    ]);
    expect(kernel.futuresDisposed).toBe(1);
    kernel.isDead = true;
    vi.advanceTimersByTime(1_000);
    expect(needs(model)).toHaveLength(1);
  });

  it("asks over both channels when no answer comes, since a server may drop control messages", async () => {
    const kernel = new FakeKernelConnection();
    const model = modelOf("c1", kernel);
    (await widget()).initialize({ model: model.proxy });
    vi.advanceTimersByTime(1_000);
    expect([kernel.messages.length, needs(model).length]).toEqual([2, 1]);
  });

  it("asks over the comm alone where the kernel knows that there is nothing else", async () => {
    const kernel = new FakeKernelConnection();
    const model = modelOf("c1", kernel);
    model.state.lanes = "comm";
    (await widget()).initialize({ model: model.proxy });
    vi.advanceTimersByTime(0);
    expect([kernel.messages.length, needs(model).length]).toEqual([0, 1]);
  });

  it("shows views once the bundle is there, unless they have gone, with or without a signal", async () => {
    const model = modelOf("c1");
    const { initialize, render } = await widget();
    initialize({ model: model.proxy });
    const controller = new AbortController();
    const el = document.createElement("div");
    render({ el, signal: controller.signal });
    render({ el })();
    vi.advanceTimersByTime(0);
    model.deliver(ASSET, [zipped()]);
    await vi.waitFor(() => expect(log()).toHaveLength(2));
    expect(log()).toEqual([
      ["attach", "c1"],
      ["render", "c1"],
    ]);
    controller.abort();
    expect(log().at(-1)).toEqual(["abort", "c1"]);
  });

  it("lets go of a model that is closed", async () => {
    const model = modelOf("c1");
    const end = (await widget()).initialize({ model: model.proxy });
    vi.advanceTimersByTime(0);
    model.deliver(ASSET, [zipped()]);
    await vi.waitFor(() => expect(log()).toHaveLength(1));
    end();
    await vi.waitFor(() => expect(log().at(-1)).toEqual(["detach", "c1"]));
    expect(model.listenerCount).toBe(0);
  });

  it("never attaches a model that is closed before the bundle is there", async () => {
    const [gone, model] = [modelOf("gone"), modelOf("c1")];
    (await widget()).initialize({ model: gone.proxy })();
    (await widget()).initialize({ model: model.proxy });
    model.deliver(ASSET, [zipped()]);
    await vi.waitFor(() => expect(log()).toHaveLength(1));
    expect(log()).toEqual([["attach", "c1"]]);
  });

  it("asks again for a bundle that can't be loaded", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const model = modelOf("c1");
    (await widget()).initialize({ model: model.proxy });
    vi.advanceTimersByTime(0);
    model.deliver(ASSET, [new Uint8Array([1, 2, 3]).buffer]);
    await vi.waitFor(() => expect(console.error).toHaveBeenCalled());
    vi.advanceTimersByTime(1_000);
    expect(needs(model)).toHaveLength(2);
    model.deliver(ASSET, [zipped()]);
    await vi.waitFor(() => expect(log()).toEqual([["attach", "c1"]]));
  });
});
