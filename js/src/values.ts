// Values that their user changes: never overwritten while they are typed or dragged.

/** The part of an adapter that holds a value. */
export interface ValueControl {
  get(): unknown;
  /** Shows a value; where it is being edited, caret and selection stay. */
  set(value: unknown): void;
  /** Whether its user is in the middle of it: dragging, or composing a character. */
  isBusy(): boolean;
}

/**
 * Keeps the value of one element in one view.
 *
 * What its user enters stays until the kernel has processed the last event about it. Then the kernel's value is
 * shown, if it is another one: Python has set it, or has refused what was entered.
 */
export class ValueKeeper {
  readonly #control: ValueControl;
  #wanted: unknown;
  #lastSeq = 0;
  #processed = 0;
  #isUnsent = false;

  constructor(control: ValueControl) {
    this.#control = control;
  }

  /** The value in the kernel's tree has changed. */
  setFromKernel(value: unknown): void {
    this.#wanted = value;
    this.settle();
  }

  /** Its user has changed the value; tells whether an event about that is still to be sent. */
  changed(isUnsent: boolean): void {
    this.#isUnsent = isUnsent;
  }

  /** The event about the last change has been sent under a number. */
  sent(seq: number): void {
    this.#lastSeq = seq;
    this.#isUnsent = false;
  }

  /** The kernel has processed an event. */
  processed(seq: number): void {
    this.#processed = Math.max(this.#processed, seq);
    this.settle();
  }

  /** Another kernel process has taken over, to which the events so far mean nothing. */
  reset(): void {
    this.#lastSeq = 0;
    this.#processed = 0;
    this.settle();
  }

  /** Whether the user's value stands. */
  get isHeld(): boolean {
    return this.#isUnsent || this.#lastSeq > this.#processed || this.#control.isBusy();
  }

  /** Shows the kernel's value, if nothing holds the user's any more. */
  settle(): void {
    if (this.isHeld || same(this.#control.get(), this.#wanted)) return;
    this.#control.set(this.#wanted);
  }
}

/** Tells whether two values are the same for a user. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object") return false;
  return JSON.stringify(a) === JSON.stringify(b);
}
