// Builds the front end into liveui_jupyter/static: the loader, and the bundle that it loads.
//
//   node build.mjs [folder]

import { readdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
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

/**
 * Lit's `@customElement` throws if the page has an element of that name: another version of this front end, or another
 * extension that brings Web Awesome. The first to come serves all.
 */
const sharedElements = {
  name: "custom elements that may be there",
  setup({ onResolve }) {
    onResolve({ filter: /decorators\/custom-element\.js$/ }, () => ({ path: resolve("src/custom_element.ts") }));
  },
};

/** Writes the licences of the packages that a build contains: they ask for that. */
async function writeLicences({ inputs }) {
  const packages = new Set(
    Object.keys(inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
  );
  const texts = [...packages].sort().map(async (name) => {
    const home = `node_modules/${name}`;
    const file = (await readdir(home)).find((entry) => /^licen[cs]e/i.test(entry));
    const { version, license } = JSON.parse(await readFile(`${home}/package.json`, "utf8"));
    return `${name} ${version} (${license})\n\n${file ? await readFile(`${home}/${file}`, "utf8") : ""}`;
  });
  await writeFile(`${folder}/THIRD_PARTY_LICENSES.txt`, (await Promise.all(texts)).join(`\n${"-".repeat(80)}\n\n`));
}

await build({ ...common, entryPoints: ["src/loader.ts"], outfile: `${folder}/loader.js` });
const bundle = await build({
  ...common,
  entryPoints: ["src/anywidget.ts"],
  outfile: `${folder}/bundle.js`,
  plugins: [styles, sharedElements],
  metafile: true,
});
await writeLicences(bundle.metafile);
