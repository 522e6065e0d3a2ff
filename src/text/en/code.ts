/** Codes on the screen, still and moving. */

export const code = {
  enlarge: (label: string): string => `${label}: show it larger`,
  makeSmaller: (label: string): string => `${label}: show it smaller`,
  tooLong: 'This is too long for a code. Give the text or the file instead.',
  moving: 'This code moves, because there is much in it.',
  theirPart: 'Hold the scanner of the other device on this code until it has read it.',
  stands:
    'This code has several parts. Choose “Play”, or “Next part” again and again, until the other device has read it.',
  part: (number: number, blocks: number): string =>
    `Part ${number} · any ${blocks} or so are enough`,
  play: 'Play',
  pause: 'Pause',
  slower: 'Slower',
  faster: 'Faster',
  pace: (codes: number): string => `${codes} a second`,
  next: 'Next part',
  controls: 'How the code moves',
};
