/** What is said where the app cannot start. */

import type { Text } from '../en.ts';

export const obstacles: Text['obstacles'] = {
  ownWindow: 'In eigenem Fenster öffnen',
  insecure: 'Diese Adresse ist für Schlüssel nicht sicher genug.',
  insecureWhy:
    'Browser erzeugen und benutzen Schlüssel nur auf Seiten, die mit https kommen oder von diesem Computer selbst (localhost). Bitte, wer diese Adresse betreibt, sie mit https anzubieten, und öffne sie dann noch einmal.',
  failed: 'Conclave konnte nicht starten.',
};
