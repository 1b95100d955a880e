import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { decodePayload } from "../src/codec";
import { Connection } from "../src/connection";
import { ROOT } from "../src/tree";
import { connected, FakeKernel, FakeLane, FakeView } from "./fakes";

beforeEach(() => {
  vi.useFakeTimers();
  for (const name of ["debug", "warn", "error"] as const) vi.spyOn(console, name).mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
});

const LABEL = (id: number) => [0, id, "label", ROOT] as [0, number, string, number];

describe("batches", () => {
  it("are applied in order, once, in every view", () => {
    const { connection, kernel, views } = connected("v1", "v2");
    const first = kernel.batch([LABEL(1)]);
    connection.receive(...first);
    connection.receive(...kernel.batch([LABEL(2)]));
    connection.receive(...first);
    expect(connection.tree.children(ROOT, null)).toEqual([1, 2]);
    for (const view of views) expect(view.changes.map((change) => change.kind)).toEqual(["add", "add"]);
  });

  it("after a gap wait for one handshake's answer, and are ignored until then", () => {
    const { connection, kernel, lane } = connected("v1", "v2");
    connection.receive(...kernel.batch([LABEL(1)]));
    const lost = kernel.batch([LABEL(2)]);
    const early = kernel.batch([LABEL(3)]);
    connection.receive(...early);
    connection.receive(...kernel.batch([LABEL(4)]));
    expect(lane.frames("handshake")).toMatchObject([{ view: "v1", next_message_id: 1, applied: 0, epoch: "e1" }]);
    expect(connection.tree.children(ROOT, null)).toEqual([1]);
    connection.receive(...lost);
    connection.receive(...early);
    expect(connection.tree.children(ROOT, null)).toEqual([1, 2, 3]);
  });

  it("that can't be read count as lost", () => {
    const { connection, kernel, lane } = connected();
    const [frame] = kernel.batch([]);
    connection.receive(frame, [new Uint8Array([0xc1]).buffer]);
    expect(lane.frames("page_error")).toHaveLength(1);
    expect(lane.frames("handshake")).toMatchObject([{ next_message_id: 0 }]);
  });

  it("are acknowledged at once where the kernel asks for it, and ride along on everything else", () => {
    const { connection, kernel, lane } = connected();
    connection.receive(...kernel.batch([], { ack: true }));
    expect(lane.frames("ack")).toMatchObject([{ view: "v1", id: 0 }]);
    connection.receive(...kernel.batch([]));
    expect(lane.frames("ack")).toHaveLength(1);
    connection.sendEvent("v1", 1, 0, undefined);
    expect(lane.frames("event")).toMatchObject([{ applied: 1 }]);
  });

  it("are acknowledged after half a second by views that have sent nothing since", () => {
    const { connection, kernel, lane } = connected("v1", "v2");
    connection.receive(...kernel.batch([]));
    connection.receive(...kernel.batch([]));
    connection.sendEvent("v2", 1, 0, undefined);
    vi.advanceTimersByTime(500);
    expect(lane.frames("ack")).toMatchObject([{ view: "v1", id: 1 }]);
    vi.advanceTimersByTime(5000);
    expect(lane.frames("ack")).toHaveLength(1);
  });

  it("that are lost last are missed when the kernel says which is next", () => {
    const { connection, kernel, lane } = connected();
    connection.receive(...kernel.batch([LABEL(1)]));
    const lost = kernel.batch([LABEL(2)]);
    connection.receive(...kernel.reminder());
    expect(lane.frames("handshake")).toMatchObject([{ next_message_id: 1, epoch: "e1" }]);
    connection.receive(...lost);
    lane.clear();
    connection.receive(...kernel.reminder());
    expect(lane.frames("handshake")).toEqual([]);
    expect(lane.frames("ack")).toMatchObject([{ view: "v1", id: 1 }]);
  });

  it("of another client aren't ours", () => {
    const { connection } = connected();
    connection.receive(...new FakeKernel("e1", "other").batch([LABEL(1)]));
    expect(connection.tree.size).toBe(1);
  });

  it("don't fail all views because one fails", () => {
    const { connection, kernel, lane, views } = connected("v1", "v2");
    const [bad, good] = views;
    vi.spyOn(bad as FakeView, "applied").mockImplementation(() => {
      throw new Error("broken adapter");
    });
    connection.receive(...kernel.batch([LABEL(1)]));
    expect(good?.changes).toHaveLength(1);
    expect(lane.frames("page_error")).toMatchObject([{ view: "v1", message: "broken adapter" }]);
  });
});

describe("handshakes", () => {
  it("are sent for each view, with what the page needs and can", () => {
    const lane = new FakeLane("control");
    const connection = new Connection("c1", "0.1", () => [lane, new FakeLane()]);
    connection.attach(new FakeView("v1"));
    expect(lane.frames("handshake")).toEqual([
      {
        k: "handshake",
        v: 1,
        client: "c1",
        epoch: "",
        view: "v1",
        applied: -1,
        next_message_id: 0,
        version: "0.1",
        capabilities: ["control", "comm"],
        lane: "control",
        turn: 1,
      },
    ]);
  });

  it("are repeated while no answer comes, ever less often, and not for ever", () => {
    const lane = new FakeLane();
    const connection = new Connection("c1", "0.1", () => [lane]);
    connection.attach(new FakeView("v1"));
    vi.advanceTimersByTime(1_999);
    expect(lane.frames("handshake")).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(lane.frames("handshake")).toHaveLength(2);
    vi.advanceTimersByTime(3_999);
    expect(lane.frames("handshake")).toHaveLength(2);
    vi.advanceTimersByTime(3_600_000);
    expect(lane.frames("handshake").length).toBeLessThan(8);
  });

  it("end when they are answered, or the view or client goes", () => {
    for (const end of ["answer", "detach", "destroy"]) {
      const lane = new FakeLane();
      const connection = new Connection("c1", "0.1", () => [lane]);
      const view = new FakeView("v1");
      connection.attach(view);
      if (end === "answer") connection.receive(...new FakeKernel().receipt({ v1: 0 }));
      else if (end === "detach") connection.detach(view);
      else connection.destroy();
      vi.advanceTimersByTime(60_000);
      expect(lane.frames("handshake")).toHaveLength(1);
      expect(vi.getTimerCount()).toBe(0);
    }
  });

  it("are sent again when the host has reconnected, the page is back, or the kernel doesn't know a view", () => {
    const { connection, kernel, lane } = connected("v1", "v2");
    connection.reconnected();
    expect(lane.frames("handshake").map(({ view }) => view)).toEqual(["v1", "v2"]);
    connection.receive(...kernel.fault("unknown_view", "v2"));
    expect(lane.frames("handshake").map(({ view }) => view)).toEqual(["v1", "v2", "v2"]);
  });

  it("aren't needed by a second view for its content: it is in the tree", () => {
    const { connection, kernel, lane } = connected();
    connection.receive(...kernel.batch([LABEL(1)]));
    connection.attach(new FakeView("v2"));
    expect(lane.frames("handshake")).toMatchObject([{ view: "v2", next_message_id: 1 }]);
  });
});

describe("events", () => {
  it("are numbered per view", () => {
    const { connection, lane } = connected("v1", "v2");
    expect(connection.sendEvent("v1", 5, 0, { x: 1 })).toBe(1);
    expect(connection.sendEvent("v2", 5, 0, undefined)).toBe(1);
    expect(connection.sendEvent("v1", 6, 1, "text")).toBe(2);
    expect(lane.frames("event")).toMatchObject([
      { view: "v1", seq: 1, element: 5, listener: 0 },
      { view: "v2", seq: 1 },
      { view: "v1", seq: 2, element: 6, listener: 1 },
    ]);
    expect(lane.sent.map(({ payload }) => payload && decodePayload(payload))).toEqual([{ x: 1 }, undefined, "text"]);
  });

  it("that weren't received are sent again, in order, when a handshake is answered", () => {
    const { connection, kernel, lane } = connected();
    for (const value of ["a", "b", "c"]) connection.sendEvent("v1", 1, 0, value);
    connection.receive(...kernel.receipt({ v1: 1 }));
    connection.reconnected();
    lane.clear();
    connection.receive(...kernel.receipt({ v1: 1 }));
    expect(lane.frames("event").map(({ seq }) => seq)).toEqual([2, 3]);
    expect(lane.sent.map(({ payload }) => payload && decodePayload(payload))).toEqual(["b", "c"]);
    connection.receive(...kernel.receipt({ v1: 3 }));
    connection.reconnected();
    lane.clear();
    connection.receive(...kernel.receipt({ v1: 3 }));
    expect(lane.sent).toEqual([]);
  });

  it("go over the next lane if one fails", () => {
    const [control, comm] = [new FakeLane("control"), new FakeLane()];
    const connection = new Connection("c1", "0.1", () => [control, comm]);
    connection.attach(new FakeView("v1"));
    control.isBroken = true;
    connection.sendEvent("v1", 1, 0, 1);
    expect(comm.frames("event")).toHaveLength(1);
    comm.isBroken = true;
    expect(() => connection.sendEvent("v1", 1, 0, 1)).not.toThrow();
  });

  it("whose arguments can't be sent arrive without them, and the reason is told", () => {
    const { connection, lane } = connected();
    connection.sendEvent("v1", 1, 0, { f: () => 1 });
    expect(lane.frames("page_error")).toMatchObject([{ name: "EncodingError" }]);
    expect(lane.frames("event")).toMatchObject([{ seq: 1 }]);
  });

  it("of a view that has gone aren't sent", () => {
    const { connection, lane, view } = connected();
    connection.detach(view);
    expect(connection.sendEvent("v1", 1, 0, 1)).toBe(0);
    expect(lane.frames("event")).toEqual([]);
    expect(lane.frames("disconnect")).toMatchObject([{ view: "v1" }]);
  });
});

describe("receipts", () => {
  it("tell views what has been processed, on whatever frame they come", () => {
    const { connection, kernel, view } = connected();
    connection.receive(...kernel.receipt({ v1: 2 }, { v1: { "3": 1 }, other: { "3": 9 } }));
    connection.receive(...kernel.batch([], { processed: { v1: { "3": 2, "4": 1 } } }));
    expect(view.processedSeqs).toEqual([
      [3, 1],
      [3, 2],
      [4, 1],
    ]);
  });

  it("come after the ops of their batch", () => {
    const { connection, kernel, view } = connected();
    vi.spyOn(view, "processed").mockImplementation(() => expect(view.changes).toHaveLength(1));
    connection.receive(...kernel.batch([LABEL(1)], { processed: { v1: { "1": 1 } } }));
    expect(view.processed).toHaveBeenCalledOnce();
  });
});

describe("snapshots", () => {
  it("for one of our views replace the tree for all, and batches go on from there", () => {
    const { connection, kernel, views } = connected("v1", "v2");
    connection.receive(...kernel.batch([LABEL(1), LABEL(2)]));
    kernel.next = 7;
    connection.receive(...kernel.snapshot("v2", [[0, 0, "root"], LABEL(2), LABEL(3)]));
    expect(connection.tree.children(ROOT, null)).toEqual([2, 3]);
    for (const view of views) {
      expect(view.changes.slice(2)).toEqual([
        { kind: "delete", tops: [1], ids: [1] },
        { kind: "add", id: 3 },
      ]);
      expect(view.restorations).toEqual([false]);
    }
    connection.receive(...kernel.batch([LABEL(4)]));
    expect(connection.tree.children(ROOT, null)).toEqual([2, 3, 4]);
  });

  it("for views elsewhere are ignored", () => {
    const { connection, kernel } = connected();
    connection.receive(...kernel.snapshot("elsewhere", [LABEL(9)]));
    expect(connection.tree.size).toBe(1);
  });

  it("that come late don't undo later batches", () => {
    const { connection, kernel } = connected();
    const snapshot = kernel.snapshot("v1", [LABEL(1)]);
    connection.receive(...snapshot);
    connection.receive(...kernel.batch([LABEL(2)]));
    connection.receive(...snapshot);
    expect(connection.tree.children(ROOT, null)).toEqual([1, 2]);
  });

  it("of another kernel process start afresh: event numbers, held values, calls", () => {
    const { connection, kernel, lane, view } = connected();
    connection.receive(...kernel.batch([LABEL(1)]));
    connection.sendEvent("v1", 1, 0, "lost");
    connection.receive(...kernel.call("v1", "r1", 99));
    const restarted = new FakeKernel("e2");
    restarted.next = 3;
    connection.receive(...restarted.batch([LABEL(5)]));
    expect(lane.frames("handshake")).toHaveLength(1);
    restarted.next = 3;
    connection.receive(...restarted.snapshot("v1", [LABEL(5)]));
    expect(connection.tree.children(ROOT, null)).toEqual([5]);
    expect(view.restorations).toEqual([true]);
    lane.clear();
    expect(connection.sendEvent("v1", 5, 0, "new")).toBe(1);
    expect(lane.frames("event")).toMatchObject([{ epoch: "e2", seq: 1 }]);
    restarted.next = 3;
    for (let i = 0; i < 100; i++) connection.receive(...restarted.batch([]));
    expect(view.calls).toEqual([]);
  });
});

describe("calls", () => {
  it("run when the batch that they follow has been applied, in order", () => {
    const { connection, kernel, view } = connected();
    connection.receive(...kernel.call("v1", "now", -1, [1, "a"]));
    connection.receive(...kernel.call("v1", "later", 0));
    connection.receive(...kernel.call("v1", "latest", 1));
    expect(view.calls).toEqual([{ id: "now", args: [1, "a"] }]);
    connection.receive(...kernel.batch([LABEL(1)]));
    expect(view.calls.map(({ id }) => id)).toEqual(["now", "later"]);
    connection.receive(...kernel.batch([]));
    expect(view.calls.map(({ id }) => id)).toEqual(["now", "later", "latest"]);
  });

  it("run when a snapshot has overtaken their batch", () => {
    const { connection, kernel, view } = connected();
    connection.receive(...kernel.call("v1", "r", 4));
    kernel.next = 5;
    connection.receive(...kernel.snapshot("v1", []));
    expect(view.calls).toHaveLength(1);
  });

  it("for views that aren't in this page are ignored", () => {
    const { connection, kernel, lane, view } = connected();
    connection.receive(...kernel.call("elsewhere", "r", -1));
    expect(view.calls).toEqual([]);
    expect(lane.sent).toEqual([]);
  });
});

describe("faults", () => {
  it("about versions are shown", () => {
    const { connection, kernel, view } = connected();
    connection.receive(...kernel.fault("version"));
    expect(view.faults).toEqual(["fault: version"]);
    const [frame] = kernel.batch([LABEL(1)]);
    connection.receive({ ...frame, v: 2 }, []);
    expect(view.faults[1]).toContain("Reload the page");
    connection.receive({ ...frame, v: 0 }, []);
    expect(view.faults[2]).toContain("Restart the kernel");
    expect(connection.tree.size).toBe(1);
  });
});

describe("the end", () => {
  it("leaves nothing behind, and nothing is sent any more", () => {
    const { connection, kernel, lane, view } = connected();
    connection.reconnected();
    connection.destroy();
    lane.clear();
    connection.receive(...kernel.batch([LABEL(1)]));
    connection.handshake("v1");
    connection.detach(view);
    expect(lane.sent).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is told for each view when the page goes, and the beginning when it is back", () => {
    const { connection, lane } = connected("v1", "v2");
    connection.leave();
    expect(lane.frames("disconnect").map(({ view }) => view)).toEqual(["v1", "v2"]);
    connection.reconnected();
    expect(lane.frames("handshake")).toHaveLength(2);
  });
});
