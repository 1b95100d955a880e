// The `_esm` of every model, so kept tiny: loads the bundle once per page, whichever model asks first.
//
// `initialize` returns at once: anywidget holds back all messages of the kernel until it has. Frames that arrive before
// the bundle wait in order.

import type { Model } from "./model.js";
import type { AnyKernelFrame, Asset } from "./protocol.gen.js";
import { randomId } from "./random.js";

type Buffers = readonly (ArrayBuffer | ArrayBufferView)[];
type Sink = (frame: AnyKernelFrame, buffers: Buffers) => void;

interface Bundle {
  attach(model: Model, frames: [AnyKernelFrame, Buffers][]): Sink;
  detach(model: Model): void;
  render(model: Model, el: HTMLElement, signal: AbortSignal): void;
}

/** What the page keeps for one version of the bundle. */
interface Loading {
  models: Set<Model>;
  bundle: Promise<Bundle>;
  take(asset: Asset, buffers: Buffers): void;
}

/** Milliseconds until the bundle is asked for again. */
const PATIENCE = 2000;

const page = globalThis as unknown as Record<symbol, Map<string, Loading> | undefined>;
const key = Symbol.for("liveui_jupyter");
page[key] ??= new Map();
const loadings = page[key];

/** Asks the kernel for the bundle: over the control channel if there is one, since the kernel may be busy. */
function ask(model: Model, hash: string): void {
  const client = model.get("client");
  const data = { k: "need", v: model.get("protocol"), client, view: "", name: "bundle.js", hash };
  const kernel = model.widget_manager?.kernel;
  if (!kernel?.sendControlMessage) {
    model.send(data);
    return;
  }
  const header = {
    msg_id: randomId(),
    msg_type: "liveui_msg",
    session: kernel.clientId,
    username: kernel.username,
    date: new Date().toISOString(),
    version: "5.3",
  };
  const message = { channel: "control", header, parent_header: {}, metadata: {}, content: { comm_id: client, data } };
  kernel.sendControlMessage({ ...message, buffers: [] }, false, true).dispose();
}

async function unpack(buffer: ArrayBuffer | ArrayBufferView): Promise<Bundle> {
  const stream = new Blob([buffer as ArrayBuffer]).stream().pipeThrough(new DecompressionStream("gzip"));
  const code = await new Response(stream).blob();
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  try {
    return (await import(/* webpackIgnore: true */ url)) as Bundle;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function start(hash: string): Loading {
  const models = new Set<Model>();
  let take: Loading["take"] = () => undefined;
  const bundle = new Promise<Bundle>((resolve, reject) => {
    let isThere = false;
    take = (asset, [buffer]) => {
      if (isThere || asset.hash !== hash || !buffer) return;
      isThere = true;
      unpack(buffer).then(resolve, reject);
    };
    const again = () => {
      const [model] = models;
      if (isThere) return;
      if (model) ask(model, hash);
      setTimeout(again, PATIENCE);
    };
    // A moment later, so that the model which starts this is among those that can ask.
    queueMicrotask(again);
  });
  return { models, bundle, take };
}

function loadingOf(model: Model): Loading {
  const hash = String(model.get("bundle"));
  let loading = loadings?.get(hash);
  if (!loading) {
    loading = start(hash);
    loadings?.set(hash, loading);
  }
  return loading;
}

export default {
  initialize({ model }: { model: Model }): () => void {
    const loading = loadingOf(model);
    const frames: [AnyKernelFrame, Buffers][] = [];
    let sink: Sink = (frame, buffers) => frames.push([frame, buffers]);
    let isGone = false;
    const receive = (frame: AnyKernelFrame, buffers: Buffers) => {
      if (frame.k === "asset") loading.take(frame, buffers);
      else sink(frame, buffers);
    };
    loading.models.add(model);
    model.on("msg:custom", receive);
    void loading.bundle.then((bundle) => {
      if (!isGone) sink = bundle.attach(model, frames);
    });
    return () => {
      isGone = true;
      loading.models.delete(model);
      model.off("msg:custom", receive);
      void loading.bundle.then((bundle) => bundle.detach(model));
    };
  },

  async render({ model, el, signal }: { model: Model; el: HTMLElement; signal: AbortSignal }): Promise<void> {
    const bundle = await loadingOf(model).bundle;
    if (!signal.aborted) bundle.render(model, el, signal);
  },
};
