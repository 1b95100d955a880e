// Which lane a frame takes: the best that is there and isn't suspected of losing frames.

import type { Lane } from "./lane.js";

export class LaneChoice {
  readonly #open: () => Lane[];
  readonly #suspected = new Set<string>();

  /** @param open gives the lanes that there are now, the best first. */
  constructor(open: () => Lane[]) {
    this.#open = open;
  }

  /** All lanes that there are, the best first. */
  get all(): Lane[] {
    return this.#open();
  }

  /** Those that frames are trusted to, the best first; the last resort, if all are suspected. */
  get trusted(): Lane[] {
    const lanes = this.all;
    const trusted = lanes.filter((lane) => !this.#suspected.has(lane.name));
    return trusted.length > 0 ? trusted : lanes.slice(-1);
  }

  /** Whether no lane is suspected. */
  get isSure(): boolean {
    return this.#suspected.size === 0;
  }

  /** A frame on the best lane had no answer in its time. The last lane is never suspected: there is no other. */
  suspect(): void {
    const [best, ...others] = this.trusted;
    if (best && others.length > 0) this.#suspected.add(best.name);
  }

  /** The kernel has heard a lane. Returns whether it was suspected. */
  trust(name: string): boolean {
    return this.#suspected.delete(name);
  }

  /** Everything may be different: the host has reconnected. */
  trustAll(): void {
    this.#suspected.clear();
  }
}
