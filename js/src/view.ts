// One display of a client in the page.

import type { Connection, ViewSink } from "./connection.js";
import { Delegate } from "./delegate.js";
import type { RootAdapter } from "./elements/root.js";
import { Calls, type Scope } from "./javascript.js";
import { keepKeysFromNotebook } from "./keys.js";
import { Notifications } from "./notify.js";
import { download, openPage } from "./page_commands.js";
import type { Call } from "./protocol.gen.js";
import { randomId } from "./random.js";
import { Renderer } from "./renderer.js";
import { dress } from "./theme.js";
import { Tooltips } from "./tooltips.js";
import type { Change } from "./tree.js";
import { noteView } from "./urls.js";

export class View implements ViewSink {
  readonly id = randomId();
  readonly root: ShadowRoot;
  readonly delegate: Delegate;
  readonly #connection: Connection;
  readonly #frame = document.createElement("div");
  readonly #renderer: Renderer;
  readonly #tooltips: Tooltips;
  readonly #calls: Calls;
  readonly #notifications = new Notifications();
  readonly #undress: () => void;
  #fault: HTMLElement | undefined;

  constructor(connection: Connection, host: HTMLElement) {
    this.#connection = connection;
    this.root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    noteView(this.root, connection);
    this.#frame.className = "liveui-view";
    this.delegate = new Delegate(this.#frame);
    this.#tooltips = new Tooltips(this.#frame);
    this.#undress = dress(this.root, this.#frame);
    keepKeysFromNotebook(host, this.root);
    this.#renderer = new Renderer(connection.tree, {
      view: this.id,
      client: connection.client,
      delegate: this.delegate,
      tooltips: this.#tooltips,
      send: (element, listener, args) => connection.sendEvent(this.id, element, listener, args),
      failed: (error) => connection.sendError(this.id, error),
      scope: () => this.#scope(),
    });
    this.#calls = new Calls(
      () => this.#scope(),
      (element, name) => this.#method(element, name),
    );
    this.#frame.append((this.#renderer.build().adapter as RootAdapter).outer);
    this.root.append(this.#frame);
    connection.attach(this);
  }

  dispose(): void {
    this.#connection.detach(this);
    this.#renderer.dispose();
    this.#tooltips.dispose();
    this.#notifications.dispose();
    this.#undress();
  }

  applied(changes: readonly Change[]): void {
    this.#renderer.apply(changes);
  }

  restored(isNewKernel: boolean): void {
    if (isNewKernel) this.#renderer.forgetEvents();
  }

  processed(element: number, seq: number): void {
    this.#renderer.view(element)?.keeper?.processed(seq);
  }

  call(call: Call, args: unknown[]): void {
    void this.#calls.answer(call, args).then(({ error, payload }) => {
      const answer = { k: "javascript_response", request_id: call.request_id, ...(error && { error }) } as const;
      this.#connection.send(this.id, answer, payload);
    });
  }

  fault(message: string): void {
    if (!this.#fault) {
      this.#fault = document.createElement("div");
      this.#fault.className = "liveui-fault";
      this.#fault.setAttribute("role", "alert");
      this.#frame.prepend(this.#fault);
    }
    this.#fault.textContent = message;
  }

  /** What code from the kernel can use. */
  #scope(): Scope {
    const getElement = (id: number) => this.#renderer.view(Number(id))?.element ?? null;
    return {
      getElement,
      getHtmlElement: getElement,
      runMethod: (id: number, name: string, args: unknown[] = []) => this.#method(Number(id), name)(...args),
      root: this.root,
    };
  }

  #method(element: number, name: string): (...args: unknown[]) => unknown {
    if (element === 0) return this.#command(name);
    const node = this.#renderer.view(element)?.element as unknown as Record<string, unknown> | undefined;
    if (!node) throw new ReferenceError(`element ${element} isn't in this view`);
    const method = node[name];
    if (typeof method !== "function") throw new TypeError(`element ${element} has no method ${name}`);
    return method.bind(node) as (...args: unknown[]) => unknown;
  }

  #command(name: string): (...args: unknown[]) => unknown {
    const commands: Record<string, (...args: never[]) => unknown> = {
      notify: this.#notifications.show.bind(this.#notifications),
      open: openPage,
      download,
    };
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) throw new TypeError(`a view has no command ${name}`);
    return command as (...args: unknown[]) => unknown;
  }
}
