// Entry of the bundle, for every host that knows anywidget models. The loader (loader.ts) has met the models.

import { Hub } from "./hub.js";
import type { Model } from "./model.js";
import { mount } from "./view_host.js";
import "./icons.js";

const hub = new Hub();

export const attach = hub.attach.bind(hub);
export const detach = hub.detach.bind(hub);

/** Shows a client in an element, until the signal aborts. */
export function render(model: Model, el: HTMLElement, signal: AbortSignal): void {
  mount(hub.connectionOf(model), el, signal);
}
