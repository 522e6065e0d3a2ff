/** Scanning a code with the camera. */

/** What the camera sees and what to do about it; what a code is, stands with the errors. */
const notes = {
  dark: 'The picture is dark. Look whether something covers the camera, or get more light.',
  hint: 'No code yet. Hold still, get closer until the code fills the frame, and have it shown larger or brighter.',
  away: 'No part has come for a while. Hold the camera on the moving code again, or have it played again.',
};

export const scan = {
  heading: 'Scan a code',
  why: 'To read a code off another screen or off paper, Conclave needs the camera. The browser may ask you first. The pictures stay on this device: they are looked at for codes and not kept.',
  use: 'Use the camera',
  again: 'Try again',
  another: 'Scan another code',
  starting: 'Waiting for the camera. The browser may be asking you whether it is allowed.',
  picture: 'What the camera sees',
  aim: 'Hold the code inside the frame.',
  parts: (have: number, of: number): string => `${have} of about ${of} parts`,
  moving: 'This code moves. Keep the camera on it until all parts are there.',
  stuck:
    'Nothing new has come for a while. See that the code on the other screen moves, or start over.',
  startOver: 'Start over',
  startedOver: 'Started over.',
  which: 'Camera',
  camera: (number: number): string => `Camera ${number}`,
  torchOn: 'Light on',
  torchOff: 'Light off',
  stop: 'Stop the camera',
  notes,
};
