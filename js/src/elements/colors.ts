// Colour names of NiceGUI, and any colour of CSS.

/** Variants of Web Awesome by NiceGUI's names; the other names are classes of ours. */
const VARIANTS: Record<string, string> = {
  primary: "brand",
  positive: "success",
  negative: "danger",
  warning: "warning",
};

const CLASSES = new Set(["secondary", "accent", "info", "dark"]);

/** The variant of Web Awesome that a name stands for. */
export function variantOf(color: string): string | undefined {
  return Object.hasOwn(VARIANTS, color) ? VARIANTS[color] : undefined;
}

/** The class (see components.css) that a name stands for. */
export function colorClass(color: string): string | undefined {
  return CLASSES.has(color) ? `liveui-color-${color}` : undefined;
}

/** Black or white, whichever is read better on a colour; undefined if the browser doesn't know the colour. */
export function readableOn(color: string): string | undefined {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!context) return undefined;
  context.fillStyle = "#010203";
  context.fillStyle = color;
  if (context.fillStyle === "#010203") return undefined;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  // Relative luminance, as WCAG 2 defines it; 0.179 is where contrast with black and with white are equal.
  const [r, g, b] = [red, green, blue].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000" : "#fff";
}
