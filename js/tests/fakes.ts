// Stand-ins for what surrounds the front end: lanes, anywidget's model, a kernel connection.

import { encodePayload } from "../src/codec";
import { Connection, type ViewSink } from "../src/connection";
import type { Lane } from "../src/lanes/lane";
import type { KernelConnection, Model } from "../src/model";
import type { AnyKernelFrame, AnyPageFrame, Op } from "../src/protocol.gen";
import type { Change } from "../src/tree";

export type Kind<K extends AnyPageFrame["k"]> = Extract<AnyPageFrame, { k: K }>;

/** Keeps what is sent; fails on demand. */
export class FakeLane implements Lane {
  readonly sent: { frame: AnyPageFrame; payload: Uint8Array | undefined }[] = [];
  isBroken = false;

  constructor(readonly name: "control" | "comm" = "comm") {}

  isOpen(): boolean {
    return true;
  }

  send(frame: AnyPageFrame, payload?: Uint8Array<ArrayBuffer>): void {
    if (this.isBroken) throw new Error("the websocket is closed");
    this.sent.push({ frame, payload });
  }

  /** The frames of one kind that have been sent, in order. */
  frames<K extends AnyPageFrame["k"]>(kind: K): Kind<K>[] {
    return this.sent.flatMap(({ frame }) => (frame.k === kind ? [frame as Kind<K>] : []));
  }

  clear(): void {
    this.sent.length = 0;
  }
}

/** A view that only notes what it is told. */
export class FakeView implements ViewSink {
  readonly changes: Change[] = [];
  readonly processedSeqs: [element: number, seq: number][] = [];
  readonly restorations: boolean[] = [];
  readonly calls: { id: string; args: unknown[] }[] = [];
  readonly faults: string[] = [];

  constructor(readonly id: string) {}

  applied(changes: readonly Change[]): void {
    this.changes.push(...changes);
  }

  processed(element: number, seq: number): void {
    this.processedSeqs.push([element, seq]);
  }

  restored(isNewKernel: boolean): void {
    this.restorations.push(isNewKernel);
  }

  call(call: { request_id: string }, args: unknown[]): void {
    this.calls.push({ id: call.request_id, args });
  }

  fault(message: string): void {
    this.faults.push(message);
  }
}

/** The kernel's side of one client: makes frames, with ids as the kernel counts them. */
export class FakeKernel {
  next = 0;

  constructor(
    readonly epoch = "e1",
    readonly client = "c1",
  ) {}

  get header(): { v: number; client: string; epoch: string } {
    return { v: 1, client: this.client, epoch: this.epoch };
  }

  batch(ops: Op[], extra: object = {}): [AnyKernelFrame, ArrayBuffer[]] {
    const frame = { ...this.header, k: "batch", id: this.next, ...extra } as AnyKernelFrame;
    this.next++;
    return [frame, [encodePayload(ops).slice().buffer]];
  }

  snapshot(view: string, ops: Op[], extra: object = {}): [AnyKernelFrame, ArrayBuffer[]] {
    const frame = { ...this.header, k: "snapshot", view, id: this.next, ...extra } as AnyKernelFrame;
    return [frame, [encodePayload(ops).slice().buffer]];
  }

  receipt(received: Record<string, number>, processed = {}): [AnyKernelFrame, ArrayBuffer[]] {
    return [{ ...this.header, k: "receipt", received, processed }, []];
  }

  /** Tells which batch is next. */
  reminder(): [AnyKernelFrame, ArrayBuffer[]] {
    return [{ ...this.header, k: "receipt", next: this.next }, []];
  }

  call(view: string, requestId: string, after: number, args?: unknown[]): [AnyKernelFrame, ArrayBuffer[]] {
    const frame = { ...this.header, k: "call", request_id: requestId, after, view, timeout: 1, code: "1" } as const;
    return [frame, args ? [encodePayload(args).slice().buffer] : []];
  }

  fault(code: string, view: string | null = null): [AnyKernelFrame, ArrayBuffer[]] {
    return [{ ...this.header, k: "fault", code, message: `fault: ${code}`, view }, []];
  }
}

/** A connection with a lane, a kernel and a view that has shaken hands. */
export function connected(...viewIds: string[]) {
  const lane = new FakeLane();
  const kernel = new FakeKernel();
  const connection = new Connection("c1", "0.1", () => [lane]);
  const views = (viewIds.length ? viewIds : ["v1"]).map((id) => new FakeView(id));
  for (const view of views) {
    connection.attach(view);
    connection.receive(...kernel.receipt({ [view.id]: 0 }));
  }
  lane.clear();
  return { lane, kernel, connection, views, view: views[0] as FakeView };
}

type Listener = (...args: never[]) => void;

/** An anywidget model; hosts give each hook a proxy of its own, so does `proxy`. */
export class FakeModel implements Model {
  readonly sent: { content: unknown; buffers: ArrayBuffer[] }[] = [];
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly widget_manager: { kernel?: KernelConnection | null };

  constructor(
    readonly state: Record<string, unknown>,
    kernel?: KernelConnection,
  ) {
    this.widget_manager = kernel ? { kernel } : {};
  }

  get proxy(): Model {
    const { widget_manager } = this;
    return {
      widget_manager,
      get: (key) => this.get(key),
      on: (event, callback) => this.on(event, callback),
      off: (event, callback) => this.off(event, callback),
      send: (content, callbacks, buffers) => this.send(content, callbacks, buffers),
    };
  }

  get(key: string): unknown {
    return this.state[key];
  }

  on(event: string, callback: Listener): void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(callback));
  }

  off(event?: string | null, callback?: Listener | null): void {
    if (event && callback) this.#listeners.get(event)?.delete(callback);
  }

  send(content: unknown, _callbacks?: unknown, buffers: ArrayBuffer[] = []): void {
    this.sent.push({ content, buffers });
  }

  /** Delivers a message of the kernel. */
  deliver(frame: object, buffers: ArrayBuffer[] = []): void {
    for (const listener of this.#listeners.get("msg:custom") ?? []) {
      (listener as (...args: unknown[]) => void)(frame, buffers);
    }
  }

  get listenerCount(): number {
    return [...this.#listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }
}

/** A kernel connection as JupyterLab has it. */
export class FakeKernelConnection implements KernelConnection {
  readonly clientId = "session";
  readonly username = "user";
  readonly messages: {
    channel: string;
    header: { msg_type: string };
    content: { comm_id: string; data: AnyPageFrame };
  }[] = [];
  futuresDisposed = 0;
  isDead = false;
  readonly slots = new Set<(sender: unknown, status: string) => void>();
  readonly disposedSlots = new Set<(sender: unknown, args: unknown) => void>();

  sendControlMessage = (message: unknown) => {
    if (this.isDead) throw new Error("Kernel is dead");
    this.messages.push(message as (typeof this.messages)[number]);
    return { dispose: () => void this.futuresDisposed++ };
  };

  connectionStatusChanged = {
    connect: (slot: (sender: unknown, status: string) => void) => void this.slots.add(slot),
    disconnect: (slot: (sender: unknown, status: string) => void) => void this.slots.delete(slot),
  };

  disposed = {
    connect: (slot: (sender: unknown, args: unknown) => void) => void this.disposedSlots.add(slot),
    disconnect: (slot: (sender: unknown, args: unknown) => void) => void this.disposedSlots.delete(slot),
  };
}
