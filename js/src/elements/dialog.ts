// The browser's own dialog, in the top layer: no container clips it, what is behind it is inert, focus comes back.
//
// Dismissing needs no kernel. Of several views of a client in this page, one shows the dialog.

import { Anchor } from "../anchor.js";
import { canLift, isInTransit, isRendered, land, lift, notebookOf, PATIENCE } from "../lift.js";
import { lower, raise } from "../overlay.js";
import type { ValueControl } from "../values.js";
import { Adapter, type Emit, type Site } from "./adapter.js";

let titles = 0;

/** One dialog in all the views of this page. */
class Group {
  readonly members = new Set<DialogAdapter>();
  /** Whether a user has closed it, which the other views will hear of from the kernel. */
  isDismissed = false;

  #isScheduled = false;

  /** Updates once all views have heard what there is to hear. */
  updateSoon(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.update();
    });
  }

  /** Has one view show it, if it is open: the one that does, else the last that is in sight, else the last. */
  update(): void {
    const able = this.isDismissed ? [] : [...this.members].reverse().filter((member) => member.isDue && member.isAble);
    const chosen =
      able.find((member) => member.isShown) ??
      able.find((member) => member.isInSight) ??
      able.find((member) => member.isRendered) ??
      able[0];
    for (const member of this.members) if (member !== chosen) member.hide();
    chosen?.show();
  }
}

const groups = new Map<string, Group>();

function join(key: string, member: DialogAdapter): Group {
  const group = groups.get(key) ?? new Group();
  groups.set(key, group);
  group.members.add(member);
  return group;
}

export class DialogAdapter extends Adapter {
  override readonly value: ValueControl;
  readonly #dialog: HTMLDialogElement;
  readonly #panel = document.createElement("div");
  readonly #anchor = new Anchor();
  readonly #observer = new ResizeObserver(() => this.#group.updateSoon());
  readonly #key: string;
  readonly #group: Group;
  readonly #site: Site;
  readonly #emit: Emit;
  #isOpen = false;
  #isShown = false;
  #isHidden = false;
  #isPersistent = false;
  /** The one view that is to show it. */
  #only: unknown;
  #isPressedOutside = false;
  /** The host, while it is out of its cell for this dialog. */
  #lifted: HTMLElement | undefined;

  constructor(emit: Emit, site: Site, id: number) {
    const dialog = document.createElement("dialog");
    super(dialog);
    this.#dialog = dialog;
    this.#emit = emit;
    this.#site = site;
    this.#key = `${site.client} ${id}`;
    this.#group = join(this.#key, this);
    dialog.className = "liveui-dialog";
    dialog.tabIndex = -1; // a press beside everything leaves the focus inside
    this.#panel.className = "liveui-dialog-panel";
    dialog.append(this.#panel);
    this.value = { get: () => this.#isOpen, set: (value) => this.#setOpen(value === true), isBusy: () => false };
    this.#anchor.moved = () => this.#moved();
    this.#listen();
  }

  override get placed(): HTMLElement {
    return this.#anchor;
  }

  override container(): HTMLElement {
    return this.#panel;
  }

  override setText(text: string): void {
    this.#panel.prepend(text);
  }

  override setHidden(isHidden: boolean): void {
    this.#isHidden = isHidden;
    this.#group.updateSoon();
  }

  override set(key: string, value: unknown): void {
    if (key === "persistent") {
      this.#isPersistent = Boolean(value);
      // Where the browser knows it: without, it closes a dialog at the second Escape, whatever we say.
      this.#dialog.setAttribute("closedby", value ? "none" : "closerequest");
    } else if (key === "only") {
      this.#only = value;
      this.#group.updateSoon();
    } else super.set(key, value);
  }

  override dispose(): void {
    this.#anchor.moved = () => undefined;
    this.#observer.disconnect();
    this.#group.members.delete(this);
    if (this.#group.members.size === 0) groups.delete(this.#key);
    this.hide();
    this.#dialog.remove();
    this.#group.updateSoon();
  }

  // ---- whether it is to be seen

  get isShown(): boolean {
    return this.#isShown;
  }

  get isDue(): boolean {
    return this.#isOpen && !this.#isHidden && (typeof this.#only !== "string" || this.#only === this.#site.view);
  }

  get isRendered(): boolean {
    const frame = this.#dialog.parentElement;
    return frame !== null && isRendered(frame);
  }

  /** Whether it can be seen. In a notebook behind another it can't, and a modal dialog would block all. */
  get isAble(): boolean {
    const host = this.#host;
    return this.isRendered || (host !== undefined && canLift(host));
  }

  /** The view's host. */
  get #host(): HTMLElement | undefined {
    const root = this.#anchor.getRootNode();
    return root instanceof ShadowRoot ? (root.host as HTMLElement) : undefined;
  }

  get isInSight(): boolean {
    const box = this.#dialog.parentElement?.getBoundingClientRect();
    return box !== undefined && box.bottom > 0 && box.top < innerHeight;
  }

  show(): void {
    this.#isShown = true;
    const host = this.#host;
    if (host && !this.isRendered && !this.#lifted) {
      if (isInTransit(host)) {
        setTimeout(() => this.#group.updateSoon(), PATIENCE);
        return;
      }
      this.#lifted = host;
      lift(host);
    }
    if (this.#dialog.open && this.#dialog.matches(":modal")) return;
    if (this.#dialog.open) this.#dialog.close(); // it has been out of the page, and is modal no more
    this.#label();
    this.#dialog.showModal();
    raise(this.#dialog);
    void this.#focusLater();
  }

  /** The browser gives the focus to what takes it; components that have just been made can't until they are drawn. */
  async #focusLater(): Promise<void> {
    const parts = [...this.#panel.querySelectorAll<HTMLElement & { updateComplete?: Promise<unknown> }>("*")];
    const wanted = parts.filter((part) => part.autofocus);
    const root = this.#dialog.getRootNode() as ShadowRoot;
    const first = root.activeElement as HTMLElement | null;
    if (first && (first === this.#dialog ? parts.length === 0 : wanted.length === 0 || wanted.includes(first))) return;
    await Promise.all(parts.map((part) => part.updateComplete));
    for (const part of wanted.length > 0 ? wanted : parts) {
      if (!this.#isShown || root.activeElement !== first) return; // its user, or the view's host, was quicker
      part.focus();
    }
  }

  hide(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#dialog.close();
    lower(this.#dialog);
    this.#land();
  }

  #land(): void {
    const host = this.#lifted;
    this.#lifted = undefined;
    if (host) land(host);
  }

  #setOpen(isOpen: boolean): void {
    if (isOpen && !this.#isOpen) this.#group.isDismissed = false;
    this.#isOpen = isOpen;
    this.#attach();
  }

  /** Lives at the end of its view, since what is around its place may be hidden. */
  #attach(): void {
    const frame = this.#anchor.closest(".liveui-view");
    if (frame && this.#dialog.parentElement !== frame) frame.append(this.#dialog);
    this.#observer.disconnect();
    if (this.#isOpen && frame) {
      this.#observer.observe(frame);
      const notebook = this.#host && notebookOf(this.#host);
      if (notebook) this.#observer.observe(notebook);
    }
    this.#group.updateSoon();
  }

  /** Its view has got into the page or out of it. */
  #moved(): void {
    this.#attach();
    // At once, since the view's host will restore the focus.
    if (this.#isShown && this.#anchor.isConnected) this.#group.update();
  }

  // ---- what its user does

  #listen(): void {
    const dialog = this.#dialog;
    dialog.addEventListener("cancel", (event) => {
      if (event.target !== dialog) return; // a file chooser's comes by, too
      event.preventDefault();
      this.#dismiss();
    });
    dialog.addEventListener("close", () => {
      // The browser has closed it by itself.
      if (!this.#isShown || dialog.open) return;
      this.#isShown = false;
      lower(dialog);
      this.#land();
      this.#dismiss();
      this.#group.updateSoon();
    });
    // A press that begins inside, as when text is selected, and ends outside means something else; so does one that
    // closes an open list.
    dialog.addEventListener("pointerdown", (event) => {
      const isListOpen = this.#panel.querySelector("wa-select[open]") !== null;
      this.#isPressedOutside = event.target === dialog && !isListOpen && this.#isOutside(event);
    });
    dialog.addEventListener("click", (event) => {
      const isMeant = this.#isPressedOutside && event.target === dialog && this.#isOutside(event);
      this.#isPressedOutside = false;
      if (isMeant) this.#dismiss();
    });
  }

  #isOutside({ clientX, clientY }: MouseEvent): boolean {
    const { left, right, top, bottom } = this.#panel.getBoundingClientRect();
    return clientX < left || clientX > right || clientY < top || clientY > bottom;
  }

  #dismiss(): void {
    if (!this.#isOpen) return;
    if (this.#isPersistent) {
      this.#refuse();
      return;
    }
    this.#isOpen = false;
    this.#observer.disconnect();
    this.#group.isDismissed = true;
    this.#group.update();
    this.#emit("update:value", false);
  }

  /** Shows that it wants an answer. */
  #refuse(): void {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    this.#panel.animate([{ scale: 1 }, { scale: 1.02 }, { scale: 1 }], 160);
  }

  /** Is called what its first heading says, else its first label. */
  #label(): void {
    const dialog = this.#dialog;
    if (dialog.hasAttribute("aria-label")) {
      dialog.removeAttribute("aria-labelledby");
      return;
    }
    const title =
      this.#panel.querySelector(":is(h1, h2, h3, h4, h5, h6)") ?? this.#panel.querySelector(".liveui-label");
    if (!title) return;
    title.id ||= `liveui-title-${++titles}`;
    dialog.setAttribute("aria-labelledby", title.id);
  }
}
