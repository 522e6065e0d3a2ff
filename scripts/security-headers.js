/**
 * The one source of the headers that the built app is served with. The local server sends them,
 * the build writes them out as `_headers` for static hosts, puts the policy into index.html for
 * hosts that send none, and hands them to the service worker, which adds them to the page and to
 * the other worker.
 */

/**
 * Content-Security-Policy, directive by directive. Nothing comes from elsewhere, nothing goes
 * elsewhere, and no text becomes code: `svelte-trusted-html` is the policy that Svelte itself
 * creates when it starts, `app-url` is ours and blesses the addresses of our two workers.
 */
const POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' blob:",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'svelte-trusted-html app-url',
};

/** What browsers refuse in a `<meta>` with a warning. */
const HEADER_ONLY = ['frame-ancestors'];

/** Everything that a page might ask for and that this one never needs; the camera is for QR codes. */
const PERMISSIONS = [
  'accelerometer=()',
  'camera=(self)',
  'display-capture=()',
  'geolocation=()',
  'gyroscope=()',
  'magnetometer=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'usb=()',
];

/** @type {Readonly<Record<string, string>>} */
export const SECURITY_HEADERS = {
  'Content-Security-Policy': policyText(Object.entries(POLICY)),
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': PERMISSIONS.join(', '),
};

/** The policy as a `<meta http-equiv>` may hold it. */
export const META_POLICY = policyText(
  Object.entries(POLICY).filter(([directive]) => !HEADER_ONLY.includes(directive)),
);

/**
 * How long a file may be kept without asking again: for ever where its name holds its hash, never
 * for the rest, so that a new version is seen at the next visit.
 *
 * @param {string} path inside the build, without a slash in front
 */
export function cacheControlOf(path) {
  return path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** The same as a `_headers` file, which many static hosts understand. */
export function formatHeadersFile() {
  const lines = Object.entries(SECURITY_HEADERS).map(([name, value]) => `  ${name}: ${value}`);
  const assets = `/assets/*\n  Cache-Control: ${cacheControlOf('assets/')}\n`;
  return `/*\n${lines.join('\n')}\n\n${assets}`;
}

/** @param {[string, string][]} directives */
function policyText(directives) {
  return directives.map(([name, value]) => `${name} ${value}`).join('; ');
}
