/** Reads the code in a picture: a photograph, a screenshot, a file or something pasted. */

import { fail } from '../core/errors.ts';
import { CodeCollector } from './code-collector.ts';
import { CodeReader } from './code-reader.ts';

/** The largest picture that is read, in bytes. */
export const MAX_PICTURE_BYTES = 20 * 1024 * 1024;

/** The most pixels that a browser is asked to unpack: four times what telephones take. */
const MAX_PIXELS = 200_000_000;

/** Longest sides at which a picture is looked at: the second is for a small code in a large picture. */
const SIDES = [1280, 2560] as const;

/** A picture of fewer pixels a side is made larger: its code may have one pixel for a cell. */
const SMALL = 640;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The text in the one code of a picture, as `findDocument` reads it.
 *
 * @param picture not trusted; whatever it is called, it is only ever drawn
 * @throws {PeerError} `E_INVALIDARG`: `picture.size`, before it is unpacked; `picture.unreadable`;
 *   `code.none`; `code.web-address`, `code.wifi`, `code.contact`, `code.foreign`; `code.part` for one
 *   of several parts of a moving code; `frame.*`. `PEER_E_NOT_FOUND`: `app.incomplete`
 */
export async function textOfPicture(picture: Blob): Promise<string> {
  if (picture.size > MAX_PICTURE_BYTES) fail('picture.size', `${picture.size} bytes`);
  // Under this type no browser takes it for a drawing in XML; which kind it is, its first bytes say.
  const plain = picture.slice(0, picture.size, 'image/png');
  const size = await sizeOf(plain);
  if (size.width * size.height > MAX_PIXELS) {
    fail('picture.size', `${size.width} × ${size.height} pixels`);
  }
  return documentOf(await codeIn(plain, size));
}

async function documentOf(code: string): Promise<string> {
  const collected = await new CodeCollector().add(code);
  if (collected.kind === 'text') return collected.text;
  const { have, of } = collected.progress;
  return fail('code.part', `${have} of ${of}`);
}

async function codeIn(picture: Blob, size: Size): Promise<string> {
  const reader = new CodeReader();
  try {
    const text = await firstCode(reader, picture, size);
    return text ?? fail('code.none', `${size.width} × ${size.height} pixels`);
  } finally {
    reader.close();
  }
}

async function firstCode(
  reader: CodeReader,
  picture: Blob,
  size: Size,
): Promise<string | undefined> {
  for (const side of sidesFor(size)) {
    const { text } = await reader.readThoroughly(await drawn(picture, size, side));
    if (text !== undefined) return text;
  }
  return undefined;
}

/** No size twice, and none larger than the picture itself, but for a very small one. */
function sidesFor({ width, height }: Size): ReadonlySet<number> {
  const longest = Math.max(width, height);
  if (longest < SMALL) return new Set([longest, SIDES[0]]);
  return new Set(SIDES.map((side) => Math.min(side, longest)));
}

/** The picture with this longest side. */
async function drawn(picture: Blob, { width, height }: Size, side: number): Promise<ImageBitmap> {
  const scale = side / Math.max(width, height);
  try {
    return await createImageBitmap(picture, {
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: scale > 1 ? 'pixelated' : 'medium',
    });
  } catch (cause) {
    return fail('picture.unreadable', 'the browser could not unpack it', { cause });
  }
}

/** The size that a picture says it has, before it is unpacked. */
async function sizeOf(picture: Blob): Promise<Size> {
  const address = URL.createObjectURL(picture);
  const size = await new Promise<Size | undefined>((resolve) => {
    const image = new Image();
    image.onload = () => resolve({ width: image.naturalWidth, height: image.naturalHeight });
    image.onerror = () => resolve(undefined);
    image.src = address;
  });
  URL.revokeObjectURL(address);
  return size ?? fail('picture.unreadable', 'the browser knows no picture of this kind');
}
