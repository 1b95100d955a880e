// The connections of a page, one per model: two notebooks on one kernel have a model each for the same client.

import { type Buffers, Connection } from "./connection.js";
import { CommLane } from "./lanes/comm.js";
import { ControlLane } from "./lanes/control.js";
import type { Lane } from "./lanes/lane.js";
import { type KernelConnection, kernelOf, type Model } from "./model.js";
import type { AnyKernelFrame } from "./protocol.gen.js";
import { noteDocument } from "./urls.js";

/** One model that the loader has met. */
export interface Attached {
  readonly connection: Connection;
  /** Takes a frame from the kernel. */
  receive(frame: AnyKernelFrame, buffers: Buffers): void;
  /** The host has closed the model: nothing of it is kept. */
  detach(): void;
}

export class Hub {
  readonly connections = new Set<Connection>();

  constructor() {
    addEventListener("pagehide", () => {
      for (const connection of this.connections) connection.pageHidden();
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) for (const connection of this.connections) connection.reconnected();
    });
  }

  /** Takes over a model. Hosts hand out several proxies of one: any of them will do, but only one is attached. */
  attach(model: Model): Attached {
    const client = String(model.get("client"));
    const connection = new Connection(client, String(model.get("version") ?? ""), lanesOf(model, client));
    this.connections.add(connection);
    noteDocument(connection, model);
    const forget = follow(kernelOf(model), connection);
    return {
      connection,
      receive: (frame, buffers) => connection.receive(frame, buffers),
      detach: () => {
        forget();
        connection.destroy();
        this.connections.delete(connection);
      },
    };
  }
}

/** Gives the ways to the kernel that there are now, the best first. */
function lanesOf(model: Model, client: string): () => Lane[] {
  const control = new ControlLane(model, client);
  const comm = new CommLane(model);
  const isBarred = model.get("lanes") === "comm"; // the kernel knows its host: Voila
  return () => (!isBarred && control.isOpen() ? [control, comm] : [comm]);
}

/** Has the connection shake hands again when its host has reconnected. */
function follow(kernel: KernelConnection | undefined, connection: Connection): () => void {
  const changed = (_: unknown, status: string) => {
    if (status === "connected") connection.reconnected();
  };
  kernel?.connectionStatusChanged?.connect(changed);
  return () => kernel?.connectionStatusChanged?.disconnect(changed);
}
