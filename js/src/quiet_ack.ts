// Acknowledging when it has become quiet, so that the kernel knows that the last batch has arrived.

/** Milliseconds after a batch in which something else may carry the acknowledgement. */
const QUIET = 500;

export class QuietAck {
  readonly #acknowledge: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(acknowledge: () => void) {
    this.#acknowledge = acknowledge;
  }

  /** A batch has been applied. */
  applied(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#acknowledge();
    }, QUIET);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
