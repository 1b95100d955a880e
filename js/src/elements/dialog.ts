// The browser's own dialog, in the top layer: no container clips it, what is behind it is inert, focus comes back.
//
// Dismissing needs no kernel. Of several views of a client in this page, one shows the dialog.

import { Anchor } from "../anchor.js";
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
    const able = this.isDismissed ? [] : [...this.members].filter((member) => member.isDue && member.isRendered);
    const chosen =
      able.find((member) => member.isShown) ?? able.filter((member) => member.isInSight).at(-1) ?? able.at(-1);
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
    this.#anchor.moved = () => this.#attach();
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

  /** Whether its view is in the page, and not in a notebook behind another: a modal dialog there would block all. */
  get isRendered(): boolean {
    return this.#anchor.isConnected && (this.#dialog.parentElement?.getClientRects().length ?? 0) > 0;
  }

  get isInSight(): boolean {
    const box = this.#dialog.parentElement?.getBoundingClientRect();
    return box !== undefined && box.bottom > 0 && box.top < innerHeight;
  }

  show(): void {
    this.#isShown = true;
    if (this.#dialog.open && this.#dialog.matches(":modal")) return;
    if (this.#dialog.open) this.#dialog.close(); // it has been out of the page, and is modal no more
    this.#label();
    this.#dialog.showModal();
    raise(this.#dialog);
  }

  hide(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#dialog.close();
    lower(this.#dialog);
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
    if (this.#isOpen && frame) this.#observer.observe(frame);
    this.#group.updateSoon();
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
      this.#dismiss();
      this.#group.updateSoon();
    });
    // A press that begins inside, as when text is selected, and ends outside means something else.
    dialog.addEventListener("pointerdown", (event) => {
      this.#isPressedOutside = event.target === dialog && this.#isOutside(event);
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
