// The comm lane: the model's own comm, on the kernel's shell channel. Every host has it.

import type { Model } from "../model.js";
import type { AnyPageFrame } from "../protocol.gen.js";
import { bufferOf, type Lane } from "./lane.js";

export class CommLane implements Lane {
  readonly name = "comm";
  readonly #model: Model;

  constructor(model: Model) {
    this.#model = model;
  }

  isOpen(): boolean {
    return true;
  }

  send(frame: AnyPageFrame, payload?: Uint8Array<ArrayBuffer>): void {
    this.#model.send(frame, undefined, payload ? [bufferOf(payload)] : []);
  }
}
