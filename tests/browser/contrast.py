"""How well text can be read. axe-core judges no text inside JupyterLab's notebooks, so this does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator

ENOUGH = 4.5
"""Contrast ratio that WCAG 2 asks of ordinary text (AA)."""

MEASURE = """
(view, enough) => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parse = (color) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((part, index) => part * a + below[index] * (1 - a));
  const above = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host;
  const chain = (node) => (node ? [...chain(above(node)), node] : []);
  const luminance = (color) => {
    const [r, g, b] = color.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  let count = 0;
  const judge = (element) => {
    let back = [1, 1, 1];
    let opacity = 1;
    for (const node of chain(element)) {
      const style = getComputedStyle(node);
      opacity *= Number(style.opacity);
      back = over(parse(style.backgroundColor), back);
    }
    const [r, g, b, a] = parse(getComputedStyle(element).color);
    const [low, high] = [luminance(over([r, g, b, a * opacity], back)), luminance(back)].sort((x, y) => x - y);
    const ratio = (high + 0.05) / (low + 0.05);
    count++;
    if (ratio < enough) found.push(`${ratio.toFixed(2)}: ${element.textContent.trim().slice(0, 40)}`);
  };
  const visit = (root) => {
    for (const element of root.querySelectorAll("*")) {
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      if (hasText && element.checkVisibility()) judge(element);
      if (element.shadowRoot) visit(element.shadowRoot);
    }
  };
  visit(view);
  if (view.shadowRoot) visit(view.shadowRoot);
  return [found, count];
}
"""


def too_faint(view: Locator, *, enough: float = ENOUGH) -> list[str]:
    """Return the texts in a view that are hard to read, each led by its contrast ratio."""
    found, count = view.evaluate(MEASURE, enough)
    assert count, "there is no text to judge"
    return list(found)
