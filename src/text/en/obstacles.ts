/** What is said where the app cannot start. */

export const obstacles = {
  ownWindow: 'Open in its own window',
  insecure: 'This address is not secure enough for keys.',
  insecureWhy:
    'Browsers make and use keys only on pages that come by https, or from this very computer (localhost). Ask whoever runs this address to offer it by https, then open it again.',
  failed: 'Conclave could not start.',
};
