import { tick } from 'svelte';

/** Once somebody wanted to go on: leads to the first field that stands in the way, if one does. */
export async function focusInvalid(form: HTMLElement): Promise<void> {
  await tick();
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
