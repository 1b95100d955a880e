// What a view does for the kernel beside showing elements.

const HARMLESS = /^(https?:|mailto:|blob:|[^:]*$|[^:]*[/?#])/i;

/** Opens a URL in this tab or another. */
export function openPage(path: string, newTab: boolean): void {
  if (!HARMLESS.test(path.trim())) throw new TypeError(`open: ${path} isn't a web address`);
  if (newTab) window.open(path, "_blank", "noopener");
  else location.assign(path);
}

/** Has the browser save a URL or bytes. */
export function download(source: string | Uint8Array<ArrayBuffer>, filename: string | null, mediaType: string): void {
  const isUrl = typeof source === "string";
  const url = isUrl
    ? source
    : URL.createObjectURL(new Blob([source], { type: mediaType || "application/octet-stream" }));
  if (isUrl && !HARMLESS.test(url.trim())) throw new TypeError(`download: ${url} isn't a web address`);
  const link = document.createElement("a");
  link.href = url;
  link.download = filename ?? "";
  link.click();
  if (!isUrl) setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
