// Loaded into every page under test as `harness`. Speaks to JupyterLab through the application object that
// `--LabApp.expose_app_in_browser` leaves on the window; the tests' own clicks and keys go through the real DOM.
(() => {
  const runs = new Map(); // cell id → "running" | "done"

  const panel = (path) => {
    const shell = window.jupyterapp?.shell;
    for (const widget of shell?.widgets("main") ?? []) {
      if (widget.context?.path === path && widget.content?.widgets) return widget;
    }
    return null;
  };
  const kernel = (path) => panel(path)?.sessionContext?.session?.kernel ?? null;
  const cell = (path, index) => panel(path).content.widgets[index];

  const activate = async (path) => {
    const { shell } = window.jupyterapp;
    const widget = panel(path);
    shell.activateById(widget.id);
    while (shell.currentWidget !== widget) await new Promise(requestAnimationFrame);
    return widget;
  };

  const select = async (path, index) => {
    const { content } = await activate(path);
    content.deselectAll();
    content.activeCellIndex = index;
  };

  const command = async (path, name, args = {}) => {
    await activate(path);
    await window.jupyterapp.commands.execute(name, args);
  };

  // The renderer of widget views knows its notebook's widget manager.
  const widgetManager = async (path) => {
    const renderer = panel(path).content.rendermime.createRenderer("application/vnd.jupyter.widget-view+json");
    const manager = await renderer._manager.promise;
    renderer.dispose();
    return manager;
  };

  const deepText = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (["STYLE", "SCRIPT", "TEMPLATE"].includes(node.nodeName)) return "";
    const parts = [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].map(deepText);
    return parts.join("");
  };

  window.harness = {
    panel,
    cell,
    select,
    command,
    deepText,

    ready: (path) => {
      const content = panel(path)?.content;
      return Boolean(content?.widgets.length && content.model && kernel(path)?.status === "idle");
    },
    kernelStatus: (path) => kernel(path)?.status ?? "none",
    panelId: (path) => panel(path).id,

    async start(path, index) {
      await select(path, index);
      const { id } = cell(path, index).model;
      runs.set(id, "running");
      const done = () => runs.set(id, "done");
      // Not awaited: the caller looks while the cell runs.
      window.jupyterapp.commands.execute("notebook:run-cell").then(done, done);
    },
    // Runs a cell again and again, each time when the one before is done.
    async runMany(path, index, count) {
      await select(path, index);
      for (let run = 0; run < count; run++) await window.jupyterapp.commands.execute("notebook:run-cell");
    },
    // After a reload nothing is known of runs but what the cell's model says.
    isDone: (path, index) => {
      const { model } = cell(path, index);
      return (runs.get(model.id) ?? (model.executionState === "running" ? "running" : "done")) === "done";
    },
    outputs: (path, index) => cell(path, index).model.outputs.toJSON(),

    insertCell(path, index, source) {
      panel(path).content.model.sharedModel.insertCell(index, { cell_type: "code", source, metadata: {} });
    },
    setSource(path, index, source) {
      cell(path, index).model.sharedModel.setSource(source);
    },
    sources: (path) => panel(path).content.widgets.map((widget) => widget.model.sharedModel.getSource()),

    widgetModels: async (path) => Object.keys((await widgetManager(path))._models).length,
    kernelComms: (path) => kernel(path)._comms.size,

    async close(path) {
      const widget = panel(path);
      if (!widget) return;
      await widget.sessionContext.shutdown();
      widget.context.model.dirty = false; // else JupyterLab asks whether to save
      widget.close();
      while (!widget.isDisposed) await new Promise(requestAnimationFrame);
    },
  };
})();
