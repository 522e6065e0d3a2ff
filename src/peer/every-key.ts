/** All keys there are of a kind, as {@link Store.listKeys} takes them: no key of ours begins with the last code unit. */
export const EVERY_KEY = { from: '', to: '\uffff' } as const;
