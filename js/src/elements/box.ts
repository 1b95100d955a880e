// Elements that are a div with a class of ours: label, row, column.

import { Adapter } from "./adapter.js";

export function box(className: string): Adapter {
  const element = document.createElement("div");
  element.className = className;
  return new Adapter(element);
}
