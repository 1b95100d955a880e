// One per page and version of the front end: from client ids to connections.

import { Connection } from "./connection.js";
import type { Model } from "./model.js";
import type { AnyKernelFrame } from "./protocol.gen.js";

type Buffers = readonly (ArrayBuffer | ArrayBufferView)[];

export class Hub {
  readonly connections = new Map<string, Connection>();

  constructor() {
    addEventListener("pagehide", () => {
      for (const connection of this.connections.values()) connection.pageHidden();
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) for (const connection of this.connections.values()) connection.pageShown();
    });
  }

  /**
   * Takes over a model that the loader has met.
   *
   * @param frames what came before, in order.
   * @returns what takes the frames from now on.
   */
  attach(model: Model, frames: [AnyKernelFrame, Buffers][]): (frame: AnyKernelFrame, buffers: Buffers) => void {
    const connection = this.#connect(model);
    for (const [frame, buffers] of frames) connection.receive(frame, buffers);
    return (frame, buffers) => connection.receive(frame, buffers);
  }

  /** Forgets a model that its host has closed. */
  detach(model: Model): void {
    const connection = this.connections.get(String(model.get("client")));
    if (connection?.model !== model) return;
    connection.destroy();
    this.connections.delete(connection.client);
  }

  connectionOf(model: Model): Connection {
    return this.#connect(model);
  }

  #connect(model: Model): Connection {
    const client = String(model.get("client"));
    let connection = this.connections.get(client);
    if (!connection) {
      connection = new Connection(model);
      this.connections.set(client, connection);
    }
    return connection;
  }
}
