// What one view has sent and the kernel hasn't confirmed, and whether the kernel owes it an answer.

export interface SentEvent {
  seq: number;
  element: number;
  listener: number;
  payload: Uint8Array<ArrayBuffer> | undefined;
}

/** Milliseconds after which an unanswered handshake is repeated; doubled each time. */
const PATIENCE = 2000;

/** Repetitions at most: then the kernel is dead, or will be heard of when the host reconnects. */
const MAX_ATTEMPTS = 5;

export class ViewLink {
  readonly view: string;
  unreceived: SentEvent[] = [];
  /** Id of the last batch that the kernel knows the view to have applied. */
  told = -1;
  #seq = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: string) {
    this.view = view;
  }

  /** Whether a handshake is out whose answer hasn't come. */
  get isShaking(): boolean {
    return this.#timer !== undefined;
  }

  /** Notes a handshake; `repeat` is called as long as no answer comes. */
  shake(repeat: () => void, attempt = 1): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        if (attempt >= MAX_ATTEMPTS) return;
        repeat();
        this.shake(repeat, attempt + 1);
      },
      PATIENCE * 2 ** (attempt - 1),
    );
  }

  /** Notes that the handshake has been answered, or that no answer matters any more. */
  settle(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Numbers an event, and keeps it until it is received. */
  enqueue(event: Omit<SentEvent, "seq">): SentEvent {
    this.#seq++;
    const sent = { seq: this.#seq, ...event };
    this.unreceived.push(sent);
    return sent;
  }

  /** The kernel has received everything up to a number. */
  received(seq: number): void {
    const first = this.unreceived.findIndex((event) => event.seq > seq);
    this.unreceived = first < 0 ? [] : this.unreceived.slice(first);
  }

  /** Another kernel process is there, to which our numbers mean nothing. */
  reset(): void {
    this.settle();
    this.unreceived = [];
    this.#seq = 0;
    this.told = -1;
  }
}
