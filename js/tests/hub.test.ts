import { describe, expect, it } from "vitest";
import { Hub } from "../src/hub";
import { FakeKernelConnection, FakeModel, FakeView } from "./fakes";

function shown() {
  const kernel = new FakeKernelConnection();
  const model = new FakeModel({ client: "c1", version: "1" }, kernel);
  const attached = new Hub().attach(model);
  attached.connection.attach(new FakeView("v1"));
  return { kernel, model, ...attached };
}

describe("the host's connection to the kernel", () => {
  it("gets a goodbye when it ends, though the model doesn't know it any more", () => {
    const { kernel, model } = shown();
    model.widget_manager.kernel = null;
    for (const slot of kernel.disposedSlots) slot(kernel, undefined);
    expect(kernel.messages.at(-1)?.content.data).toMatchObject({ k: "disconnect", view: "v1" });
    expect(model.sent).toEqual([]);
  });

  it("is asked for a new beginning when it is back", () => {
    const { kernel } = shown();
    const before = kernel.messages.length;
    for (const slot of kernel.slots) slot(kernel, "connecting");
    expect(kernel.messages).toHaveLength(before);
    for (const slot of kernel.slots) slot(kernel, "connected");
    expect(kernel.messages.at(-1)?.content.data).toMatchObject({ k: "handshake", view: "v1" });
  });

  it("isn't followed any more when the model is gone", () => {
    const { kernel, detach } = shown();
    detach();
    expect([...kernel.slots, ...kernel.disposedSlots]).toEqual([]);
  });
});
