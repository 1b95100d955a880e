// Entry of the bundle, for every host that knows anywidget models. The loader (loader.ts) has met the models.

import type { Buffers } from "./connection.js";
import { Hub } from "./hub.js";
import { type Model, rendermimeOf } from "./model.js";
import type { AnyKernelFrame } from "./protocol.gen.js";
import { mount } from "./view_host.js";
import "./icons.js";

/** What the loader needs of the bundle, for one model. */
export interface Client {
  /** Takes a frame from the kernel. */
  receive(frame: AnyKernelFrame, buffers: Buffers): void;
  /** Shows the client in an element, until the signal aborts. */
  render(el: HTMLElement, signal: AbortSignal): void;
  /** The model is closed. */
  detach(): void;
}

const hub = new Hub();

export function attach(model: Model): Client {
  const { connection, receive, detach } = hub.attach(model);
  return { receive, detach, render: (el, signal) => mount(connection, el, signal, rendermimeOf(model)) };
}
