// What one view has sent and the kernel hasn't confirmed, and whether the kernel owes it an answer.

export interface SentEvent {
  seq: number;
  element: number;
  listener: number;
  payload: Uint8Array<ArrayBuffer> | undefined;
  /** How often it has been sent. */
  times: number;
}

/** Milliseconds after which an unanswered handshake is repeated; doubled each time. */
const PATIENCE = 2000;

/** As PATIENCE, where there is another lane to try: a page of Voila's would show nothing for so long. */
const PATIENCE_WITH_CHOICE = 1000;

/** Repetitions at most: then the kernel is dead, or will be heard of when the host reconnects. */
const MAX_ATTEMPTS = 5;

export class ViewLink {
  readonly view: string;
  unreceived: SentEvent[] = [];
  /** Id of the last batch that the kernel knows the view to have applied. */
  told = -1;
  #seq = 0;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setTimeout> | undefined;
  /** Whether the kernel has been asked in vain, and nothing been heard since. */
  #isGivenUp = false;

  constructor(view: string) {
    this.view = view;
  }

  /** Whether a handshake is out whose answer hasn't come. */
  get isShaking(): boolean {
    return this.#timer !== undefined;
  }

  /** Numbers a handshake or a goodbye: on different lanes, one may overtake the other. */
  nextTurn(): number {
    return ++this.#turn;
  }

  /**
   * Notes a handshake.
   *
   * @param repeat called as long as no answer comes.
   * @param hasChoice whether there is another lane to repeat it on.
   */
  shake(repeat: () => void, hasChoice = false, attempt = 1): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#isGivenUp = attempt >= MAX_ATTEMPTS;
        if (this.#isGivenUp) return;
        repeat();
        this.shake(repeat, hasChoice, attempt + 1);
      },
      (hasChoice ? PATIENCE_WITH_CHOICE : PATIENCE) * 2 ** (attempt - 1),
    );
  }

  /** Notes that the handshake has been answered, or that no answer matters any more. */
  settle(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#watch);
    this.#timer = this.#watch = undefined;
    this.#isGivenUp = false;
  }

  /**
   * Has somebody look after what isn't received for long.
   *
   * @param ask called once, unless everything is received by then, or the kernel is being asked anyway.
   */
  expectReceipt(ask: () => void): void {
    this.#watch ??= setTimeout(() => {
      this.#watch = undefined;
      if (this.unreceived.length > 0 && !this.isShaking && !this.#isGivenUp) ask();
    }, PATIENCE);
  }

  /** Numbers an event, and keeps it until it is received. */
  enqueue(event: Omit<SentEvent, "seq" | "times">): SentEvent {
    this.#seq++;
    const sent = { seq: this.#seq, times: 0, ...event };
    this.unreceived.push(sent);
    return sent;
  }

  /** The kernel has received everything up to a number. */
  received(seq: number): void {
    const first = this.unreceived.findIndex((event) => event.seq > seq);
    this.unreceived = first < 0 ? [] : this.unreceived.slice(first);
    if (this.unreceived.length === 0) {
      clearTimeout(this.#watch);
      this.#watch = undefined;
    }
  }

  /** Another kernel process is there, to which our numbers mean nothing. */
  reset(): void {
    this.settle();
    this.unreceived = [];
    this.#seq = 0;
    this.told = -1;
  }
}
