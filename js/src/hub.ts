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
      for (const connection of this.connections) connection.leave();
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) for (const connection of this.connections) connection.reconnected();
    });
  }

  /** Takes over a model. Hosts hand out several proxies of one: any of them will do, but only one is attached. */
  attach(model: Model): Attached {
    const client = String(model.get("client"));
    const kernel = new Kernel(model);
    const lanes = lanesOf(model, client, kernel);
    const connection = new Connection(client, String(model.get("version") ?? ""), lanes);
    this.connections.add(connection);
    noteDocument(connection, model);
    const forget = kernel.follow(connection);
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
function lanesOf(model: Model, client: string, kernel: Kernel): () => Lane[] {
  const control = new ControlLane(() => kernel.connection, client);
  const comm = new CommLane(model);
  const isBarred = model.get("lanes") === "comm"; // the kernel knows its host: Voila
  return () => (!isBarred && control.isOpen() ? [control, comm] : [comm]);
}

/** The host's connection to the kernel, where it has one to give. */
class Kernel {
  readonly #model: Model;
  #ending: KernelConnection | undefined;

  constructor(model: Model) {
    this.#model = model;
  }

  get connection(): KernelConnection | undefined {
    return this.#ending ?? kernelOf(this.#model);
  }

  /**
   * Has a client shake hands again when the host has reconnected, and say goodbye when the notebook is closed:
   * JupyterLab ends the connection before it takes the views out of the page. Returns what stops that.
   */
  follow(client: Connection): () => void {
    const kernel = this.connection;
    const changed = (_: unknown, status: string) => {
      if (status === "connected") client.reconnected();
    };
    const disposed = () => {
      this.#ending = kernel; // the manager has forgotten it, but its socket is open until we return
      client.leave();
      this.#ending = undefined;
    };
    kernel?.connectionStatusChanged?.connect(changed);
    kernel?.disposed?.connect(disposed);
    return () => {
      kernel?.connectionStatusChanged?.disconnect(changed);
      kernel?.disposed?.disconnect(disposed);
    };
  }
}
