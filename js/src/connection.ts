// One client's connection to the kernel: order, gaps, receipts, and which lane a frame takes.

import { decodePayload, encodePayload, toBytes } from "./codec.js";
import { failureOf } from "./javascript.js";
import { CommLane } from "./lanes/comm.js";
import { ControlLane } from "./lanes/control.js";
import type { Lane } from "./lanes/lane.js";
import { kernelOf, type Model } from "./model.js";
import {
  type Add,
  type AnyKernelFrame,
  type AnyPageFrame,
  type Batch,
  type Call,
  type Op,
  PROTOCOL_VERSION,
  type Snapshot,
} from "./protocol.gen.js";
import { Tree } from "./tree.js";
import { ViewLink } from "./view_link.js";

export type Buffers = readonly (ArrayBuffer | ArrayBufferView)[];

/** Milliseconds after which a handshake that brought nothing is repeated, when another frame shows that it should. */
const HANDSHAKE_PATIENCE = 1000;

/** What a connection tells the views that show its client. */
export interface ViewSink {
  readonly id: string;
  /** The tree has changed, in this order. */
  applied(ops: readonly Op[]): void;
  /** The tree is another one: a snapshot's. */
  reset(): void;
  /** The kernel has processed an event of this view about an element. */
  processed(element: number, seq: number): void;
  /** A call is due; its batch has been applied. */
  call(call: Call, args: unknown[]): void;
  /** Something keeps the interface from working; the text is for people. */
  fault(message: string): void;
}

/** A frame without what the connection adds. */
type Body = AnyPageFrame extends infer F
  ? F extends AnyPageFrame
    ? Omit<F, "v" | "client" | "epoch" | "applied" | "view">
    : never
  : never;

/**
 * Guarantees: batches are applied once and in order, or the tree is replaced by a snapshot; events arrive once and in
 * order, however often a lane fails, as long as the page and the kernel live.
 */
export class Connection {
  readonly client: string;
  readonly model: Model;
  readonly tree = new Tree();
  readonly views = new Map<string, ViewSink>();
  readonly #lanes: readonly Lane[];
  readonly #links = new Map<string, ViewLink>();
  readonly #onStatus = (_: unknown, status: string) => {
    if (status === "connected") this.#shakeAll();
  };
  #epoch = "";
  #next = 0;
  #calls: { call: Call; args: unknown[] }[] = [];
  #shakenAt = 0;
  #isDestroyed = false;

  constructor(model: Model) {
    this.client = String(model.get("client"));
    this.model = model;
    this.#lanes = [new ControlLane(model, this.client), new CommLane(model)];
    kernelOf(model)?.connectionStatusChanged?.connect(this.#onStatus);
  }

  // ---- views

  attach(view: ViewSink): void {
    this.views.set(view.id, view);
    if (!this.#links.has(view.id)) this.#links.set(view.id, new ViewLink(view.id));
    this.#shake(view.id);
  }

  detach(view: ViewSink): void {
    if (!this.views.delete(view.id)) return;
    this.send(view.id, { k: "disconnect" });
    this.#links.delete(view.id);
  }

  /** The page is going. */
  pageHidden(): void {
    for (const id of this.views.keys()) this.send(id, { k: "disconnect" });
  }

  /** The page is back from where its browser kept it. */
  pageShown(): void {
    this.#shakeAll();
  }

  /** The client is gone: nothing is sent any more. */
  destroy(): void {
    this.#isDestroyed = true;
    kernelOf(this.model)?.connectionStatusChanged?.disconnect(this.#onStatus);
    this.#links.clear();
    this.#calls = [];
  }

  // ---- towards the kernel

  /** Sends an event, and again after a handshake as long as the kernel hasn't received it; returns its number. */
  sendEvent(view: string, element: number, listener: number, args: unknown): number {
    const link = this.#links.get(view);
    if (!link) return 0;
    let payload: Uint8Array<ArrayBuffer>;
    try {
      payload = encodePayload(args);
    } catch (error) {
      this.sendError(view, error);
      payload = encodePayload(null);
    }
    const seq = link.enqueue({ element, listener, payload });
    this.send(view, { k: "event", seq, element, listener }, payload);
    return seq;
  }

  /** Tells of something that failed outside of any call. */
  sendError(view: string, error: unknown): void {
    this.send(view, { k: "page_error", ...failureOf(error) });
  }

  /** Sends a frame on the best lane that takes it. */
  send(view: string, body: Body, payload?: Uint8Array<ArrayBuffer>): void {
    if (this.#isDestroyed) return;
    const header = { v: PROTOCOL_VERSION, client: this.client, epoch: this.#epoch, view, applied: this.#next - 1 };
    const frame: AnyPageFrame = { ...body, ...header };
    for (const lane of this.#lanes) {
      if (!lane.isOpen()) continue;
      try {
        lane.send(frame, payload);
        return;
      } catch (error) {
        console.warn(`liveui_jupyter: the ${lane.name} lane refuses a frame`, error);
      }
    }
  }

  #shake(view: string): void {
    this.#shakenAt = performance.now();
    const link = this.#links.get(view);
    if (link) link.isShaking = true;
    this.send(view, {
      k: "handshake",
      next_message_id: this.#next,
      version: String(this.model.get("version") ?? ""),
      capabilities: this.#lanes.filter((lane) => lane.isOpen()).map((lane) => lane.name),
    });
  }

  #shakeAll(): void {
    for (const id of this.views.keys()) this.#shake(id);
  }

  /** Something is missing; asks for it, but not again while the answer may be on its way. */
  #shakeAgain(): void {
    const isOut = [...this.#links.values()].some((link) => link.isShaking);
    if (!isOut || performance.now() - this.#shakenAt > HANDSHAKE_PATIENCE) this.#shakeAll();
  }

  // ---- from the kernel

  receive(frame: AnyKernelFrame, buffers: Buffers): void {
    if (frame.v !== PROTOCOL_VERSION) {
      this.#tellAll(versionText(frame.v));
      return;
    }
    const payload = buffers[0] === undefined ? undefined : toBytes(buffers[0]);
    switch (frame.k) {
      case "batch":
        if (payload) this.#takeBatch(frame, payload);
        break;
      case "snapshot":
        if (payload && this.views.has(frame.view)) this.#takeSnapshot(frame, payload);
        break;
      case "receipt":
        this.#takeReceipts(frame);
        break;
      case "call":
        if (!this.views.has(frame.view)) break;
        this.#calls.push({ call: frame, args: payload ? (decodePayload(payload) as unknown[]) : [] });
        this.#runCalls();
        break;
      case "fault":
        if (frame.code === "version") this.#tellAll(frame.message);
        else if (frame.code === "unknown_view") this.#shakeAgain();
        else console.warn(`liveui_jupyter: ${frame.message}`);
        break;
    }
  }

  #takeBatch(frame: Batch, payload: Uint8Array): void {
    if ((this.#epoch && frame.epoch !== this.#epoch) || frame.id > this.#next) {
      this.#shakeAgain();
    } else if (frame.id === this.#next) {
      this.#epoch = frame.epoch;
      this.#next++;
      const ops = this.tree.apply(decodePayload(payload) as Op[]);
      for (const view of this.views.values()) view.applied(ops);
    }
    this.#takeReceipts(frame);
    if (frame.ack) for (const id of this.views.keys()) this.send(id, { k: "ack", id: this.#next - 1 });
    this.#runCalls();
  }

  #takeSnapshot(frame: Snapshot, payload: Uint8Array): void {
    this.#epoch = frame.epoch;
    this.#next = frame.id;
    this.tree.reset(decodePayload(payload) as Add[]);
    for (const view of this.views.values()) view.reset();
    this.#takeReceipts(frame);
    this.#runCalls();
  }

  #takeReceipts(frame: Pick<Batch, "received" | "processed">): void {
    for (const [view, seq] of Object.entries(frame.received ?? {})) this.#received(view, seq);
    for (const [view, elements] of Object.entries(frame.processed ?? {})) {
      for (const [element, seq] of Object.entries(elements)) this.views.get(view)?.processed(Number(element), seq);
    }
  }

  #received(view: string, seq: number): void {
    const link = this.#links.get(view);
    if (!link) return;
    link.received(seq);
    if (!link.isShaking) return;
    link.isShaking = false;
    for (const { payload, ...event } of link.unreceived) this.send(view, { k: "event", ...event }, payload);
  }

  #runCalls(): void {
    const due = this.#calls.filter(({ call }) => call.after < this.#next);
    this.#calls = this.#calls.filter(({ call }) => call.after >= this.#next);
    for (const { call, args } of due) this.views.get(call.view)?.call(call, args);
  }

  #tellAll(message: string): void {
    for (const view of this.views.values()) view.fault(message);
  }
}

function versionText(kernel: number): string {
  const remedy =
    kernel > PROTOCOL_VERSION
      ? "Reload the page, so that it loads the front end of the installed liveui_jupyter."
      : "Restart the kernel, so that it loads the liveui_jupyter that is installed now.";
  return `The kernel speaks protocol version ${kernel} of liveui_jupyter, this page version ${PROTOCOL_VERSION}. ${remedy}`;
}
