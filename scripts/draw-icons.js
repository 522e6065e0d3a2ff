/**
 * Draws the mark of the app, a seal with a keyhole, as SVG, and with Chromium as the PNGs that
 * installing asks for. Run by hand after a change: `node scripts/draw-icons.js`.
 */

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { chromiumOptions } from './chromium.js';

const ICONS = fileURLToPath(new URL('../public/icons/', import.meta.url));
const PAPER = '#faf8f3';
const GREEN = '#0b6b5a';

/** Rings of small shapes around the middle, in a square of 512: how many, how far out, how large. */
const RINGS = [
  { count: 24, radius: 214, size: 9, shape: dot },
  { count: 12, radius: 176, size: 20, shape: leaf },
  { count: 12, radius: 176, size: 6, shape: dot, turn: 15 },
  { count: 12, radius: 133, size: 25, shape: petal, turn: 15 },
];

const KEYHOLE = `<circle cx="256" cy="234" r="30" fill="${PAPER}"/><path d="M244 248h24l13 62h-50z" fill="${PAPER}" stroke="${PAPER}" stroke-width="8" stroke-linejoin="round"/>`;

const mark = [
  ...RINGS.flatMap(({ count, radius, size, shape, turn = 0 }) =>
    Array.from({ length: count }, (_, index) => {
      const degrees = turn + (index * 360) / count;
      return `<g transform="rotate(${degrees} 256 256)">${shape(256 - radius, size)}</g>`;
    }),
  ),
  `<circle cx="256" cy="256" r="92" fill="${GREEN}"/>`,
  KEYHOLE,
].join('\n');

const round = picture(`<circle cx="256" cy="256" r="256" fill="${PAPER}"/>\n${mark}`);
writeFileSync(`${ICONS}seal.svg`, round);

// A mask may cut off all but a circle of four fifths; and iOS paints transparent parts black.
const square = `<rect width="512" height="512" fill="${PAPER}"/>`;
const smaller = `<g transform="translate(256 256) scale(.8) translate(-256 -256)">${mark}</g>`;
const full = picture(square + smaller);

const browser = await chromium.launch(chromiumOptions());
await render('seal-192.png', round, 192);
await render('seal-512.png', round, 512);
await render('seal-maskable-512.png', full, 512);
await render('seal-180.png', full, 180);
await browser.close();

/** @param {string} content */
function picture(content) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" fill="${GREEN}">\n${content}\n</svg>\n`;
}

/**
 * @param {number} y
 * @param {number} size
 */
function dot(y, size) {
  return `<circle cx="256" cy="${y}" r="${size}"/>`;
}

/**
 * @param {number} y
 * @param {number} size
 */
function leaf(y, size) {
  return `<path d="M256 ${y - size}q${size} ${size} 0 ${size * 2}q${-size} ${-size} 0 ${-size * 2}z"/>`;
}

/**
 * @param {number} y
 * @param {number} size
 */
function petal(y, size) {
  return `<ellipse cx="256" cy="${y}" rx="${size * 0.62}" ry="${size}"/>`;
}

/**
 * @param {string} name
 * @param {string} svg
 * @param {number} size in pixels
 */
async function render(name, svg, size) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw}</style>${svg}`);
  await page.screenshot({ path: ICONS + name, omitBackground: true });
  await page.close();
}
