// The `_esm` of every model, so kept tiny: loads the bundle once per page, whichever model asks first.
//
// `initialize` returns at once: anywidget holds back all messages of the kernel until it has. Frames that arrive before
// the bundle wait in order.

import type { Client } from "./anywidget.js";
import type { Buffers } from "./connection.js";
import type { Model } from "./model.js";
import type { AnyKernelFrame, Asset } from "./protocol.gen.js";
import { randomId } from "./random.js";

interface Bundle {
  attach(model: Model): Client;
}

/** What the page keeps for one version of the bundle. */
interface Loading {
  /** Models through which it can be asked for. */
  models: Set<Model>;
  bundle: Promise<Bundle>;
  ask(): void;
  take(asset: Asset, buffers: Buffers): void;
}

/** Milliseconds until the bundle is asked for again. */
const PATIENCE = 1000;

const page = globalThis as unknown as Record<symbol, Map<string, Loading>>;
const key = Symbol.for("liveui_jupyter");
page[key] ??= new Map();
const loadings = page[key];

/** Asks the kernel for the bundle: over the control channel if there is one, since the kernel may be busy; and not
 * over that alone if it is asked again, since a server may drop what it doesn't know. */
function ask(model: Model, hash: string, isRepeated: boolean): void {
  const client = model.get("client");
  const data = { k: "need", v: model.get("protocol"), client, view: "", name: "bundle.js", hash };
  const kernel = model.get("lanes") === "comm" ? undefined : model.widget_manager?.kernel;
  try {
    if (!kernel?.sendControlMessage) throw 0;
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
    if (isRepeated) throw 0;
  } catch {
    model.send(data);
  }
}

async function unpack(buffer: ArrayBuffer | ArrayBufferView): Promise<Bundle> {
  const stream = new Blob([buffer as ArrayBuffer]).stream().pipeThrough(new DecompressionStream("gzip"));
  const code = await new Response(stream).text();
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  try {
    return (await import(/* webpackIgnore: true */ /* @vite-ignore */ url)) as Bundle;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function start(hash: string): Loading {
  const models = new Set<Model>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isThere = false;
  let isRepeated = false;
  let resolve: (bundle: Bundle) => void;
  const loading: Loading = {
    models,
    bundle: new Promise((done) => {
      resolve = done;
    }),
    ask() {
      const [model] = models;
      timer = undefined;
      if (isThere || !model) return;
      timer = setTimeout(loading.ask, PATIENCE);
      ask(model, hash, isRepeated);
      isRepeated = true;
    },
    take({ hash: offered }, [buffer]) {
      if (isThere || offered !== hash || !buffer) return;
      isThere = true;
      unpack(buffer).then(resolve, (error) => {
        console.error("liveui_jupyter: the front end can't be loaded:", error);
        isThere = false;
        askSoon(PATIENCE);
      });
    },
  };
  // Later, so that the model which is the first to come has been noted; again when one comes after all had gone.
  const askSoon = (delay = 0) => {
    if (timer === undefined) timer = setTimeout(loading.ask, delay);
  };
  return { ...loading, ask: askSoon };
}

function join(model: Model): Loading {
  const hash = String(model.get("bundle"));
  let loading = loadings?.get(hash);
  if (!loading) {
    loading = start(hash);
    loadings?.set(hash, loading);
  }
  loading.models.add(model);
  loading.ask();
  return loading;
}

/** Called for each model; what it returns is that model's alone. */
export default () => {
  const waiting: [AnyKernelFrame, Buffers][] = [];
  let client: Promise<Client | undefined>;
  return {
    initialize({ model }: { model: Model }): () => void {
      const loading = join(model);
      let isGone = false;
      let sink: Client["receive"] = (...frame) => void waiting.push(frame);
      const receive = (frame: AnyKernelFrame, buffers: Buffers) => {
        if (frame.k === "asset") loading.take(frame, buffers);
        else sink(frame, buffers);
      };
      model.on("msg:custom", receive);
      client = loading.bundle.then((bundle) => {
        if (isGone) return undefined;
        const attached = bundle.attach(model);
        for (const frame of waiting.splice(0)) attached.receive(...frame);
        sink = attached.receive;
        return attached;
      });
      return () => {
        isGone = true;
        loading.models.delete(model);
        model.off("msg:custom", receive);
        void client.then((attached) => attached?.detach());
      };
    },

    /** Returns at once; hosts that know no signal end a view by calling what it returns. */
    render({ el, signal }: { el: HTMLElement; signal?: AbortSignal }): () => void {
      const end = new AbortController();
      const stop = () => end.abort();
      signal?.addEventListener("abort", stop);
      void client.then((attached) => {
        if (attached && !signal?.aborted && !end.signal.aborted) attached.render(el, end.signal);
      });
      return stop;
    },
  };
};
