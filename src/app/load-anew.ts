/** Loads the page anew, with the version that waits where one does: it may be what helps. */
export async function loadAnew(): Promise<void> {
  const part = await import('./service-worker.ts').catch(() => undefined);
  if (part) await part.applyUpdate();
  else location.reload();
}
