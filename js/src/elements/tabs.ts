// Tabs and their panels, which may be anywhere in the view.
//
// A choice shows its panels at once, whatever the kernel does: tabs know the ids of the panels, and panels that belong
// to tabs show what these say, whatever their own value is.

import type { ValueControl } from "../values.js";
import { Adapter, type Emit, type Site } from "./adapter.js";

/** Event of a panel that is called something else now. */
const RENAMED = "liveui-renamed";

let count = 0;

/** Makes an element that others can refer to, for people who don't see the screen. */
function make(tag: string, name: string, role: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = name;
  element.id = `${name}-${++count}`;
  element.setAttribute("role", role);
  return element;
}

/** What a tab or panel is called; null for nothing. */
function nameOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

export class TabAdapter extends Adapter {
  readonly #label = document.createTextNode("");

  constructor() {
    const button = make("button", "liveui-tab", "tab") as HTMLButtonElement;
    button.type = "button";
    super(button);
    button.append(this.#label);
  }

  override set(key: string, value: unknown): void {
    if (key === "name") this.element.dataset.name = String(value ?? "");
    else if (key === "label") this.#label.data = String(value ?? "");
    else super.set(key, value);
  }
}

export class TabsAdapter extends Adapter {
  override readonly value: ValueControl;
  readonly #site: Site;
  readonly #emit: Emit;
  #chosen: string | null = null;
  #panels: number[] = [];

  constructor(emit: Emit, site: Site) {
    super(make("div", "liveui-tabs", "tablist"));
    this.#emit = emit;
    this.#site = site;
    this.value = {
      get: () => this.#chosen,
      set: (value) => {
        this.#chosen = nameOf(value);
        this.#show();
      },
      isBusy: () => false,
    };
    this.element.addEventListener("click", (event) => this.#choose((event.target as Element).closest(".liveui-tab")));
    this.element.addEventListener("keydown", (event) => this.#step(event));
    const watch = { childList: true, subtree: true, attributeFilter: ["data-name", "disabled"] };
    new MutationObserver(() => this.arrange()).observe(this.element, watch);
    queueMicrotask(() => this.#show()); // panels that came first can find these tabs only now
  }

  /** The name of the chosen tab. */
  get chosen(): string | null {
    return this.#chosen;
  }

  override set(key: string, value: unknown): void {
    if (key === "panels") {
      this.#panels = Array.isArray(value) ? value.map(Number) : [];
      this.#show();
    } else super.set(key, value);
  }

  get #tabs(): HTMLButtonElement[] {
    const all = [...this.element.querySelectorAll<HTMLButtonElement>(".liveui-tab")];
    return all.filter((tab) => tab.closest(".liveui-tabs") === this.element);
  }

  #show(): void {
    this.arrange();
    for (const id of this.#panels) {
      const panels = this.#site.find(id);
      if (panels instanceof TabPanelsAdapter) panels.update();
    }
  }

  /** Marks the chosen tab, and tells which panel belongs to which. The tab key reaches one tab of all. */
  arrange(): void {
    const tabs = this.#tabs;
    const usable = tabs.filter((tab) => !tab.disabled);
    const stop = usable.find((tab) => tab.dataset.name === this.#chosen) ?? usable[0];
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", String(tab.dataset.name === this.#chosen));
      tab.tabIndex = tab === stop ? 0 : -1;
      const panel = this.#panelOf(tab.dataset.name);
      panel?.setAttribute("aria-labelledby", tab.id);
      if (panel) tab.setAttribute("aria-controls", panel.id);
      else tab.removeAttribute("aria-controls");
    }
  }

  #panelOf(name: string | undefined): HTMLElement | undefined {
    for (const id of this.#panels) {
      const panels = this.#site.find(id);
      const panel = panels instanceof TabPanelsAdapter && panels.panels.find((one) => one.dataset.name === name);
      if (panel) return panel;
    }
    return undefined;
  }

  #choose(tab: Element | null | undefined): void {
    if (!(tab instanceof HTMLButtonElement) || !this.#tabs.includes(tab) || tab.disabled) return;
    const name = tab.dataset.name ?? "";
    if (name === this.#chosen) return;
    this.#chosen = name;
    this.#show();
    this.#emit("update:value", name);
  }

  /** Arrows, Home and End. */
  #step(event: KeyboardEvent): void {
    const tabs = this.#tabs.filter((tab) => !tab.disabled);
    const here = tabs.indexOf((event.target as Element).closest(".liveui-tab") as HTMLButtonElement);
    const isReversed = getComputedStyle(this.element).direction === "rtl";
    const steps: Record<string, number> = {
      ArrowRight: here + (isReversed ? -1 : 1),
      ArrowLeft: here + (isReversed ? 1 : -1),
      Home: 0,
      End: tabs.length - 1,
    };
    const next = steps[event.key];
    if (here < 0 || next === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const tab = tabs[(next + tabs.length) % tabs.length];
    tab?.focus();
    this.#choose(tab);
  }
}

export class TabPanelAdapter extends Adapter {
  constructor() {
    super(make("div", "liveui-tab-panel", "tabpanel"));
  }

  override set(key: string, value: unknown): void {
    if (key === "name") {
      this.element.dataset.name = String(value ?? "");
      this.element.dispatchEvent(new Event(RENAMED, { bubbles: true }));
    } else if (key === "disabled") this.element.inert = Boolean(value);
    else super.set(key, value);
  }
}

export class TabPanelsAdapter extends Adapter {
  override readonly value: ValueControl;
  readonly #site: Site;
  #own: string | null = null;
  #tabs: number | undefined;
  #isAnimated = false;

  constructor(site: Site) {
    const element = document.createElement("div");
    element.className = "liveui-tab-panels";
    super(element);
    this.#site = site;
    this.value = {
      get: () => this.#own,
      set: (value) => {
        this.#own = nameOf(value);
        this.update();
      },
      isBusy: () => false,
    };
    const arrange = () => {
      this.update();
      this.#owner?.arrange();
    };
    new MutationObserver(arrange).observe(element, { childList: true });
    element.addEventListener(RENAMED, arrange);
  }

  get panels(): HTMLElement[] {
    return [...this.element.children].filter((child) => child.matches(".liveui-tab-panel")) as HTMLElement[];
  }

  override set(key: string, value: unknown): void {
    if (key === "tabs") {
      this.#tabs = typeof value === "number" ? value : undefined;
      this.update();
    } else if (key === "animated") this.#isAnimated = Boolean(value);
    else if (key !== "keep_alive") super.set(key, value); // what is hidden is kept anyway
  }

  /** The tabs that they belong to. */
  get #owner(): TabsAdapter | undefined {
    const tabs = this.#tabs === undefined ? undefined : this.#site.find(this.#tabs);
    return tabs instanceof TabsAdapter ? tabs : undefined;
  }

  /** Shows the panel that is chosen. */
  update(): void {
    const name = this.#tabs === undefined ? this.#own : (this.#owner?.chosen ?? null);
    for (const panel of this.panels) {
      const isShown = panel.dataset.name === name;
      if (isShown && panel.hidden && this.#isAnimated) panel.classList.add("liveui-appearing");
      if (!isShown) panel.classList.remove("liveui-appearing");
      panel.hidden = !isShown;
    }
  }
}
