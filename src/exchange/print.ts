/** The printing dialog of the browser. */

/** Opens it for this page; what became of it no browser tells. */
export function printPage(): void {
  globalThis.print();
}
