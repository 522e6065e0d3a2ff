import { serve } from '../../../scripts/serve.js';

/** The build under test; another one if two runs share a machine. */
export const DIST = process.env['CONCLAVE_TEST_DIST'];

/** A server of one's own, to be stopped in the middle of a test. */
export interface OwnServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves the build, or another directory, on a free port.
 *
 * @param root the build unless told otherwise
 */
export function ownServer(root: string | undefined = DIST): Promise<OwnServer> {
  return serve(root === undefined ? { port: 0 } : { port: 0, root });
}
