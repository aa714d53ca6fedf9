/** What `cargo xtask pack` puts behind this name: the WebAssembly module as JavaScript. */
declare module "samtykke-module" {
  export const memory: { readonly buffer: ArrayBuffer };
  /** Makes room for an input of so many bytes; its address, or 0. */
  export function reserve(length: number): number;
  /** Runs one turn on a text of so many bytes; the length of the output behind it. */
  export function handle(length: number, ...numbers: number[]): number;
  /** Checks a setting; the length of what is wrong with it. */
  export function check(length: number): number;
}
