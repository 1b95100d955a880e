// Random words. `crypto.randomUUID` won't do: browsers withhold it from pages served over plain http.

/** Returns a random word of 128 bits, in hexadecimal. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
