/** What each byte does to the sum, eight bits at once. */
const STEPS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ ((sum & 1) * 0xedb88320);
  return sum;
});

/**
 * The CRC-32 of zip files (ISO 3309, polynomial 0x04C11DB7 with its bits in reverse), 0 to 2³² − 1.
 * It finds accidents and stops nobody.
 */
export function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ (STEPS[(sum ^ byte) & 0xff] ?? 0);
  return (sum ^ 0xffffffff) >>> 0;
}
