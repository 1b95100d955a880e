// From component names to adapters.

import type { State } from "../tree.js";
import { Adapter, type Emit, type Site } from "./adapter.js";
import { box } from "./box.js";
import { ButtonAdapter } from "./button.js";
import { CheckboxAdapter } from "./checkbox.js";
import { DialogAdapter } from "./dialog.js";
import { ExpansionAdapter } from "./expansion.js";
import { HtmlAdapter } from "./html.js";
import { ImageAdapter } from "./image.js";
import { InputAdapter } from "./input.js";
import { LinearProgressAdapter } from "./linear_progress.js";
import { LogAdapter } from "./log.js";
import { NumberAdapter } from "./number.js";
import { OutputAdapter, OutputTextAdapter } from "./output.js";
import { OutputDisplayAdapter } from "./output_display.js";
import { RadioAdapter } from "./radio.js";
import { RootAdapter } from "./root.js";
import { SelectAdapter } from "./select.js";
import { SeparatorAdapter } from "./separator.js";
import { SliderAdapter } from "./slider.js";
import { SwitchAdapter } from "./switch.js";
import { TabAdapter, TabPanelAdapter, TabPanelsAdapter, TabsAdapter } from "./tabs.js";
import { TextareaAdapter } from "./textarea.js";

type Make = (state: State, emit: Emit, site: Site, id: number) => Adapter;

const MAKERS: Record<string, Make> = {
  root: () => new RootAdapter(),
  element: (state) => new Adapter(document.createElement(tagOf(state))),
  label: () => box("liveui-label"),
  row: () => box("liveui-row"),
  column: () => box("liveui-column"),
  contents: () => box("liveui-contents"),
  card: () => box("liveui-card"),
  card_section: () => box("liveui-card-section"),
  card_actions: () => box("liveui-card-actions"),
  separator: () => new SeparatorAdapter(),
  expansion: (_, emit) => new ExpansionAdapter(emit),
  dialog: (_, emit, site, id) => new DialogAdapter(emit, site, id),
  tabs: (_, emit, site) => new TabsAdapter(emit, site),
  tab: () => new TabAdapter(),
  tab_panels: (_, __, site) => new TabPanelsAdapter(site),
  tab_panel: () => new TabPanelAdapter(),
  button: () => new ButtonAdapter(),
  input: (_, emit) => new InputAdapter(emit),
  checkbox: (_, emit) => new CheckboxAdapter(emit),
  slider: (_, emit) => new SliderAdapter(emit),
  number: (_, emit) => new NumberAdapter(emit),
  html: (state) => new HtmlAdapter(tagOf(state)),
  image: () => new ImageAdapter(),
  textarea: (_, emit) => new TextareaAdapter(emit),
  linear_progress: () => new LinearProgressAdapter(),
  log: () => new LogAdapter(),
  switch: (_, emit) => new SwitchAdapter(emit),
  radio: (_, emit) => new RadioAdapter(emit),
  select: (_, emit) => new SelectAdapter(emit),
  output: () => new OutputAdapter(),
  output_text: () => new OutputTextAdapter(),
  output_display: () => new OutputDisplayAdapter(),
};

/** Makes the adapter of a component; an unknown one shows its name. */
export function makeAdapter(component: string, state: State, emit: Emit, site: Site, id: number): Adapter {
  const make = Object.hasOwn(MAKERS, component) ? MAKERS[component] : undefined;
  if (make) return make(state, emit, site, id);
  const unknown = document.createElement("div");
  unknown.className = "liveui-fault";
  unknown.textContent = `This page can't show a “${component}”. Reload it, so that it loads the current front end.`;
  return new Adapter(unknown);
}

function tagOf(state: State): string {
  const tag = state[":tag"];
  return typeof tag === "string" && /^[a-z][a-z0-9]*(-[a-z0-9._-]+)*$/i.test(tag) ? tag : "div";
}
