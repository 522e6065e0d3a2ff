/**
 * The CRC-32 of zip files (ISO 3309, polynomial 0x04C11DB7 with its bits in reverse), 0 to 2³² − 1.
 * It finds accidents and stops nobody. Bit by bit, because what it is taken of is short.
 */
export function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ ((sum & 1) * 0xedb88320);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
