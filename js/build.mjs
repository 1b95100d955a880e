// Builds the front end into liveui_jupyter/static: the loader, and the bundle that it loads.
//
//   node build.mjs [folder]

import { build } from "esbuild";

const folder = process.argv[2] ?? new URL("../liveui_jupyter/static", import.meta.url).pathname;

const common = {
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome110", "firefox115", "safari16.4"],
  legalComments: "none",
  logLevel: "info",
};

/** Style sheets as text, with what they import: constructed style sheets take no @import. */
const styles = {
  name: "style sheets as text",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const result = await build({ ...common, entryPoints: [path], write: false, logLevel: "silent" });
      return { contents: result.outputFiles[0].text, loader: "text", watchFiles: [path] };
    });
  },
};

await build({ ...common, entryPoints: ["src/loader.ts"], outfile: `${folder}/loader.js` });
await build({ ...common, entryPoints: ["src/anywidget.ts"], outfile: `${folder}/bundle.js`, plugins: [styles] });
