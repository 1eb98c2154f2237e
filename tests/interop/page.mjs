/*
 * Looks at pages that are one file: answers questions on standard input, one JSON object a line, with one a line. The other side of
 * shop/tests/Report/ReportPageTest.php.
 */
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { launch } from './browser.mjs';

const browser = await launch();

const ask = {
  /* Opens a file without a network: what went wrong, which charts have something drawn in them, and whether the page is wider than the window. */
  async look({ file, width, picture = null, scripts = true }) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce', offline: true, javaScriptEnabled: scripts });
    const page = await context.newPage();
    const errors = [];
    const requests = [];
    page.on('request', (request) => requests.push(request.url().split(':')[0]));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && errors.push(message.text()));
    await page.goto(pathToFileURL(file).href);
    const seen = !scripts ? {} : await page.evaluate(() => {
      const charts = [...document.querySelectorAll('.chart')];
      const isDrawn = (chart) => chart.querySelectorAll('svg path').length > 1 && chart.querySelector('svg').getBoundingClientRect().width > 0;
      return {
        drawn: charts.filter(isDrawn).map((chart) => chart.id.slice(6)),
        bare: charts.filter((chart) => !isDrawn(chart)).map((chart) => chart.id.slice(6)),
        wide: document.documentElement.scrollWidth,
        alerts: window.hostile ?? 0,
      };
    });
    if (picture !== null) await page.screenshot({ path: picture, fullPage: true });
    await context.close();
    return { ...seen, errors, requests };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  process.stdout.write(JSON.stringify(await ask[question.ask](question)) + '\n');
}
await browser.close();
