// The way of a frame from the page to the kernel.

import type { AnyPageFrame } from "../protocol.gen.js";

/** Sends frames; each lane does nothing else. */
export interface Lane {
  readonly name: "control" | "comm";
  /** Whether it can be used now. */
  isOpen(): boolean;
  /** Hands a frame over, in order. Throws if the host refuses it. */
  send(frame: AnyPageFrame, payload?: Uint8Array<ArrayBuffer>): void;
}

/** The bytes alone, where an array may be a part of a larger buffer. */
export function bufferOf(payload: Uint8Array<ArrayBuffer>): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = payload;
  return byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
}
