/** Reads the code in a picture: a photograph, a screenshot, a file or something pasted. */

import { fail } from '../core/errors.ts';
import { CodeCollector } from './code-collector.ts';
import { CodeReader } from './code-reader.ts';

/** The largest picture that is read, in bytes. */
export const MAX_PICTURE_BYTES = 20 * 1024 * 1024;

/** The most pixels that a browser is asked to unpack, 256 MiB: a telephone of 64 megapixels takes fewer. */
const MAX_PIXELS = 8192 * 8192;

/** Longest side at which a picture is looked at first, and then for a small code in a large picture. */
const SIDE = 1280;
const LARGE_SIDE = 2560;

/** A picture of fewer pixels a side is made larger: its code may have one pixel for a cell. */
const SMALL = 640;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The text in the one code of a picture, as `listDocuments` reads it.
 *
 * @param picture not trusted; whatever it is called, it is only ever drawn
 * @throws {PeerError} `E_INVALIDARG`: `picture.size`, before it is unpacked; `picture.unreadable`;
 *   `code.none`; `code.web-address`, `code.wifi`, `code.contact`, `code.foreign`; `code.part` for one
 *   of several parts of a moving code; for a damaged one of ours as {@link CodeCollector.add}.
 *   `PEER_E_NOT_FOUND`: `app.incomplete`, `canvas.missing`
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
  const longest = Math.max(size.width, size.height);
  // Unpacked once for all sides: with a large picture that takes seconds.
  const unpacked = await drawn(picture, size, Math.min(longest, LARGE_SIDE));
  const reader = new CodeReader();
  try {
    const text = await firstCode(reader, unpacked, sidesFor(longest));
    return text ?? fail('code.none', `${size.width} × ${size.height} pixels`);
  } finally {
    reader.close();
    unpacked.close();
  }
}

async function firstCode(
  reader: CodeReader,
  picture: ImageBitmap,
  sides: ReadonlySet<number>,
): Promise<string | undefined> {
  for (const side of sides) {
    const { text } = await reader.readThoroughly(await drawn(picture, picture, side));
    if (text !== undefined) return text;
  }
  return undefined;
}

/** No size twice, and none larger than the picture itself, but for a very small one. */
function sidesFor(longest: number): ReadonlySet<number> {
  if (longest < SMALL) return new Set([longest, SIDE]);
  return new Set([SIDE, LARGE_SIDE].map((side) => Math.min(side, longest)));
}

/** The picture with this longest side. */
async function drawn(
  picture: ImageBitmapSource,
  { width, height }: Size,
  side: number,
): Promise<ImageBitmap> {
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
