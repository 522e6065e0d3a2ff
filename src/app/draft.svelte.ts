import type { Session } from './session.svelte.ts';

/** A form that survives reload, sleep and another tab. */
interface Draft {
  readonly restore: { readonly run: () => Promise<void> };
  /** Keeps it, a little later; nothing before it was restored. */
  keep(): void;
  /** Keeps it at once. */
  readonly leave: () => void;
  /** The screen was left for another one. */
  readonly left?: () => void;
}

/** Restores the draft of a screen and keeps whatever is typed, until that screen is left. For the script of its component. */
export function keepDraft(session: Session, draft: Draft): void {
  void draft.restore.run();
  $effect(() => {
    draft.keep();
  });
  $effect(() => {
    session.keepDraft = draft.leave;
    return () => {
      draft.leave();
      draft.left?.();
    };
  });
}
