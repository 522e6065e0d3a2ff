/**
 * The picture of a key: a rosette on a disc, drawn from the SHA-256 of the public key.
 *
 * Everything that the eye takes in first comes from the hash: the outline of the disc, the number
 * of rays, the colour, the shape in the middle, and the shapes of three rings. It helps to
 * recognise a key, and proves nothing: people compare the words.
 */

/** Side of the square that a seal is drawn in; its middle is the origin. */
export const SEAL_SIZE = 100;

/** Path data (SVG) of one seal, and its two hues in degrees. */
export interface Seal {
  readonly disc: string;
  /** Large and pale, behind the rings. */
  readonly ground: string;
  readonly first: string;
  readonly second: string;
  readonly hue: number;
  readonly secondHue: number;
}

type Shape = (size: number) => string;

interface Ring {
  readonly radius: number;
  readonly count: number;
  readonly size: number;
  /** Share of a step by which the ring is turned. */
  readonly turn: number;
  readonly shape: Shape;
}

/** How many rays a rosette has. */
const RAYS = [5, 6, 7, 8, 9, 10, 12] as const;

/** Around the origin, pointing outwards along x, about `size` in half their width. */
const SHAPES: readonly Shape[] = [dot, diamond, bar, petal, arc, hollow, triangle, crossbar];

const MIDDLES = [dot, hollow, star, diamond, square, flower] as const;

/**
 * Draws the seal of a key.
 *
 * @param keyHash SHA-256 of the public key in hex, at least 32 digits
 */
export function sealOf(keyHash: string): Seal {
  const bytes = bytesOf(keyHash);
  const hue = Math.round((bytes(0) / 256) * 24) * 15;
  const rays = pick(RAYS, bytes(1));
  const [inner, middle, outer] = ringsOf(bytes, rays);
  return {
    disc: outline(bytes(2), rays),
    ground: ground(bytes(18), rays),
    first: drawRing(inner) + drawRing(outer),
    second: drawRing(middle) + place(pick(MIDDLES, bytes(3))(7.5), 0, bytes(4)),
    hue,
    secondHue: (hue + pick([0, 40, 150, 180, 320], bytes(5))) % 360,
  };
}

function ringsOf(bytes: (index: number) => number, rays: number): [Ring, Ring, Ring] {
  const room = 6.6 - rays * 0.12;
  const ring = (at: number, radius: number): Ring => {
    const count = bytes(at) % 3 === 0 && radius > 25 ? rays * 2 : rays;
    // Neighbours on a ring never touch, however many there are.
    const widest = (Math.PI * radius) / count - 0.8;
    return {
      radius,
      count,
      size: Math.min(room * pick([0.72, 0.86, 1], bytes(at + 1)), widest),
      turn: pick([0, 0.5], bytes(at + 2)),
      shape: pick(SHAPES, bytes(at + 3)),
    };
  };
  return [ring(6, 16.5), ring(10, 27.5), ring(14, 39.5)];
}

function drawRing({ radius, count, size, turn, shape }: Ring): string {
  const step = (2 * Math.PI) / count;
  return Array.from({ length: count }, (_, index) =>
    place(shape(size), radius, (index + turn) * step - Math.PI / 2),
  ).join('');
}

/** What lies under the rings: a flower of large petals, rays, a band, a star, or nothing. */
function ground(byte: number, rays: number): string {
  const step = (2 * Math.PI) / rays;
  const around = (shape: string, radius: number): string =>
    Array.from({ length: rays }, (_, index) =>
      place(shape, radius, (index + (byte & 32 ? 0.5 : 0)) * step - Math.PI / 2),
    ).join('');
  const half = Math.min(14, 78 / rays);
  const grounds = [
    () => around(`M-20 0Q6 ${-half * 2} 17 0Q6 ${half * 2} -20 0Z`, 27),
    () => around(polygon([-18, 0, 17, -half * 0.8, 17, half * 0.8]), 27),
    () => dot(34) + reversed(21),
    () => around(polygon([-22, half, 20, 0, -22, -half]), 26),
    () => around(dot(half * 0.95), 33),
    () => dot(22),
  ];
  return pick(grounds, byte)();
}

/** A circle the other way round, which leaves a hole in the one around it. */
function reversed(radius: number): string {
  return `M${-radius} 0a${radius} ${radius} 0 1 1 ${2 * radius} 0a${radius} ${radius} 0 1 1 ${-2 * radius} 0Z`;
}

/** The disc: round, wavy, scalloped, notched, cornered or doubled. */
function outline(byte: number, rays: number): string {
  const waves = rays < 8 ? rays * 2 : rays;
  const depth = pick([0, 1.6, 2.6, 3.6], byte >> 3);
  const edge = pick([wave, scallop, corner], byte);
  const points = Array.from({ length: 144 }, (_, index) => {
    const angle = (index / 144) * 2 * Math.PI;
    const radius = 49.5 - depth * edge(((angle * waves) / (2 * Math.PI)) % 1);
    return point(radius, angle - Math.PI / 2);
  });
  return `M${points.join('L')}Z`;
}

const wave = (at: number): number => (1 - Math.cos(at * 2 * Math.PI)) / 2;
const scallop = (at: number): number => 1 - Math.sin(at * Math.PI);
const corner = (at: number): number => 1 - Math.abs(2 * at - 1);

function dot(size: number): string {
  return `M${-size} 0a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0Z`;
}

function hollow(size: number): string {
  return dot(size) + reversed(size * 0.5);
}

function diamond(size: number): string {
  return polygon([size * 1.2, 0, 0, size * 0.85, -size * 1.2, 0, 0, -size * 0.85]);
}

function square(size: number): string {
  return polygon([size, -size, size, size, -size, size, -size, -size]);
}

function bar(size: number): string {
  const half = size * 0.36;
  return polygon([-size * 1.1, -half, size * 1.1, -half, size * 1.1, half, -size * 1.1, half]);
}

function crossbar(size: number): string {
  const half = size * 0.36;
  return polygon([-half, -size, half, -size, half, size, -half, size]);
}

function triangle(size: number): string {
  return polygon([size * 1.1, 0, -size * 0.8, size * 0.85, -size * 0.8, -size * 0.85]);
}

function petal(size: number): string {
  const [long, wide] = [size * 1.3, size * 0.95];
  return `M${-long} 0Q0 ${-wide * 1.5} ${long} 0Q0 ${wide * 1.5} ${-long} 0Z`;
}

/** A crescent that opens towards the middle. */
function arc(size: number): string {
  return `M${-size * 0.7} ${-size}Q${size * 1.7} 0 ${-size * 0.7} ${size}Q${size * 0.3} 0 ${-size * 0.7} ${-size}Z`;
}

function star(size: number): string {
  const corners = Array.from({ length: 12 }, (_, index) => {
    const radius = index % 2 === 0 ? size * 1.25 : size * 0.55;
    return [Math.cos((index * Math.PI) / 6) * radius, Math.sin((index * Math.PI) / 6) * radius];
  });
  return polygon(corners.flat());
}

function flower(size: number): string {
  return [0, 1, 2, 3, 4]
    .map((leaf) => place(petal(size * 0.5), size * 0.6, (leaf * 2 * Math.PI) / 5))
    .join('');
}

function polygon(numbers: readonly number[]): string {
  const corners: string[] = [];
  for (let at = 0; at < numbers.length; at += 2) {
    corners.push(`${rounded(numbers[at] ?? 0)} ${rounded(numbers[at + 1] ?? 0)}`);
  }
  return `M${corners.join('L')}Z`;
}

/** Moves a shape out to a radius and turns it with the ray, by rewriting its coordinates. */
function place(shape: string, radius: number, angle: number): string {
  return shape.replaceAll(/([MLQAa])([^A-Za-z]+)/g, (_, command: string, numbers: string) => {
    const values = numbers.trim().split(/[ ,]+/).map(Number);
    if (command === 'A' || command === 'a') {
      const [x = 0, y = 0] = values.slice(5);
      const flags = values.slice(0, 5).map(rounded).join(' ');
      return `${command}${flags} ${turned(x, y, command === 'a' ? 0 : radius, angle)}`;
    }
    const pairs: string[] = [];
    for (let at = 0; at < values.length; at += 2) {
      pairs.push(turned(values[at] ?? 0, values[at + 1] ?? 0, radius, angle));
    }
    return command + pairs.join(' ');
  });
}

function turned(x: number, y: number, radius: number, angle: number): string {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return `${rounded((x + radius) * cos - y * sin)} ${rounded((x + radius) * sin + y * cos)}`;
}

function point(radius: number, angle: number): string {
  return `${rounded(radius * Math.cos(angle))} ${rounded(radius * Math.sin(angle))}`;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

function pick<T>(from: readonly [T, ...T[]] | readonly T[], byte: number): T {
  return from[byte % from.length] as T;
}

function bytesOf(hex: string): (index: number) => number {
  return (index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16) || 0;
}
