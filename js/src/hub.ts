// One per page and version of the front end: from client ids to connections.

import { type Buffers, Connection } from "./connection.js";
import { CommLane } from "./lanes/comm.js";
import { ControlLane } from "./lanes/control.js";
import type { Lane } from "./lanes/lane.js";
import { type KernelConnection, kernelOf, type Model } from "./model.js";
import type { AnyKernelFrame } from "./protocol.gen.js";

interface Entry {
  readonly connection: Connection;
  readonly model: Model;
  /** Stops listening to the host's kernel connection. */
  forget(): void;
}

export class Hub {
  readonly #entries = new Map<string, Entry>();

  constructor() {
    addEventListener("pagehide", () => {
      for (const { connection } of this.#entries.values()) connection.pageHidden();
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) for (const { connection } of this.#entries.values()) connection.reconnected();
    });
  }

  /**
   * Takes over a model that the loader has met.
   *
   * @param frames what came before, in order.
   * @returns what takes the frames from now on.
   */
  attach(
    model: Model,
    frames: readonly [AnyKernelFrame, Buffers][],
  ): (frame: AnyKernelFrame, buffers: Buffers) => void {
    const connection = this.#connect(model);
    for (const [frame, buffers] of frames) connection.receive(frame, buffers);
    return (frame, buffers) => connection.receive(frame, buffers);
  }

  /** Forgets a model that its host has closed. */
  detach(model: Model): void {
    const client = String(model.get("client"));
    const entry = this.#entries.get(client);
    if (entry?.model !== model) return;
    entry.forget();
    entry.connection.destroy();
    this.#entries.delete(client);
  }

  /** The connection of a model's client. (Anywidget gives every hook a model object of its own: the client counts.) */
  connectionOf(model: Model): Connection {
    return this.#entries.get(String(model.get("client")))?.connection ?? this.#connect(model);
  }

  /** Makes a connection; a model that the host has made anew replaces the old one. */
  #connect(model: Model): Connection {
    const client = String(model.get("client"));
    const old = this.#entries.get(client);
    if (old) this.detach(old.model);
    const connection = new Connection(client, String(model.get("version") ?? ""), lanesOf(model, client));
    this.#entries.set(client, { connection, model, forget: follow(kernelOf(model), connection) });
    return connection;
  }
}

/** Gives the ways to the kernel that there are now, the best first. */
function lanesOf(model: Model, client: string): () => Lane[] {
  const control = new ControlLane(model, client);
  const comm = new CommLane(model);
  return () => (control.isOpen() ? [control, comm] : [comm]);
}

/** Has the connection shake hands again when its host has reconnected. */
function follow(kernel: KernelConnection | undefined, connection: Connection): () => void {
  const changed = (_: unknown, status: string) => {
    if (status === "connected") connection.reconnected();
  };
  kernel?.connectionStatusChanged?.connect(changed);
  return () => kernel?.connectionStatusChanged?.disconnect(changed);
}
