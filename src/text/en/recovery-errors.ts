/** One sentence for people for each reason that has to do with recovery files, saved groups and archives. */

import type { Reason } from '../../core/reasons.ts';

const OTHER_COPY = 'Try another copy of the file, if you have one.';

export const recoveryErrors = {
  'recovery.damaged': `This file is damaged: it is not as it was when it was saved. ${OTHER_COPY}`,
  'recovery.form': `This is not written the way recovery files are, or it is damaged. ${OTHER_COPY}`,
  'recovery.algorithm':
    'The key in this file is locked in a way that Conclave does not open. Save it again with the program that it comes from, with AES and SHA-256.',
  'recovery.rounds':
    'The lock on this file is too weak to be safe, or so strong that this device would stand still. Save it again with the program that it comes from, with 600,000 rounds.',
  'recovery.salt':
    'The lock on this file is not made as it must be. Save it again with the program that it comes from.',
  'recovery.password':
    'This does not open the file, and the file is not damaged. Compare a recovery code with what you wrote down; with a password, look at capital letters and the keyboard. Then type it again.',
  'recovery.unclear':
    'This does not open the file, or the file is damaged: nothing in it tells which. Type the recovery code or password again, or try another copy.',
  'recovery.key': `The key in this file does not work. Nothing was changed here. ${OTHER_COPY}`,
  'recovery.certificate': `The recovery code or password is right, but what the file says of its owner cannot be trusted. Nothing was changed here. ${OTHER_COPY}`,
  'recovery.match': `The recovery code or password is right, but the key in this file is not the one that it names. Nothing was changed here. ${OTHER_COPY}`,
  'recovery.peer-name':
    'This file says that it is of one identity and holds another. Do not use it, and try another copy.',

  'configuration.chain': `The membership in this saved group is not sound, or the file is damaged. ${OTHER_COPY}`,
  'configuration.member':
    'This saved group belongs to another identity than the one that it names. Do not use it, and try another copy.',
  'configuration.group':
    'This saved group names one group and holds another. Do not use it, and try another copy.',
  'configuration.key':
    'The key in this saved group is not the key of the group. Do not use it, and try another copy.',
  'configuration.damaged-key':
    'The membership is here, but the key of the group in this file is damaged or not its own, so it was left out. To bring the key back as well, try another copy of the file.',

  'archive.form':
    'This is not a file of “Save everything”, or it is damaged. Try another copy, or open the files in it one at a time.',
  'archive.size':
    'This file holds more than there can be of one person, so it was not opened. Choose the file that Conclave has saved.',
  'archive.count':
    'There are more than 1,000 files in this, so it was not opened. Choose the file that Conclave has saved.',
  'archive.empty':
    'There is nothing of Conclave in this file. Choose the file of “Save everything”; its name begins with “Conclave”.',

  'recovery.nothing':
    'There is no recovery file and no saved group in this. Choose the file that Conclave has saved: its name ends in .recovery.xml, .config.xml or .zip.',
  'recovery.none':
    'No recovery file was made together with this key, and it cannot be made later. What was saved elsewhere stays good.',
  'recovery.present':
    'This identity is in this browser already, and its key works. There is nothing to bring back.',
  'configuration.identity':
    'This saved group belongs to an identity that is not in this browser. Bring that back first, by its recovery file.',

  'crypto.slow':
    'This device has counted for five minutes and was not done. Nothing was changed. Close other programs and windows and try again, or use a faster device.',
  'password.weak':
    'This password is too short to protect a key. Choose a longer one, or take a recovery code.',
} as const satisfies Partial<Record<Reason, string>>;
