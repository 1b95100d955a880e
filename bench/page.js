// Loaded into every page that is measured, as `bench`; uses the tests' `harness` for what concerns JupyterLab.
//
// A library is described by `host`, how the tag begins whose shadow root holds everything ("" if there is none), and by
// selectors of a button and a label.
(() => {
  const OPTIONS = { childList: true, characterData: true, subtree: true };

  /** Milliseconds between two looks while the DOM changes all the time: looking must cost next to nothing. */
  const LOOK_EVERY = 2;

  /** The wall clock less performance's: found at an edge of Date.now(), which has whole milliseconds only. */
  const drift = () => {
    const start = Date.now();
    let edge = start;
    while (edge === start) edge = Date.now();
    return edge - (performance.timeOrigin + performance.now());
  };

  const nextTask = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(0);
    });

  /** The task after the next frame: what the DOM holds now has been painted. */
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => resolve(nextTask())));

  const rootOf = (output, host) => {
    if (!host) return output;
    const found = [...output.querySelectorAll("*")].find((node) => node.localName.startsWith(host) && node.shadowRoot);
    return found?.shadowRoot ?? null;
  };

  /** The last element that a selector matches, found from the end: with 1,000 rows that takes microseconds. */
  const lastMatch = (node, selector) => {
    for (let child = node.lastElementChild; child; child = child.previousElementSibling) {
      const found = lastMatch(child, selector) ?? (child.matches(selector) ? child : null);
      if (found) return found;
    }
    return null;
  };

  const textOf = (root, selector) => (root && lastMatch(root, selector)?.textContent.trim()) ?? null;

  /** How many elements of a selector have a text that begins so. */
  const countOf = (root, selector, prefix) =>
    [...root.querySelectorAll(selector)].filter((node) => node.textContent.trim().startsWith(prefix)).length;

  /**
   * Waits until the last element of `selector` has the text, and `count` of them have one that begins with `prefix`.
   * Gives the moments, in ms since 1970, at which that was in the DOM and painted; or `failed`, with what was seen last.
   */
  const watch = (output, { host, selector, text, count, prefix, deadline }) => {
    const { promise, resolve } = Promise.withResolvers();
    const correction = drift();
    const now = () => performance.timeOrigin + performance.now() + correction;
    let root = null;
    let latest = Number.NEGATIVE_INFINITY;
    let timer = 0;
    const end = (result) => {
      observer.disconnect();
      clearTimeout(timer);
      clearTimeout(alarm);
      resolve(result);
    };
    const look = () => {
      timer = 0;
      latest = performance.now();
      if (!root) {
        root = rootOf(output, host);
        if (root && root !== output) observer.observe(root, OPTIONS);
      }
      if (!root || textOf(root, selector) !== text || countOf(root, selector, prefix) !== count) return;
      const dom = now();
      end(painted().then(() => ({ dom, painted: now() })));
    };
    const observer = new MutationObserver(() => {
      if (timer) return;
      if (performance.now() - latest >= LOOK_EVERY) look();
      else timer = setTimeout(look, LOOK_EVERY);
    });
    const alarm = setTimeout(() => {
      const seen = textOf(root, selector);
      end({ failed: true, seen, count: root ? countOf(root, selector, prefix) : 0 });
    }, deadline);
    observer.observe(output, OPTIONS);
    look();
    return promise;
  };

  /** Clicks again and again, each time when the text of the click before is there; null for one that never came. */
  const clicks = async (output, { host, button, label, count, pause, deadline }) => {
    const root = rootOf(output, host);
    const target = lastMatch(root, button);
    const text = lastMatch(root, label);
    const times = [];
    for (let number = Number(text.textContent.match(/\d+/)[0]) + 1; times.length < count; number++) {
      const start = performance.now();
      const { promise, resolve } = Promise.withResolvers();
      const observer = new MutationObserver(() => {
        if (text.textContent.trim() === `count ${number}`) resolve(performance.now() - start);
      });
      observer.observe(text, OPTIONS);
      const alarm = setTimeout(resolve, deadline, null);
      target.click();
      const taken = await promise;
      observer.disconnect();
      clearTimeout(alarm);
      times.push(taken);
      if (taken === null) break;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    return times;
  };

  /** Settles if a cell has ended with an exception: then there is nothing to wait for. */
  const raised = async (path, index, deadline) => {
    const end = performance.now() + deadline;
    do await new Promise((resolve) => setTimeout(resolve, 200));
    while (!harness.isDone(path, index) && performance.now() < end);
    const { outputs } = harness.cell(path, index).model;
    for (let number = 0; number < outputs.length; number++) {
      if (outputs.get(number).type === "error") return { failed: true };
    }
    return new Promise(() => {}); // never: it is for the other one to tell
  };

  const outputOf = async (path, index) => {
    await harness.select(path, index); // JupyterLab may not have rendered it yet
    return harness.cell(path, index).outputArea.node;
  };

  window.bench = {
    /** Runs a cell, and watches an output, its own or an earlier one. */
    async run(path, index, output, what) {
      const seen = watch(await outputOf(path, output), what);
      await harness.start(path, index);
      return Promise.race([seen, raised(path, index, what.deadline)]);
    },
    clicks: async (path, index, what) => clicks(await outputOf(path, index), what),
    /** Waits until the page has nothing to do. */
    idle: async () => {
      await painted();
      await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5000 }));
    },
  };
})();
