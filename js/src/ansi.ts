// Coloured text: ANSI escape sequences become spans. The kernel leaves no other sequences in what it sends.

import Anser, { type AnserJsonEntry } from "anser";

/** Whether a text has any escape sequences. */
export function isStyled(text: string): boolean {
  return text.includes("\x1b");
}

/** Turns a text into nodes. Colours of the terminal's 16 are CSS variables, `--liveui-ansi-red` and so on. */
export function styledNodes(text: string): Node[] {
  return Anser.ansiToJson(text, { json: true, use_classes: true, remove_empty: true }).map(toNode);
}

function toNode(entry: AnserJsonEntry & { isInverted?: boolean }): Node {
  const classes: string[] = entry.decorations.map((name) => `liveui-sgr-${name}`);
  const fg = colorOf(entry.fg, entry.fg_truecolor, entry.isInverted);
  const bg = colorOf(entry.bg, entry.bg_truecolor, entry.isInverted);
  if (!fg && !bg && classes.length === 0) return document.createTextNode(entry.content);
  const span = document.createElement("span");
  if (fg) {
    span.style.setProperty("--liveui-fg", fg);
    classes.push(bg ? "liveui-fg-on-bg" : "liveui-fg");
  }
  if (bg) {
    span.style.setProperty("--liveui-bg", bg);
    classes.push("liveui-bg");
  }
  span.className = classes.join(" ");
  span.textContent = entry.content;
  return span;
}

/** What Anser takes for the terminal's own colours where it swaps text and background. */
const DEFAULTS: Record<string, string> = {
  "ansi-black": "var(--liveui-ansi-back)",
  "ansi-white": "var(--liveui-ansi-text)",
};

const NAMES = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
const LEVELS = [0, 95, 135, 175, 215, 255];

/** The CSS colour of what Anser calls `ansi-red`, `ansi-bright-red`, `ansi-palette-28` or `ansi-truecolor`. */
function colorOf(name: string | null, truecolor: string | null, isInverted = false): string | undefined {
  if (!name) return undefined;
  if (isInverted && Object.hasOwn(DEFAULTS, name)) return DEFAULTS[name];
  if (name === "ansi-truecolor") return truecolor ? `rgb(${truecolor})` : undefined;
  const index = /^ansi-palette-(\d+)$/.exec(name)?.[1];
  return index === undefined ? `var(--liveui-${name})` : paletteColor(Number(index));
}

/** One of xterm's 256 colours: the 16 by name, a cube of six levels, 24 greys. */
function paletteColor(index: number): string {
  if (index < 16) return `var(--liveui-ansi-${index < 8 ? "" : "bright-"}${NAMES[index % 8]})`;
  if (index > 231) return `rgb(${Array(3).fill(8 + 10 * (index - 232))})`;
  const cube = index - 16;
  return `rgb(${[Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((level) => LEVELS[level])})`;
}
