// What Web Awesome's form controls have in common: a hint or an error below, something in front and behind.

import { Adapter } from "./adapter.js";

/** A control of Web Awesome with the native element of some kind inside. */
export interface Field extends HTMLElement {
  hint: string;
  readonly updateComplete: Promise<boolean>;
}

export abstract class FieldAdapter<Inner extends HTMLElement> extends Adapter {
  readonly #field: Field;
  readonly #selector: string;
  #hint = "";
  #error = "";

  /**
   * @param field the control
   * @param selector of the native element inside that has the focus
   */
  constructor(field: Field, selector: string) {
    super(field);
    this.#field = field;
    this.#selector = selector;
    field.classList.add("liveui-field");
  }

  override set(key: string, value: unknown): void {
    switch (key) {
      case "error":
        this.#error = String(value ?? "");
        this.#showHint();
        break;
      case "hint":
        this.#hint = String(value ?? "");
        this.#showHint();
        break;
      case "prefix":
        this.#setAffix("start", value);
        break;
      case "suffix":
        this.#setAffix("end", value);
        break;
      case "clearable":
        super.set("with-clear", value);
        break;
      default:
        super.set(key, value);
    }
  }

  /** The native element; undefined before the component's first update. */
  protected get inner(): Inner | undefined {
    return this.#field.shadowRoot?.querySelector<Inner>(this.#selector) ?? undefined;
  }

  protected get isFocused(): boolean {
    const inner = this.inner;
    return inner !== undefined && this.#field.shadowRoot?.activeElement === inner;
  }

  /** Reaches the native element, which is there after the component's first update. */
  protected withInner(use: (inner: Inner) => void): void {
    void this.#field.updateComplete.then(() => {
      const { inner } = this;
      if (inner) use(inner);
    });
  }

  /** An error takes the hint's place, below the control, and is announced. */
  #showHint(): void {
    const error = this.#error;
    this.#field.hint = error || this.#hint;
    this.#field.classList.toggle("liveui-invalid", error !== "");
    this.withInner((inner) => {
      if (this.#error) inner.setAttribute("aria-invalid", "true");
      else inner.removeAttribute("aria-invalid");
      this.#field.shadowRoot?.querySelector('[part~="hint"]')?.setAttribute("aria-live", "polite");
    });
  }

  #setAffix(slot: "start" | "end", value: unknown): void {
    this.#field.querySelector(`:scope > [slot="${slot}"]`)?.remove();
    if (value === undefined || value === null) return;
    const affix = document.createElement("span");
    affix.slot = slot;
    affix.textContent = String(value);
    this.#field.append(affix);
  }
}
