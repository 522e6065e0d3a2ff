/** With less, the columns of a tree would lead off the screen at once; in pixels. */
const ROOM = 640;

/**
 * An attachment that says whether an element is too narrow for columns: now, and whenever its width
 * changes.
 */
export function heedRoom(tell: (isNarrow: boolean) => void): (place: HTMLElement) => () => void {
  return (place) => {
    const sizes = new ResizeObserver(() => tell(place.clientWidth < ROOM));
    sizes.observe(place);
    return () => sizes.disconnect();
  };
}
