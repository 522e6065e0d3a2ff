import { createHash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIST } from './server.ts';

/** Copies the build, so that a test can exchange it under an open page. */
export async function copyOfBuild(directory: string): Promise<string> {
  await cp(DIST ?? fileURLToPath(new URL('../../../dist', import.meta.url)), directory, {
    recursive: true,
  });
  return directory;
}

/**
 * Puts another version of the app in the place of a build: a page with another description, and a
 * service worker that knows it.
 *
 * @param isSound false for one whose page is not what its service worker was told
 */
export async function putNewVersion(
  root: string,
  description: string,
  { isSound = true }: { readonly isSound?: boolean } = {},
): Promise<void> {
  const page = await readFile(join(root, 'index.html'), 'utf8');
  const changed = page
    .replace(/(name="description"\s+content=")[^"]*/, `$1${description}`)
    .replace(/(name="version" content=")[^"]*/, '$10123456789abcdef');
  const worker = await readFile(join(root, 'sw.js'), 'utf8');
  const hash = `sha256-${sha256(isSound ? changed : description)}`;
  const renewed = worker
    .replace(/"version":"[0-9a-f]+"/, '"version":"0123456789abcdef"')
    .replace(/"\.\/":"sha256-[^"]+"/, `"./":"${hash}"`);
  if (changed === page || renewed === worker) throw new Error('the build looks different now');
  await writeFile(join(root, 'index.html'), changed);
  await writeFile(join(root, 'sw.js'), renewed);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
