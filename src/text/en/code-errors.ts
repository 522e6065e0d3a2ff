/** One sentence for people for each reason that has to do with codes and the pictures they are in. */

import type { Reason } from '../../core/reasons.ts';

export const codeErrors = {
  'code.none':
    'There is no code to be read in this picture. Take it from straight ahead and closer, with the whole code in it, or ask for the text.',
  'code.web-address':
    'This code holds a web address and no document of ours. It was not opened. Look for the code that Conclave shows.',
  'code.wifi':
    'This code holds the password of a Wi-Fi network and no document of ours. Nothing was done with it. Look for the code that Conclave shows.',
  'code.contact':
    'This code holds the contact details of somebody and no identity card. Nothing was done with it. Look for the code that Conclave shows.',
  'code.foreign':
    'This code holds nothing that Conclave could read. Look for the code that Conclave shows.',
  'code.part':
    'This is one picture of a moving code, and only a part of the document. Scan the moving code with the camera, or ask for the text.',
  'picture.size':
    'This picture is too large to be looked at, so it was not read. Choose a smaller one, or take a new one of the code alone.',
  'picture.unreadable':
    'This file is no picture that this browser can show. Choose another one, or ask for the text.',
} as const satisfies Partial<Record<Reason, string>>;
