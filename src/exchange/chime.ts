/** Says without words that a code was read: a short soft tone, and a short shake where the device can. */

/** Hertz, seconds, and how loud of 1. */
const PITCH = 880;
const LENGTH = 0.18;
const VOLUME = 0.08;
/** Milliseconds. */
const SHAKE = 60;
/** Milliseconds within which the tone has sounded, or never will. */
const OVER = 1000;

/** Sounds and shakes once. Where the browser allows neither, the screen has said it anyway. */
export function chime(): void {
  try {
    // Not every device can shake.
    (navigator as Partial<Navigator>).vibrate?.(SHAKE);
    sound(new AudioContext());
  } catch {
    // No sound here: no device for it, or nobody has touched the page yet.
  }
}

function sound(context: AudioContext): void {
  const tone = context.createOscillator();
  const loudness = context.createGain();
  const { currentTime: now } = context;
  tone.frequency.value = PITCH;
  loudness.gain.setValueAtTime(VOLUME, now);
  loudness.gain.exponentialRampToValueAtTime(VOLUME / 100, now + LENGTH);
  tone.connect(loudness).connect(context.destination);
  tone.start(now);
  tone.stop(now + LENGTH);
  // Not at its end: before the first tap on a page the tone waits, and it shall not sound at some later tap.
  setTimeout(() => void context.close(), OVER);
}
