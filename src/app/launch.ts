/**
 * Files that the installed app was asked to open. We let the browser lead the window that is open
 * already to the address of a launch instead of handing us that address: what was shared comes by
 * POST and is lost otherwise, links take the one way of all links, and drafts outlive it.
 */

import { fail } from '../core/errors.ts';
import type { Given } from '../exchange/given.ts';
import type { Session } from './session.svelte.ts';

/** As much of the Launch Handler API as we use; TypeScript does not know it. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly FileHandle[] }) => void): void;
}

/** As much of a `FileSystemFileHandle` as we use. */
interface FileHandle {
  getFile(): Promise<File>;
}

interface Surroundings {
  readonly launchQueue?: LaunchQueue;
}

/** Takes in the files of every launch, the one that opened this window too. Browsers without launches are left alone. */
export function receiveLaunches(
  session: Pick<Session, 'takeIn'>,
  { launchQueue } = globalThis as Surroundings,
): void {
  launchQueue?.setConsumer(({ files = [] }) => {
    if (files.length > 0) session.takeIn(() => filesOf(files));
  });
}

/** @throws {PeerError} `document.unreadable` for a file that has gone or may not be read */
async function filesOf(handles: readonly FileHandle[]): Promise<Given> {
  try {
    return await Promise.all(handles.map((handle) => handle.getFile()));
  } catch (cause) {
    return fail('document.unreadable', 'the browser does not hand it out', { cause });
  }
}
