import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { decodePayload, toBytes } from "../src/codec";
import { Connection } from "../src/connection";
import { LaneChoice } from "../src/lanes/choice";
import type { Lane } from "../src/lanes/lane";
import type { AnyKernelFrame, AnyPageFrame } from "../src/protocol.gen";
import { FakeKernel, FakeLane, FakeView } from "./fakes";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "debug").mockImplementation(() => undefined);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("the choice of a lane", () => {
  const [control, comm] = [new FakeLane("control"), new FakeLane("comm")];

  it("is the best that is open", () => {
    expect(new LaneChoice(() => [control, comm]).trusted).toEqual([control, comm]);
    expect(new LaneChoice(() => [comm]).trusted).toEqual([comm]);
    expect(new LaneChoice(() => []).trusted).toEqual([]);
  });

  it("passes over what is suspected, until it is heard or the host has reconnected", () => {
    const choice = new LaneChoice(() => [control, comm]);
    choice.suspect();
    expect([choice.trusted, choice.all, choice.isSure]).toEqual([[comm], [control, comm], false]);
    expect([choice.trust("comm"), choice.trust("control"), choice.trust("control")]).toEqual([false, true, false]);
    expect([choice.trusted, choice.isSure]).toEqual([[control, comm], true]);
    choice.suspect();
    choice.trustAll();
    expect(choice.trusted).toEqual([control, comm]);
  });

  it("never suspects the last resort", () => {
    const choice = new LaneChoice(() => [control, comm]);
    choice.suspect();
    choice.suspect();
    expect(choice.trusted).toEqual([comm]);
  });
});

/** A connection with two lanes that has one view, whose handshake is yet to be answered. */
function twoLanes() {
  const [control, comm] = [new FakeLane("control"), new FakeLane("comm")];
  const connection = new Connection("c1", "0.1", () => [control, comm]);
  const kernel = new FakeKernel();
  connection.attach(new FakeView("v1"));
  const answer = (...heard: string[]) =>
    connection.receive({ ...kernel.header, k: "receipt", received: { v1: 0 }, heard: { v1: heard } }, []);
  return { control, comm, connection, kernel, answer };
}

describe("a handshake without an answer", () => {
  it("is repeated on all lanes after a second; what follows takes the other one", () => {
    const { control, comm, connection } = twoLanes();
    expect([control.frames("handshake").length, comm.frames("handshake").length]).toEqual([1, 0]);
    vi.advanceTimersByTime(1_000);
    expect(control.frames("handshake")).toMatchObject([{ lane: "control" }, { lane: "control", turn: 1 }]);
    expect(comm.frames("handshake")).toMatchObject([{ lane: "comm", capabilities: ["comm"], turn: 1 }]);
    connection.sendEvent("v1", 1, 0, undefined);
    expect([control.frames("event").length, comm.frames("event").length]).toEqual([0, 1]);
  });

  it("that was only late brings its lane back, and tells the kernel so", () => {
    const { control, comm, connection, answer } = twoLanes();
    vi.advanceTimersByTime(1_000);
    answer("comm");
    expect(control.frames("handshake")).toHaveLength(2);
    answer("control");
    expect(control.frames("handshake")[2]).toMatchObject({
      capabilities: ["control", "comm"],
      lane: "control",
      turn: 2,
    });
    answer("control");
    comm.clear();
    connection.sendEvent("v1", 1, 0, undefined);
    expect(comm.sent).toEqual([]);
    expect(control.frames("handshake")).toHaveLength(3);
  });

  it("on a lane that throws takes the other at once", () => {
    const control = new FakeLane("control");
    control.isBroken = true;
    const comm = new FakeLane("comm");
    new Connection("c1", "0.1", () => [control, comm]).attach(new FakeView("v1"));
    expect(comm.frames("handshake")).toMatchObject([{ lane: "comm" }]);
  });
});

describe("an event without a receipt", () => {
  it("is asked about after two seconds, and sent again when the kernel answers", () => {
    const { control, connection, answer } = twoLanes();
    answer("control");
    control.clear();
    connection.sendEvent("v1", 1, 0, undefined);
    vi.advanceTimersByTime(1_999);
    expect(control.frames("handshake")).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(control.frames("handshake")).toHaveLength(1);
    answer("control");
    expect(control.frames("event")).toHaveLength(2);
  });

  it("goes by every lane when the best takes handshakes, but has lost it twice", () => {
    const { control, comm, connection, answer } = twoLanes();
    answer("control");
    connection.sendEvent("v1", 1, 0, undefined);
    vi.advanceTimersByTime(2_000);
    answer("control");
    expect([control, comm].map((lane) => lane.frames("event").length)).toEqual([2, 0]);
    vi.advanceTimersByTime(2_000);
    answer("control");
    expect([control, comm].map((lane) => lane.frames("event").length)).toEqual([3, 1]);
  });

  it("causes no storm where the kernel is busy for long", () => {
    const lane = new FakeLane("comm");
    const connection = new Connection("c1", "0.1", () => [lane]);
    connection.attach(new FakeView("v1"));
    connection.receive(...new FakeKernel().receipt({ v1: 0 }));
    lane.clear();
    for (let second = 0; second < 600; second++) {
      connection.sendEvent("v1", 1, 0, undefined);
      vi.advanceTimersByTime(1_000);
    }
    expect(lane.frames("handshake")).toHaveLength(5);
  });

  it("that is received in time is left alone", () => {
    const { control, connection, kernel, answer } = twoLanes();
    answer("control");
    connection.sendEvent("v1", 1, 0, undefined);
    connection.receive(...kernel.receipt({ v1: 1 }));
    control.clear();
    vi.advanceTimersByTime(60_000);
    expect(control.frames("handshake")).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a goodbye", () => {
  it("is said on all lanes while one is suspected, with a later turn", () => {
    const { control, comm, connection } = twoLanes();
    vi.advanceTimersByTime(1_000);
    connection.leave();
    expect(control.frames("disconnect")).toMatchObject([{ turn: 2 }]);
    expect(comm.frames("disconnect")).toMatchObject([{ turn: 2 }]);
  });
});

/** What becomes of one frame. */
interface Fate {
  /** Milliseconds until it arrives, for each copy: none if it is lost, two if it is doubled. */
  delays: readonly number[];
}

const times = (count: number, most: number) => fc.array(fc.nat(most), { minLength: count, maxLength: count });

const fate: fc.Arbitrary<Fate> = fc.record({
  delays: fc.oneof(
    { weight: 5, arbitrary: times(1, 50) },
    { weight: 2, arbitrary: times(0, 0) },
    { weight: 1, arbitrary: times(2, 3_000) },
    { weight: 1, arbitrary: times(1, 3_000) },
  ),
});

/** The kernel's side of one client with one view: takes events in order, once, and answers. */
class ModelKernel {
  readonly taken: unknown[] = [];
  readonly #early = new Map<number, unknown>();
  #received = 0;
  #turn = 0;
  #isKnown = false;

  constructor(readonly emit: (frame: AnyKernelFrame) => void) {}

  take(frame: AnyPageFrame, payload: Uint8Array | undefined): void {
    if (frame.k === "handshake") {
      if ((frame.turn ?? 0) < this.#turn) return;
      this.#turn = frame.turn ?? 0;
      this.#isKnown = true;
      this.#tell({ heard: { v1: [frame.lane ?? ""] } });
    } else if (frame.k === "event" && !this.#isKnown) {
      this.#emit({ k: "fault", code: "unknown_view", message: "", view: "v1" });
    } else if (frame.k === "event") {
      if (frame.seq > this.#received) this.#early.set(frame.seq, payload && decodePayload(payload));
      while (this.#early.has(this.#received + 1)) {
        this.#received++;
        this.taken.push(this.#early.get(this.#received));
        this.#early.delete(this.#received);
      }
      this.#tell({});
    }
  }

  #tell(extra: object): void {
    this.#emit({ k: "receipt", received: { v1: this.#received }, ...extra });
  }

  #emit(frame: object): void {
    this.emit({ v: 1, client: "c1", epoch: "e1", ...frame } as AnyKernelFrame);
  }
}

describe("any mixture of lanes", () => {
  it("takes every event to the kernel, once and in order", () => {
    let sentOnComm = 0;
    fc.assert(
      fc.property(
        fc.array(fate, { minLength: 20, maxLength: 60 }),
        fc.array(fc.record({ wait: fc.nat(800), isBarred: fc.boolean() }), { minLength: 1, maxLength: 12 }),
        fc.nat(9_000),
        (fates, events, healsAfter) => {
          vi.clearAllTimers();
          let now = 0;
          let used = 0;
          let isBarred = false;
          const send = (deliver: () => void) => {
            const delays = now < healsAfter ? (fates[used++ % fates.length] as Fate).delays : [1];
            for (const delay of delays) setTimeout(deliver, delay);
          };
          const kernel = new ModelKernel((frame) => send(() => connection.receive(frame, [])));
          const lane = (name: "control" | "comm"): Lane => ({
            name,
            isOpen: () => true,
            send: (frame, payload) => {
              if (name === "control" && isBarred) throw new Error("not now");
              if (name === "comm") sentOnComm++;
              const bytes = payload && toBytes(payload);
              send(() => kernel.take(frame, bytes));
            },
          });
          const lanes = [lane("control"), lane("comm")];
          const connection = new Connection("c1", "0.1", () => lanes);
          connection.attach(new FakeView("v1"));
          events.forEach((event, index) => {
            isBarred = event.isBarred && now < healsAfter;
            connection.sendEvent("v1", 1, 0, index);
            now += event.wait;
            vi.advanceTimersByTime(event.wait);
          });
          for (; now < healsAfter + 60_000; now += 1_000) vi.advanceTimersByTime(1_000);
          connection.destroy();
          expect(kernel.taken).toEqual(events.map((_, index) => index));
        },
      ),
      { numRuns: 2_000 },
    );
    expect(sentOnComm).toBeGreaterThan(0);
  }, 60_000);
});
