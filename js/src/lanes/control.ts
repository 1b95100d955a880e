// The control lane: our own message type on the kernel's control channel, which is served while a cell runs.

import type { KernelConnection } from "../model.js";
import type { AnyPageFrame } from "../protocol.gen.js";
import { randomId } from "../random.js";
import { bufferOf, type Lane } from "./lane.js";

const MESSAGE_TYPE = "liveui_msg";

export class ControlLane implements Lane {
  readonly name = "control";
  readonly #kernel: () => KernelConnection | undefined;
  readonly #commId: string;

  constructor(kernel: () => KernelConnection | undefined, commId: string) {
    this.#kernel = kernel;
    this.#commId = commId;
  }

  isOpen(): boolean {
    return typeof this.#kernel()?.sendControlMessage === "function";
  }

  send(frame: AnyPageFrame, payload?: Uint8Array<ArrayBuffer>): void {
    const kernel = this.#kernel();
    if (!kernel?.sendControlMessage) throw new Error("no control channel");
    const message = {
      channel: "control",
      header: {
        msg_id: randomId(),
        msg_type: MESSAGE_TYPE,
        session: kernel.clientId,
        username: kernel.username,
        date: new Date().toISOString(),
        version: "5.3",
      },
      parent_header: {},
      metadata: {},
      content: { comm_id: this.#commId, data: frame },
      buffers: payload ? [bufferOf(payload)] : [],
    };
    // The kernel publishes no status for our messages, so the future would wait for its end for ever.
    kernel.sendControlMessage(message, false, true).dispose();
  }
}
