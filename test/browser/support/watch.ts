import type { BrowserContext } from '@playwright/test';

/** Kinds of console messages that nobody may cause. */
const LOUD: readonly string[] = ['error', 'warning'];

/**
 * Notes what must not happen in any test: a request to another origin, an error or a warning in the
 * console (a broken policy is one too), an exception that nobody caught.
 *
 * @param origin where the app is served
 * @param tolerated what a test provokes on purpose
 * @returns a list that grows as things happen
 */
export function watch(
  context: BrowserContext,
  origin: string,
  tolerated: readonly RegExp[] = [],
): readonly string[] {
  const problems: string[] = [];
  const note = (problem: string): void => {
    if (!tolerated.some((pattern) => pattern.test(problem))) problems.push(problem);
  };
  context.on('console', (message) => {
    if (LOUD.includes(message.type())) note(`console ${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => note(`uncaught: ${String(error.error())}`));
  context.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol !== 'blob:' && asked !== origin) note(`request: ${request.url()}`);
  });
  return problems;
}
