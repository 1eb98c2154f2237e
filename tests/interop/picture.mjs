/*
 * The QR code of a token. As a program: node picture.mjs TOKEN > FILE.svg
 * Tokens have only characters of QR's alphanumeric mode, two of which take 11 bits; level M mends 15 % of a damaged picture.
 */
import { pathToFileURL } from 'node:url';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import QRCode from 'qrcode';

export const draw = (token) =>
  QRCode.toString([{ data: token, mode: 'alphanumeric' }], { type: 'svg', errorCorrectionLevel: 'M', margin: 4, width: 320, color: { dark: '#000000', light: '#ffffff' } });

/* What a camera sees in an SVG file: the text, or null. */
export async function readBack(browser, file) {
  const page = await browser.newPage({ viewport: { width: 480, height: 480 } });
  try {
    await page.goto(pathToFileURL(file).href);
    const { data, width, height } = PNG.sync.read(await page.screenshot());
    return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? null;
  } finally {
    await page.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const token = process.argv[2] ?? '';
  if (!/^C1[PS]\.[0-9A-Z]+$/.test(token)) {
    process.stderr.write('usage: node picture.mjs TOKEN > FILE.svg\n');
    process.exit(2);
  }
  process.stdout.write(await draw(token));
}
