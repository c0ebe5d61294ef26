// Looks at a site of pages as a person would: node look.mjs FOLDER [PICTURES]
// Every file by html-validate; the pages of every kind in Chromium, opened from the folder, narrow and wide, light and dark, by axe-core;
// nothing wider than its window, no message of the browser; printed; the search and the filter used. Prints what is found, a line each.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HtmlValidate } from 'html-validate';
import { chromium } from 'playwright-core';

const root = resolve(process.argv[2]);
const pictures = process.argv[3];
const axe = readFileSync(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const findings = new Set();
const counts = { files: 0, looks: 0, searches: 0, printed: 0, questions: 0 };

const files = readdirSync(root, { recursive: true }).map(file => file.replaceAll('\\', '/')).filter(file => file.endsWith('.html')).sort();
const judge = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'long-title': 'off', // a partner's name is as long as it is
    'no-trailing-whitespace': 'off',
    'prefer-native-element': 'off', // role=search and role=group stand on plain boxes: no form is sent
    'no-redundant-role': 'off',
    'svg-focusable': 'off',
    'tel-non-breaking': 'off', // telephone numbers are as the register has them
  },
});
for (const file of files) {
  counts.files++;
  for (const result of (await judge.validateFile(join(root, file))).results) {
    for (const message of result.messages) findings.add(`${file}:${message.line}: ${message.ruleId}: ${message.message}`);
  }
}

const first = pattern => files.find(file => pattern.test(file));
const kinds = [
  'index.html', first(/^calendar-\d{4}-07\.html$/), first(/^calendar-\d{4}\.html$/), 'calendar-list.html', 'reports.html', 'figures.html',
  'documents.html', 'register.html', 'register-directory.html', 'register/fr.html', first(/^register\/vn-/), 'runs.html',
].filter(Boolean);
const everywhere = ['index.html', 'calendar-list.html']; // narrow and wide, light and dark; the others narrow in dark, wide in light
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

async function open(path, width, scheme) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, bypassCSP: false });
  const page = await context.newPage();
  page.on('console', message => findings.add(`${path}: the browser says: ${message.text()}`));
  page.on('pageerror', error => findings.add(`${path}: the script: ${error.message}`));
  page.on('request', request => {
    if (!request.url().startsWith(pathToFileURL(root).href)) findings.add(`${path}: asks for ${request.url()}`);
  });
  await page.goto(pathToFileURL(join(root, path)).href);
  return page;
}

for (const language of ['', 'en/']) {
  for (const kind of kinds) {
    for (const width of [375, 1280]) {
      for (const scheme of everywhere.includes(kind) ? ['light', 'dark'] : [width === 375 ? 'dark' : 'light']) {
        const path = language + kind;
        const page = await open(path, width, scheme);
        counts.looks++;
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wide > 0) findings.add(`${path}: ${wide} pixels wider than ${width}`);
        await page.evaluate(axe); // the driver's own world: the page's policy stays in force
        const seen = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'], preload: false }));
        for (const violation of seen.violations) {
          findings.add(`${path} ${width} ${scheme}: ${violation.id}: ${violation.help}: ${violation.nodes[0].target.join(' ')}`);
        }
        if (pictures) {
          await page.screenshot({ path: join(pictures, `${path.replaceAll('/', '-')}.${width}.${scheme}.png`) });
        }
        if (width === 1280 && scheme === 'light') {
          await page.pdf({ format: 'A4' });
          counts.printed++;
        }
        await page.context().close();
      }
    }
  }
}

// By keyboard alone: typed, and the first result opened with Tab and Enter.
async function search(language, words, expected) {
  const page = await open(`${language}register.html`, 1280, 'light');
  await page.getByRole('searchbox').focus();
  await page.keyboard.type(words);
  const found = await page.locator('.found a').allTextContents();
  counts.searches++;
  if (!found.some(name => expected.test(name))) findings.add(`search "${words}": ${found.slice(0, 5).join('; ') || 'nothing'}`);
  else {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/register\/.*#p\d+$/);
    const anchor = new URL(page.url()).hash;
    if (await page.locator(anchor).count() !== 1) findings.add(`search "${words}": ${page.url()} has no such place`);
  }
  await page.context().close();
}

for (const [words, expected] of JSON.parse(process.env.SEARCHES ?? '[]')) await search('', words, new RegExp(expected));
if (process.env.SEARCHES) await search('en/', 'viet nga', /Russia/);

// What is chosen stays chosen from month to month.
const month = await open(kinds[1], 1280, 'light');
const options = await month.locator('select[data-filter=kind] option').count();
if (options > 1) {
  const before = await month.locator('.day:visible').count();
  await month.locator('select[data-filter=kind]').selectOption({ index: 1 });
  const after = await month.locator('.day:visible').count();
  if (before <= after && options > 2) findings.add(`${kinds[1]}: the filter shows ${after} of ${before} days`);
  await month.locator('a[rel=next]').click();
  if (!/kind=/.test(month.url())) findings.add(`${kinds[1]}: the choice is lost in the next month`);
}

// What each of the four asks on a Monday morning, from index.html on: at most two clicks, as config/huong-dan.md says (section 12).
async function ask(who, most, answer) {
  const page = await open('index.html', 1280, 'light');
  let clicks = 0;
  const click = async locator => { clicks++; await locator.click(); };
  const choose = async value => { clicks++; await page.locator('select[data-filter=department]').selectOption(value); };
  const missing = await answer(page, click, choose);
  if (missing) findings.add(`${who}: ${missing}`);
  if (clicks > most) findings.add(`${who}: ${clicks} clicks, not ${most}`);
  counts.questions++;
  await page.context().close();
}

const firstOf = row => row.evaluate(element => element.dataset.department.split(' ')[0]);
await ask('an officer: which days of my department come?', 2, async (page, click, choose) => {
  await click(page.locator('header nav a[href^=calendar]'));
  const own = await firstOf(page.locator('.day:not([data-department=""])').first());
  await choose(own);
  const shown = await page.locator('.day:visible').evaluateAll(days => days.map(day => day.dataset.department.split(' ').filter(name => name)));
  return shown.length > 0 && shown.every(departments => departments.length === 0 || departments.includes(own)) ? null : 'no days, or days of others';
});
await ask('a head of department: which unit has not reported, and who follows it?', 2, async (page, click, choose) => {
  await click(page.locator('header nav a[href="reports.html"]'));
  const rows = page.locator('section > .table tr[data-department]');
  const own = await firstOf(rows.first());
  await choose(own);
  const officers = await page.locator('section > .table tr[data-department]:visible td:nth-child(3)').allTextContents();
  return officers.length > 0 && officers.every(name => name.trim()) ? null : 'no unit, or nobody who follows it';
});
await ask('the chief of the office: what is missing, what is held?', 1, async (page, click) => {
  if (!(await page.locator('#held').isVisible())) return 'nothing of what is held';
  const report = page.locator('#missing + ul a').first(); // nothing is missing: the totals say so
  await click(await report.count() > 0 ? report : page.locator('header nav a[href="reports.html"]'));
  const totals = page.locator(new URL(page.url()).hash || 'section').first().locator('table.totals');
  return await totals.isVisible() ? null : `${page.url()} shows no totals`;
});
await ask('IT: is it well, and which row is broken?', 1, async (page, click) => {
  const tiles = page.locator('.tiles a');
  if (await tiles.count() < 5) return `only ${await tiles.count()} tiles`;
  const tile = page.locator('.tiles a[href*="runs.html#"]').last();
  await click(tile);
  return await page.locator(new URL(page.url()).hash).isVisible() ? null : `${page.url()} has no such place`;
});
await browser.close();

for (const finding of findings) console.log(finding);
console.log(`looked at ${counts.files} files, ${counts.looks} pages in Chromium, ${counts.printed} printed, ${counts.searches} searches, ${counts.questions} questions: ${findings.size} findings`);
process.exit(findings.size > 0 ? 1 : 0);
