declare module "*.css" {
  /** The style sheet as text, imports included (see build.mjs). */
  const text: string;
  export default text;
}
