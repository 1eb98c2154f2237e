/*
 * The system's Chromium, without a head, with a profile folder of its own that is gone afterwards. As a program: says "yes" or "no",
 * whether there is one.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

export function executable() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = [process.env.CHROMIUM, ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))].filter(Boolean);
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/* Chromium refuses its sandbox to root. */
export const launch = () =>
  chromium.launch({ executablePath: executable() ?? 'chromium', chromiumSandbox: process.getuid?.() !== 0, args: ['--force-color-profile=srgb'] });

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.stdout.write(executable() ? 'yes\n' : 'no\n');
