// HTML from elsewhere, made harmless: it looks like something within its own box, and does nothing.

import createDOMPurify, { type Config } from "dompurify";

const purifier = createDOMPurify(window);

const CONFIG: Config & { RETURN_DOM_FRAGMENT: true } = {
  RETURN_DOM_FRAGMENT: true,
  // A style sheet in front would otherwise get lost in the head of the document that it is parsed in.
  FORCE_BODY: true,
  // A form would send what is typed, and leave the page; slots and templates mean something else in a shadow root.
  FORBID_TAGS: ["form", "slot", "template"],
  // What leaves the box (pop-ups are on top of everything), or makes noise by itself.
  FORBID_ATTR: ["autoplay", "command", "commandfor", "popover", "popovertarget", "popovertargetaction", "slot"],
};

let scopes = 0;

/**
 * Parses HTML of unknown origin. Scripts, handlers, forms, frames and foreign elements are gone, and style sheets apply
 * to this HTML alone. What positions itself anywhere is to be held by the element that the result is put into, with
 * `contain: layout`.
 */
export function sanitize(html: string): DocumentFragment {
  const fragment = document.importNode(purifier.sanitize(html, CONFIG), true);
  openLinksElsewhere(fragment);
  const sheets = fragment.querySelectorAll("style");
  if (sheets.length > 0) confine(fragment, sheets);
  return fragment;
}

/** Parses HTML that its author answers for. Scripts in it don't run, handlers in attributes do. */
export function parseTrusted(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  const fragment = document.importNode(template.content, true);
  openLinksElsewhere(fragment);
  return fragment;
}

/** Makes links leave the notebook's page alone, unless they name a target. */
function openLinksElsewhere(fragment: DocumentFragment): void {
  for (const link of fragment.querySelectorAll<HTMLAnchorElement | HTMLAreaElement | SVGAElement>("a, area")) {
    const isOwn = (link.getAttribute("href") ?? link.getAttribute("xlink:href") ?? "#").startsWith("#");
    if (isOwn || link.hasAttribute("target")) continue;
    link.setAttribute("target", "_blank");
    if (!link.hasAttribute("rel")) link.setAttribute("rel", "noopener");
  }
}

/** Puts everything into an element of its own, which is as far as the style sheets reach: they can't name another. */
function confine(fragment: DocumentFragment, sheets: Iterable<Element>): void {
  const scope = String(++scopes);
  for (const sheet of sheets) sheet.textContent = scoped(sheet.textContent, scope);
  const wrapper = document.createElement("div");
  wrapper.dataset.liveuiScope = scope;
  wrapper.style.display = "contents";
  wrapper.append(...fragment.childNodes);
  fragment.append(wrapper);
}

/** Returns a style sheet in a scope. Other hosts' sheets and fonts have no place there: `@import`, `@font-face`. */
function scoped(css: string, scope: string): string {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  // From the parsed rules, not from the text: a brace too many in that can't end the scope.
  const rules = Array.from(sheet.cssRules, (rule) => rule.cssText);
  return `@scope ([data-liveui-scope="${scope}"]) {\n${rules.join("\n")}\n}`;
}
