/** The clipboard, written to when somebody presses a button and never read. */

/** Whether the text is on the clipboard now: browsers refuse it for reasons of their own. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No secure context, no permission, no focus: whoever called shows the text to be copied by hand.
    return false;
  }
}
