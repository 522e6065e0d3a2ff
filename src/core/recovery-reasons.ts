/** The reasons that have to do with recovery files, saved groups and archives; the code of each is `E_INVALIDARG`. */
export type RecoveryReason =
  // A key under a password (PKCS#12), in the order in which it is judged
  | 'recovery.damaged'
  | 'recovery.form'
  | 'recovery.algorithm'
  | 'recovery.rounds'
  | 'recovery.salt'
  | 'recovery.password'
  /** The password is wrong or the file is damaged: nothing in it tells which. */
  | 'recovery.unclear'
  | 'recovery.key'
  | 'recovery.certificate'
  | 'recovery.match'
  | 'recovery.peer-name'
  // A saved group
  | 'configuration.chain'
  | 'configuration.member'
  | 'configuration.group'
  | 'configuration.key'
  /** The membership is good, and came back without it. */
  | 'configuration.damaged-key'
  // Everything in one file
  | 'archive.form'
  | 'archive.size'
  | 'archive.count'
  | 'archive.empty'
  /** Something else was opened where what was saved is brought back. */
  | 'recovery.nothing';
