// The scripts import these from the bundle, where the build puts them.

declare module "*/vendor/idiomorph.esm.js" {
  export { Idiomorph } from "idiomorph";
}

declare module "*/pyscript/core.js" {
  /** Code that PyScript runs around the user's; the worker's is sent as text. */
  export const hooks: Record<"main" | "worker", Record<string, Partial<Set<unknown>>>>;
}
