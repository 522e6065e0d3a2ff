/** Codes on the screen, still and moving. */

export const code = {
  enlarge: (label: string): string => `${label}: show it larger`,
  makeSmaller: (label: string): string => `${label}: show it smaller`,
  tooLong: 'This is too long for a code. Give the text or the file instead.',
  moving: 'This code moves, because there is much in it.',
  theirPart: 'Hold the scanner of the other device on this code until it has read it.',
  part: (number: number, blocks: number): string => `Part ${number} · about ${blocks} are needed`,
  play: 'Play',
  pause: 'Pause',
  slower: 'Slower',
  faster: 'Faster',
  next: 'Next part',
  controls: 'How the code moves',
};
