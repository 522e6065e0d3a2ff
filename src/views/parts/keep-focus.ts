/**
 * An attachment for what stands around buttons that go away, pressed or not: if one goes with the
 * focus on it, the place around it takes the focus, which would be nowhere otherwise.
 *
 * @param place can take the focus, by `tabindex="-1"`
 * @returns ends it
 */
export function keepFocus(place: HTMLElement): () => void {
  let focused: EventTarget | null = null;
  const remember = ({ target }: FocusEvent): void => void (focused = target);
  const catchFocus = (): void => {
    const isGone = focused instanceof Node && !focused.isConnected;
    if (isGone && document.activeElement === document.body) place.focus({ preventScroll: true });
  };
  const changes = new MutationObserver(catchFocus);
  changes.observe(place, { childList: true, subtree: true });
  place.addEventListener('focusin', remember);
  return () => {
    changes.disconnect();
    place.removeEventListener('focusin', remember);
  };
}
