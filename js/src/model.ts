// What we use of anywidget's model and of the host behind it.

import type { Rendermime } from "./rendermime.js";

interface Signal<T> {
  connect(slot: (sender: unknown, args: T) => void): void;
  disconnect(slot: (sender: unknown, args: T) => void): void;
}

export interface KernelConnection {
  readonly clientId: string;
  readonly username: string;
  readonly sendControlMessage?: (message: unknown, expectReply: boolean, disposeOnDone: boolean) => { dispose(): void };
  readonly connectionStatusChanged?: Signal<string>;
  /** Emitted while messages can still be sent on the control channel, though not on comms. */
  readonly disposed?: Signal<unknown>;
}

export interface Model {
  get(key: string): unknown;
  on(event: string, callback: (...args: never[]) => void): void;
  off(event?: string | null, callback?: ((...args: never[]) => void) | null): void;
  send(content: unknown, callbacks?: unknown, buffers?: ArrayBuffer[]): void;
  readonly widget_manager?: { readonly kernel?: KernelConnection | null; readonly rendermime?: Rendermime };
}

/** The renderers of the notebook that a model is in, where the host has any to give: JupyterLab, Notebook 7, Voila. */
export function rendermimeOf(model: Model): Rendermime | undefined {
  return model.widget_manager?.rendermime;
}

/** The kernel connection behind a model, where the host has one to give: JupyterLab and Notebook 7. */
export function kernelOf(model: Model): KernelConnection | undefined {
  return model.widget_manager?.kernel ?? undefined;
}
