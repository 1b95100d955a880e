// The wire protocol's types, generated from liveui_jupyter/protocol/ by `python -m liveui_jupyter.protocol.generate`.
// Never edit this file: change the Python declarations and generate it again.

export const PROTOCOL_VERSION = 1;

/** The tags that tell ops apart: the first item of each. */
export const Tag = {
  Add: 0,
  Set: 1,
  Children: 2,
  Delete: 3,
} as const;

/** How a page turns DOM events into event frames, where it differs from "send each at once". */
export interface ListenerOptions {
  /** Least time between two event frames, in seconds. */
  throttle?: number;
  /** Send the first event of a burst at once. */
  leading?: boolean;
  /** Send the last event of a burst when its time is up. */
  trailing?: boolean;
  /** JavaScript function that is called in the page with the event; it may call `emit(...)`. */
  js_handler?: string | null;
}

/**
 * What a page listens to on one element.
 *
 * `type` is a DOM event name or an event of the component (such as `update:value`), with Vue's modifiers after dots
 * (`keydown.enter`, `click.stop`). `args` names the keys of the event that travel: None for all that can be
 * serialised, an empty list for none.
 */
export type Listener = [id: number, type: string, args?: string[] | null, options?: ListenerOptions | null];

/**
 * A new element, appended to a slot of `parent`, or detached if `parent` is None.
 *
 * `slot` None is the default slot. A page ignores an `add` of an id that it has.
 */
export type Add = [tag: 0, id: number, component: string, parent?: number | null, slot?: string | null, state?: Record<string, unknown> | null];

/** Changed keys of an element's state; `removed` keys go back to the component's default. */
export type Set = [tag: 1, id: number, state: Record<string, unknown>, removed?: string[] | null];

/**
 * A keyed diff of one slot: each (child, before) puts `child` before `before`, or last if that is None, in order.
 *
 * A child that was elsewhere leaves its old place.
 */
export type Children = [tag: 2, id: number, slot: string | null, moves: [number, number | null][]];

/** Elements that are gone; what was inside them is listed too. */
export type Delete = [tag: 3, ids: number[]];

/** Element changes. Payload: a list of `Op`. The only frame that consumes an id. */
export interface Batch {
  k: "batch";
  /** `PROTOCOL_VERSION` of the sender. */
  v: number;
  /** Id of the client. */
  client: string;
  /** Random word of the kernel process; ids and sequence numbers of another epoch mean nothing. */
  epoch: string;
  /** Contiguous per client and epoch, from 0. */
  id: number;
  /** By view, the highest event `seq` up to which everything has arrived. */
  received?: Record<string, number>;
  /** By view and element, the `seq` of the latest event whose handlers have finished. */
  processed?: Record<string, Record<string, number>>;
  /** By view, the lanes on which handshakes have come since this was last told. */
  heard?: Record<string, string[]>;
  /** True if the page should answer with an `ack` at once: the kernel holds back further batches until then. */
  ack?: boolean;
}

/** The whole tree, for one view. Payload: a list of `Add` (element 0 has one of its own, for its state). */
export interface Snapshot {
  k: "snapshot";
  /** `PROTOCOL_VERSION` of the sender. */
  v: number;
  /** Id of the client. */
  client: string;
  /** Random word of the kernel process; ids and sequence numbers of another epoch mean nothing. */
  epoch: string;
  view: string;
  /** Id of the next batch: the tree is as it is just before that. */
  id: number;
  received?: Record<string, number>;
  processed?: Record<string, Record<string, number>>;
}

/** What a `Batch` tells beside its changes, where no batch is due; or which batch is next. No payload. */
export interface Receipt {
  k: "receipt";
  /** `PROTOCOL_VERSION` of the sender. */
  v: number;
  /** Id of the client. */
  client: string;
  /** Random word of the kernel process; ids and sequence numbers of another epoch mean nothing. */
  epoch: string;
  received?: Record<string, number>;
  processed?: Record<string, Record<string, number>>;
  heard?: Record<string, string[]>;
  /** Id of the next batch. A page that lacks an earlier one shakes hands; any other acknowledges. */
  next?: number | null;
}

/**
 * JavaScript to run once, after batch `after` has been applied. Payload: the list of arguments.
 *
 * Either `code` (an expression or the body of an async function), or `method` of `element`. Methods of element 0
 * are the view's own: notify, open, download. Every call is answered with a `javascript_response`.
 */
export interface Call {
  k: "call";
  /** `PROTOCOL_VERSION` of the sender. */
  v: number;
  /** Id of the client. */
  client: string;
  /** Random word of the kernel process; ids and sequence numbers of another epoch mean nothing. */
  epoch: string;
  request_id: string;
  /** Id of the last batch sent before the call, -1 if there was none. */
  after: number;
  /** The view that is asked. */
  view: string;
  /** Seconds after which the kernel no longer waits. */
  timeout: number;
  code?: string | null;
  element?: number | null;
  method?: string | null;
}

/** A file of the front end, in answer to `need`. Payload: the gzipped file itself, not MessagePack. */
export interface Asset {
  k: "asset";
  /** `PROTOCOL_VERSION` of the sender. */
  v: number;
  /** Id of the client. */
  client: string;
  /** Random word of the kernel process; ids and sequence numbers of another epoch mean nothing. */
  epoch: string;
  name: string;
  hash: string;
}

/** A page frame was dropped; says why. No payload. */
export interface Fault {
  k: "fault";
  /** `PROTOCOL_VERSION` of the sender. */
  v: number;
  /** Id of the client. */
  client: string;
  /** Random word of the kernel process; ids and sequence numbers of another epoch mean nothing. */
  epoch: string;
  /** `version`, `malformed`, `unknown` (element or listener), `too_large`. */
  code: string;
  /** For people: what is wrong, and what to do. */
  message: string;
  view?: string | null;
  seq?: number | null;
}

/** A view is there, or is there again, or has noticed a gap. No payload. */
export interface Handshake {
  k: "handshake";
  /** `PROTOCOL_VERSION` of the sender. */
  v: number;
  /** Id of the client. */
  client: string;
  /** The epoch that the page knows, empty if none. */
  epoch?: string;
  /** Id of the view, random, made by the page. */
  view: string;
  /** Id of the last batch that the page has applied: an `ack` that rides along. */
  applied?: number;
  /** Id of the batch that the page needs next. */
  next_message_id: number;
  /** Version of the front end's package. */
  version: string;
  /** Lanes that the page has and trusts (`control`, `comm`). */
  capabilities?: string[];
  /** The lane that this frame takes. */
  lane?: string;
  /** Counts the view's handshakes and goodbyes, which may overtake each other on their lanes. Repeated, it is one. */
  turn?: number;
}

/** Something happened to an element. Payload: the event's arguments. */
export interface Event {
  k: "event";
  /** `PROTOCOL_VERSION` of the sender. */
  v: number;
  /** Id of the client. */
  client: string;
  /** The epoch that the page knows, empty if none. */
  epoch?: string;
  /** Id of the view, random, made by the page. */
  view: string;
  /** Id of the last batch that the page has applied: an `ack` that rides along. */
  applied?: number;
  /** Contiguous per view, from 1. */
  seq: number;
  element: number;
  listener: number;
}

/** What a call threw, or why its value can't be sent. */
export interface JavaScriptFailure {
  name: string;
  message: string;
  stack?: string;
}

/** The answer to a `call`. Payload: the value, absent if there is an error. */
export interface JavaScriptResponse {
  k: "javascript_response";
  /** `PROTOCOL_VERSION` of the sender. */
  v: number;
  /** Id of the client. */
  client: string;
  /** The epoch that the page knows, empty if none. */
  epoch?: string;
  /** Id of the view, random, made by the page. */
  view: string;
  /** Id of the last batch that the page has applied: an `ack` that rides along. */
  applied?: number;
  request_id: string;
  error?: JavaScriptFailure | null;
}

/** The page has applied every batch up to `id`. No payload. */
export interface Ack {
  k: "ack";
  /** `PROTOCOL_VERSION` of the sender. */
  v: number;
  /** Id of the client. */
  client: string;
  /** The epoch that the page knows, empty if none. */
  epoch?: string;
  /** Id of the view, random, made by the page. */
  view: string;
  /** Id of the last batch that the page has applied: an `ack` that rides along. */
  applied?: number;
  id: number;
}

/** The view is gone. No payload. */
export interface Disconnect {
  k: "disconnect";
  /** `PROTOCOL_VERSION` of the sender. */
  v: number;
  /** Id of the client. */
  client: string;
  /** The epoch that the page knows, empty if none. */
  epoch?: string;
  /** Id of the view, random, made by the page. */
  view: string;
  /** Id of the last batch that the page has applied: an `ack` that rides along. */
  applied?: number;
  /** As in `Handshake`: one that is older than the last that was heard means nothing. */
  turn?: number;
}

/** The page lacks a file of the front end. No payload. */
export interface Need {
  k: "need";
  /** `PROTOCOL_VERSION` of the sender. */
  v: number;
  /** Id of the client. */
  client: string;
  /** The epoch that the page knows, empty if none. */
  epoch?: string;
  /** Id of the view, random, made by the page. */
  view: string;
  /** Id of the last batch that the page has applied: an `ack` that rides along. */
  applied?: number;
  name: string;
  hash: string;
}

/** Something failed in the page outside of any call: a `js_handler`, or the front end itself. No payload. */
export interface PageError {
  k: "page_error";
  /** `PROTOCOL_VERSION` of the sender. */
  v: number;
  /** Id of the client. */
  client: string;
  /** The epoch that the page knows, empty if none. */
  epoch?: string;
  /** Id of the view, random, made by the page. */
  view: string;
  /** Id of the last batch that the page has applied: an `ack` that rides along. */
  applied?: number;
  name: string;
  message: string;
  stack?: string;
}

export type Op = Add | Set | Children | Delete;

export type AnyKernelFrame = Batch | Snapshot | Receipt | Call | Asset | Fault;

export type AnyPageFrame = Handshake | Event | JavaScriptResponse | Ack | Disconnect | Need | PageError;
