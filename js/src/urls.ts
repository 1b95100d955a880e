// Addresses that are relative to the notebook, as in its Markdown cells.

import type { Model } from "./model.js";

/** JupyterLab's, which it has for every document. */
interface Resolver {
  isLocal?(url: string): boolean;
  resolveUrl(url: string): Promise<string>;
  getDownloadUrl(path: string): Promise<string>;
}

const resolvers = new WeakMap<object, Resolver>();

/** Notes which document a connection's model belongs to, where the host tells. */
export function noteDocument(connection: object, model: Model): void {
  const resolver = (model.widget_manager as { context?: { urlResolver?: Resolver } } | undefined)?.context?.urlResolver;
  if (resolver) resolvers.set(connection, resolver);
}

/** Notes what a view, whose shadow root this is, shows. */
export function noteView(root: ShadowRoot, connection: object): void {
  const resolver = resolvers.get(connection);
  if (resolver) resolvers.set(root, resolver);
}

/** Whether an address has neither scheme nor host, and doesn't start at the server's root. */
export function isRelative(url: string): boolean {
  return url !== "" && !/^([a-z][a-z0-9+.-]*:|\/|\\|#|\?)/i.test(url);
}

/** Returns where a relative address is found by the browser; as it is, if the host doesn't tell. */
export async function resolveUrl(node: Node, url: string): Promise<string> {
  const resolver = resolvers.get(node.getRootNode());
  if (!resolver || !isRelative(url)) return url;
  return resolver.getDownloadUrl(await resolver.resolveUrl(url));
}
