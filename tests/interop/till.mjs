/*
 * Uses the till page in a browser as people and hand scanners do: answers questions on standard input, one JSON object a line, with one a line.
 * The other side of shop/tests/TillTest.php.
 */
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { launch } from './browser.mjs';

const browser = await launch();
let context;
let page;
let seen;

const ask = {
  /* Opens a file as a double click on it does, without a network. at: the machine's clock, UTC seconds. */
  async open({ file, at, width = 1280, height = 900, zone = 'Europe/London', without = null }) {
    await context?.close();
    context = await browser.newContext({ viewport: { width, height }, locale: 'en-GB', timezoneId: zone, offline: true });
    page = await context.newPage();
    seen = { requests: [], errors: [] };
    page.on('request', (request) => seen.requests.push(request.url().split(':')[0]));
    page.on('pageerror', (error) => seen.errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && seen.errors.push(message.text()));
    await page.clock.setFixedTime(at * 1000);
    /* A browser that does not know Ed25519. */
    if (without === 'Ed25519') await page.addInitScript(() => { crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError')); });
    await page.goto(pathToFileURL(file).href);
    return { title: await page.title(), focus: await page.evaluate(() => document.activeElement?.id), wide: await page.evaluate(() => document.documentElement.scrollWidth) };
  },
  /* by: "scanner" types and ends with Enter, wherever the focus is; "paste" and "button" do as they say. */
  async check({ code, by = 'scanner' }) {
    if (by === 'scanner') {
      if (code === '') await page.keyboard.press('Delete');
      await page.keyboard.insertText(code);
      await page.keyboard.press('Enter');
    } else {
      await page.fill('#code', code);
      if (by === 'button') await page.click('button');
      else await page.keyboard.press('Enter');
    }
    await page.waitForSelector('#answer h2');
    return answer();
  },
  /* The keys of somebody without a mouse. */
  async keys({ keys }) {
    for (const key of keys) await page.keyboard.press(key);
    await page.waitForSelector('#answer h2');
    return answer();
  },
  answer: async () => {
    await page.waitForSelector('#answer h2');
    return answer();
  },
  picture: async ({ file }) => {
    await page.screenshot({ path: file, fullPage: true });
    return {};
  },
  seen: async () => seen,
};

const answer = () =>
  page.evaluate(() => {
    const box = document.getElementById('answer');
    const field = document.getElementById('code');
    return {
      state: box.className,
      title: box.querySelector('h2').textContent,
      gives: box.querySelector('strong')?.textContent ?? '',
      lines: [...box.querySelectorAll('li')].map((line) => line.textContent),
      focus: document.activeElement?.id,
      selected: field.selectionStart === 0 && field.selectionEnd === field.value.length,
      wide: document.documentElement.scrollWidth,
    };
  });

for await (const line of createInterface({ input: process.stdin })) {
  const { ask: name, ...question } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(await ask[name](question))}\n`);
}
await browser.close();
