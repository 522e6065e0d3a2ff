/** The worker that counts 600 000 rounds for a password, so that the page goes on meanwhile. It answers once. */

import { deriveMacKey, type MacKeyInput } from '../core/pkcs12/mac-key.ts';

addEventListener('message', ({ data }: MessageEvent<MacKeyInput>) => {
  void deriveMacKey(data).then((key) => {
    postMessage(key, { transfer: [key.buffer] });
  });
});
