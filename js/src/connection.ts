// One client's connection to the kernel: order, gaps, receipts, and which lane a frame takes.

import { decodePayload, encodePayload, toBytes } from "./codec";
import { failureOf } from "./javascript";
import { LaneChoice } from "./lanes/choice";
import type { Lane } from "./lanes/lane";
import {
  type Add,
  type AnyKernelFrame,
  type AnyPageFrame,
  type Batch,
  type Call,
  type Fault,
  type Op,
  PROTOCOL_VERSION,
  type Receipt,
  type Snapshot,
} from "./protocol.gen";
import { QuietAck } from "./quiet_ack";
import { applySnapshot } from "./snapshot";
import { type Change, Tree } from "./tree";
import { type SentEvent, ViewLink } from "./view_link";

export type Buffers = readonly (ArrayBuffer | ArrayBufferView)[];

/** What a connection tells the views that show its client. */
export interface ViewSink {
  readonly id: string;
  /** The tree has changed, in this order. */
  applied(changes: readonly Change[]): void;
  /** The kernel has processed the view's event `seq`, and all earlier ones, about an element. */
  processed(element: number, seq: number): void;
  /** The tree is the kernel's again, after a loss; where `isNewKernel`, no event of before will ever be processed. */
  restored(isNewKernel: boolean): void;
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
  readonly tree = new Tree();
  readonly views = new Map<string, ViewSink>();
  readonly #lanes: LaneChoice;
  readonly #version: string;
  readonly #links = new Map<string, ViewLink>();
  readonly #quietAck = new QuietAck(() => this.#acknowledge(({ told }) => told < this.#next - 1));
  #epoch = "";
  #next = 0;
  #calls: { call: Call; args: unknown[] }[] = [];
  #isDestroyed = false;

  /**
   * @param client the client's id.
   * @param version version of the front end's package.
   * @param lanes gives the ways to the kernel that there are now, the best first.
   */
  constructor(client: string, version: string, lanes: () => Lane[]) {
    this.client = client;
    this.#version = version;
    this.#lanes = new LaneChoice(lanes);
  }

  // ---- views

  attach(view: ViewSink): void {
    this.views.set(view.id, view);
    this.#links.set(view.id, new ViewLink(view.id));
    this.handshake(view.id);
  }

  detach(view: ViewSink): void {
    if (!this.views.delete(view.id)) return;
    const link = this.#links.get(view.id);
    if (link) this.#sayGoodbye(link);
    this.#links.delete(view.id);
  }

  /** The page goes, perhaps to come back from the browser's cache, or the host's connection to the kernel does. */
  leave(): void {
    for (const link of this.#links.values()) this.#sayGoodbye(link);
  }

  /** On every lane, if one is suspected: a view that stays would be asked, and never answer. */
  #sayGoodbye(link: ViewLink): void {
    link.settle();
    const turn = link.nextTurn();
    const goodbye = { k: "disconnect", turn } as const;
    if (this.#lanes.isSure) this.send(link.view, goodbye);
    else for (const lane of this.#lanes.all) this.send(link.view, goodbye, undefined, [lane]);
  }

  /** Frames may have been lost, in either direction. */
  reconnected(): void {
    this.#lanes.trustAll();
    for (const id of this.views.keys()) this.handshake(id);
  }

  /** The client is gone: nothing is sent any more. */
  destroy(): void {
    this.#isDestroyed = true;
    this.#quietAck.stop();
    for (const link of this.#links.values()) link.settle();
    this.#links.clear();
    this.#calls = [];
  }

  // ---- towards the kernel

  handshake(view: string): void {
    const link = this.#links.get(view);
    if (!link || this.#isDestroyed) return;
    const turn = link.nextTurn();
    const shake = (lane: Lane) => {
      const capabilities = this.#lanes.trusted.map(({ name }) => name);
      const handshake = { next_message_id: this.#next, version: this.#version, capabilities, lane: lane.name, turn };
      return this.send(view, { k: "handshake", ...handshake }, undefined, [lane]);
    };
    // Repeated on all lanes: the best may lose frames (Voila's server drops what it doesn't know), or only be late.
    link.shake(() => {
      this.#lanes.suspect();
      for (const lane of this.#lanes.all) shake(lane);
    }, this.#lanes.all.length > 1);
    for (const lane of this.#lanes.trusted) if (shake(lane)) return;
  }

  /**
   * Sends an event, and again after a handshake as long as the kernel hasn't received it.
   *
   * @param args what it brings; undefined for nothing.
   * @returns its number.
   */
  sendEvent(view: string, element: number, listener: number, args: unknown): number {
    const link = this.#links.get(view);
    if (!link) return 0;
    let payload: Uint8Array<ArrayBuffer> | undefined;
    try {
      if (args !== undefined) payload = encodePayload(args);
    } catch (error) {
      this.sendError(view, error);
    }
    const event = link.enqueue({ element, listener, payload });
    this.#sendAgain(view, event);
    link.expectReceipt(() => this.handshake(view));
    return event.seq;
  }

  /** Tells of something that failed outside of any call. */
  sendError(view: string, error: unknown): void {
    console.error("liveui_jupyter:", error);
    this.send(view, { k: "page_error", ...failureOf(error) });
  }

  /** Sends a frame on the first lane that takes it; returns whether one did. */
  send(view: string, body: Body, payload?: Uint8Array<ArrayBuffer>, lanes = this.#lanes.trusted): boolean {
    if (this.#isDestroyed) return false;
    const header = { v: PROTOCOL_VERSION, client: this.client, epoch: this.#epoch, view, applied: this.#next - 1 };
    const frame = { ...body, ...header } as AnyPageFrame;
    for (const lane of lanes) {
      try {
        lane.send(frame, payload);
        const link = this.#links.get(view);
        if (link) link.told = this.#next - 1;
        return true;
      } catch (error) {
        // Another lane may do; where none does, the host is closing, or will tell when it has reconnected.
        console.debug(`liveui_jupyter: the ${lane.name} lane failed:`, error);
      }
    }
    return false;
  }

  /**
   * Sends an event: from the third time on by every lane, since one that takes handshakes may still lose events, even
   * the same ones each time. The kernel takes an event once.
   */
  #sendAgain(view: string, event: SentEvent): void {
    const { seq, element, listener, payload } = event;
    const frame = { k: "event", seq, element, listener } as const;
    if (++event.times < 3) this.send(view, frame, payload);
    else for (const lane of this.#lanes.all) this.send(view, frame, payload, [lane]);
  }

  // ---- from the kernel

  /** Takes a frame. Never throws. */
  receive(frame: AnyKernelFrame, buffers: Buffers): void {
    if (frame.client !== this.client || this.#isDestroyed) return;
    if (frame.v !== PROTOCOL_VERSION) {
      this.#tell((view) => view.fault(versionText(frame.v)));
      return;
    }
    try {
      this.#dispatch(frame, buffers[0] ? toBytes(buffers[0]) : undefined);
    } catch (error) {
      // A payload that can't be read is as good as lost.
      for (const id of this.views.keys()) this.sendError(id, error);
      this.#askAgain();
    }
  }

  #dispatch(frame: AnyKernelFrame, payload: Uint8Array | undefined): void {
    switch (frame.k) {
      case "batch":
        this.#takeBatch(frame, payload ? (decodePayload(payload) as Op[]) : []);
        break;
      case "snapshot":
        if (this.views.has(frame.view)) this.#takeSnapshot(frame, payload ? (decodePayload(payload) as Add[]) : []);
        break;
      case "receipt":
        if (!this.#epoch || frame.epoch === this.#epoch) this.#takeReceipt(frame);
        break;
      case "call":
        if (this.views.has(frame.view)) {
          this.#calls.push({ call: frame, args: payload ? (decodePayload(payload) as unknown[]) : [] });
          this.#runCalls();
        }
        break;
      case "fault":
        this.#takeFault(frame);
        break;
    }
  }

  #takeBatch(frame: Batch, ops: Op[]): void {
    const isNewKernel = this.#epoch !== "" && frame.epoch !== this.#epoch;
    if (isNewKernel) {
      this.#askAgain(); // the answer is a snapshot
      return;
    }
    if (frame.id > this.#next) {
      this.#askAgain();
    } else if (frame.id === this.#next) {
      this.#epoch = frame.epoch;
      this.#next = frame.id + 1;
      const changes = this.tree.apply(ops);
      this.#tell((view) => view.applied(changes));
      this.#quietAck.applied();
    }
    this.#takeReceipts(frame);
    if (frame.ack) this.#acknowledge();
    this.#runCalls();
  }

  #takeSnapshot(frame: Snapshot, ops: Add[]): void {
    const isNewKernel = this.#epoch !== "" && frame.epoch !== this.#epoch;
    if (!isNewKernel && frame.id < this.#next) return; // late: a batch that came after it has been applied
    if (isNewKernel) this.#startAfresh();
    this.#epoch = frame.epoch;
    this.#next = frame.id;
    const changes = applySnapshot(this.tree, ops);
    this.#tell((view) => {
      view.applied(changes);
      view.restored(isNewKernel);
    });
    this.#takeReceipts(frame);
    // The kernel's answer to one view leaves the others where they need no answer of their own.
    this.#answered(frame.view);
    this.#runCalls();
  }

  /** Another kernel process has taken over: numbers of before mean nothing. */
  #startAfresh(): void {
    this.#calls = [];
    for (const [id, link] of this.#links) {
      link.reset();
      this.handshake(id);
    }
  }

  #takeReceipt(frame: Receipt): void {
    this.#takeReceipts(frame);
    if (typeof frame.next !== "number") return;
    this.#epoch = frame.epoch; // from now on, a handshake asks for what is missing, not for what is on its way
    if (frame.next > this.#next) this.#askAgain();
    else this.#acknowledge();
  }

  #acknowledge(which: (link: ViewLink) => boolean = () => true): void {
    for (const [id, link] of this.#links) if (which(link)) this.send(id, { k: "ack", id: this.#next - 1 });
  }

  #takeReceipts(frame: Pick<Batch, "received" | "processed" | "heard">): void {
    for (const [id, lanes] of Object.entries(frame.heard ?? {})) {
      // What was suspected was only late: the kernel is to know that it can be answered there.
      const isBack = this.#links.has(id) && lanes.filter((name) => this.#lanes.trust(name)).length > 0;
      if (isBack) for (const view of this.views.keys()) this.handshake(view);
    }
    for (const [id, seq] of Object.entries(frame.received ?? {})) {
      this.#links.get(id)?.received(seq);
      this.#answered(id);
    }
    for (const [id, elements] of Object.entries(frame.processed ?? {})) {
      const view = this.views.get(id);
      for (const [element, seq] of Object.entries(elements)) view?.processed(Number(element), seq);
    }
  }

  /** The kernel knows the view (again): what it hasn't received is sent again. */
  #answered(id: string): void {
    const link = this.#links.get(id);
    if (!link?.isShaking) return;
    link.settle();
    for (const event of link.unreceived) this.#sendAgain(id, event);
    if (link.unreceived.length > 0) link.expectReceipt(() => this.handshake(id));
  }

  #takeFault(frame: Fault): void {
    if (frame.code === "version") this.#tell((view) => view.fault(frame.message));
    else if (frame.code === "unknown_view" && frame.view) this.handshake(frame.view);
    else console.warn(`liveui_jupyter: ${frame.message}`);
  }

  #runCalls(): void {
    const due = this.#calls.filter(({ call }) => call.after < this.#next);
    this.#calls = this.#calls.filter(({ call }) => call.after >= this.#next);
    for (const { call, args } of due) this.views.get(call.view)?.call(call, args);
  }

  /** Asks for what is missing, unless an answer is due anyway. */
  #askAgain(): void {
    const links = [...this.#links.values()];
    const [first] = links;
    if (first && !links.some((link) => link.isShaking)) this.handshake(first.view);
  }

  #tell(what: (view: ViewSink) => void): void {
    for (const view of [...this.views.values()]) {
      try {
        what(view);
      } catch (error) {
        this.sendError(view.id, error); // one view's trouble isn't the others'
      }
    }
  }
}

function versionText(kernel: number): string {
  const remedy =
    kernel > PROTOCOL_VERSION
      ? "Reload the page, so that it loads the front end of the installed liveui_jupyter."
      : "Restart the kernel, so that it loads the liveui_jupyter that is installed now.";
  return `The page speaks protocol version ${PROTOCOL_VERSION} of liveui_jupyter, the kernel version ${kernel}. ${remedy}`;
}
