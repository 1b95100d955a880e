"""axe-core in the page: accessible names, roles, contrast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools.paths import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Locator

AXE = ROOT / "js" / "node_modules" / "axe-core" / "axe.min.js"

RUN = """
async (view) => {
  // Scrolled to, since axe can't judge the contrast of what is out of sight.
  view.scrollIntoView({ block: "center" });
  // JupyterLab's body is 0 high and hides what overflows: to axe, nothing in a notebook would be on the screen.
  document.body.style.height = "100vh";
  const { violations } = await axe
    .run(view, { resultTypes: ["violations"], rules: { region: { enabled: false } } })
    .finally(() => document.body.style.removeProperty("height"));
  return violations.map(({ id, help, nodes }) => ({
    id, help, nodes: nodes.map(({ target, failureSummary }) => [JSON.stringify(target), failureSummary]),
  }));
}
"""


def faults(view: Locator) -> list[str]:
    """Return what axe-core finds wrong with a view, in words.

    Args:
        view: the `<liveui-view>`, or any element of the page.
    """
    page = view.page
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = view.evaluate(RUN)
    return [f"{rule['id']}: {rule['help']}\n  {target}\n  {why}" for rule in found for target, why in rule["nodes"]]
