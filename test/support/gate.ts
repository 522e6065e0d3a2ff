/** A gate that some work waits at, until whoever it waits for is there. */

export interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

/** A gate, which is shut. */
export function gate(): Gate {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}
