// Fewer events: at most one per interval, the first and the last of a burst as asked for.

import type { ListenerOptions } from "./protocol.gen.js";

/** Sends through `send`, spaced out. */
export class Throttle<T> {
  readonly #send: (value: T) => void;
  readonly #interval: number;
  readonly #leading: boolean;
  readonly #trailing: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: { value: T } | undefined;

  constructor(options: ListenerOptions | null | undefined, send: (value: T) => void) {
    this.#send = send;
    this.#interval = 1000 * (options?.throttle ?? 0);
    this.#leading = options?.leading ?? true;
    this.#trailing = options?.trailing ?? true;
  }

  /** Whether something will be sent later. */
  get isPending(): boolean {
    return this.#last !== undefined;
  }

  push(value: T): void {
    if (this.#interval === 0) {
      this.#send(value);
    } else if (this.#timer === undefined) {
      this.#start();
      if (this.#leading) this.#send(value);
      else if (this.#trailing) this.#last = { value };
    } else if (this.#trailing) {
      this.#last = { value };
    }
  }

  /** Sends at once what would be sent later. */
  flush(): void {
    const last = this.#last;
    this.#last = undefined;
    if (last) this.#send(last.value);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#last = undefined;
  }

  #start(): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#last) return;
      this.#start();
      this.flush();
    }, this.#interval);
  }
}
