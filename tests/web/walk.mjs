// One message from the telephone to the region, one letter, one file and the centre, in a real Chromium against a real server.
//   OTKLIK_URL=http://127.0.0.1:8080 OTKLIK_SIGN_INS=sign-ins.json node tests/web/walk.mjs [FOLDER]
// The file of sign-ins is the one that `otklik demo` writes: { tenant, region, coordinator, executor, organization_head, publisher,
// registrar, manager, regional_analyst, regional_duty: { login, password, position } }. The topic must be routed to the body of the executor.
// Optional: OTKLIK_TOPIC (its title), OTKLIK_CHROMIUM (path). Pictures go to FOLDER.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(new URL('../../services/web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const url = needed('OTKLIK_URL').replace(/\/$/, '');
const signIns = JSON.parse(readFileSync(needed('OTKLIK_SIGN_INS'), 'utf8'));
const folder = process.argv[2] ?? process.env.OTKLIK_SHOTS ?? 'target/web-walk';
const topic = process.env.OTKLIK_TOPIC ?? 'Уличное освещение';
const assignee = signIns.executor.position;
const STEP_MS = 15_000;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let passed = 0;
let failed = 0;
mkdirSync(folder, { recursive: true });

function needed(name) {
  const value = process.env[name];
  if (value) return value;
  console.error(`${name} is not set`);
  process.exit(2);
}

/** One test: a line in the report, whatever happens. */
async function test(name, run) {
  try {
    await run();
    passed += 1;
    console.log(`ok      ${name}`);
    return true;
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n        ${String(error.message ?? error).split('\n').slice(0, 6).join('\n        ')}`);
    return false;
  }
}

function expect(condition, message) {
  if (!condition) throw new Error(message);
}

/** A picture and what axe finds in it: nothing serious, nothing sideways, no complaint of the browser. */
async function look(page, name) {
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await test(`${name}: accessible`, async () => {
    await page.evaluate(axe);
    const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules }), RULES);
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    const said = grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
    expect(grave.length === 0, said.join('\n'));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(!wide, 'the page scrolls sideways');
    expect(page.complaints.length === 0, page.complaints.splice(0).join('\n'));
  });
}

const browser = await chromium.launch({
  executablePath: process.env.OTKLIK_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
});

async function newPage(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'ru-RU', ...options });
  context.setDefaultTimeout(STEP_MS);
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(error.message));
  page.on('console', (message) => {
    const expected = /status of 401/.test(message.text());
    if (message.type() === 'error' && !expected) page.complaints.push(message.text());
  });
  return page;
}

async function fillSignIn(page, { login, password }) {
  await page.getByLabel(/^Логин/).fill(login);
  await page.getByLabel(/^Пароль/).fill(password);
  await page.keyboard.press('Enter');
}

/** Signs in through the login page and comes back to the address that was asked for. */
async function signIn(role, path, options) {
  const page = await newPage(options);
  await page.goto(url + path);
  await fillSignIn(page, signIns[role]);
  await page.waitForURL((address) => address.pathname === path.split('?')[0]);
  return page;
}

const queue = `/t/${signIns.tenant}/queue`;
const article = (page) => page.getByRole('article');
const said = (page, text) => page.getByRole('region', { name: 'Сообщения программы' }).getByText(text).waitFor();
const essence = `Течёт колонка у магазина, вода на дороге (проверка ${Date.now().toString(36)})`;
const thread = 'https://example.org/answers/1';
let number = '';
let address = '';

/** Opens the case of the walk as somebody and does one thing on its card. */
async function asRole(role, name, act) {
  let page;
  const done = await test(name, async () => {
    page = await signIn(role, address);
    await article(page).getByRole('heading', { level: 2, name: essence }).waitFor();
    await act(page);
  });
  if (page) {
    await look(page, `${String(passed + failed).padStart(2, '0')}-${role}`);
    await page.context().close();
  }
  return done;
}

async function login() {
  const page = await newPage();
  await test('a wrong password is refused without saying which', async () => {
    await page.goto(`${url}${queue}`);
    await page.waitForURL(/\/login\?to=/);
    await fillSignIn(page, { login: signIns.coordinator.login, password: 'не тот пароль' });
    await page.getByText('Логин или пароль не подходят').waitFor();
  });
  await look(page, '01-login');
  await page.context().close();
}

async function enterAndAssign() {
  let page;
  await test('the coordinator signs in and returns to the deep link', async () => {
    page = await signIn('coordinator', queue);
    await page.getByRole('heading', { level: 1, name: 'Очередь' }).waitFor();
    await page.getByRole('button', { name: /^Все/ }).waitFor();
  });
  await look(page, '02-queue');
  await test('the coordinator enters a case by key and form', async () => {
    await page.keyboard.press('KeyC');
    const form = page.getByRole('dialog');
    await form.getByLabel(/^Суть/).fill(essence);
    await form.getByLabel(/^Место/).fill('ул. Садовая, 3');
    const picker = form.getByRole('combobox', { name: /^Тема/ });
    await picker.click();
    await picker.fill(topic);
    await page.getByRole('option', { name: topic }).first().click();
    await form.getByLabel(/^Имя/).fill('Проверочная запись');
    await form.getByRole('button', { name: 'Завести' }).click();
    await article(page).getByRole('heading', { level: 2, name: essence }).waitFor();
    number = ((await article(page).locator('header b').textContent()) ?? '').trim();
    address = `/t/${signIns.tenant}/cases/${new URL(page.url()).searchParams.get('id')}`;
    expect(number.length > 3, 'the case has no number');
  });
  await look(page, '03-entered');
  await test('a running clock shows its date and says why', async () => {
    const clocks = article(page).getByRole('region', { name: 'Сроки' });
    await clocks.getByRole('button', { name: 'Почему такой срок' }).first().click();
    await page.getByRole('dialog', { name: 'Почему такой срок' }).getByRole('listitem').first().waitFor();
    await page.keyboard.press('Escape');
  });
  await test('the applicant is hidden until a purpose is named', async () => {
    expect((await page.getByText('Проверочная запись').count()) === 0, 'the applicant is on the screen');
    await article(page).getByRole('button', { name: 'Показать' }).click();
    await page.getByLabel('Ответить заявителю').check();
    await page.getByRole('dialog').getByRole('button', { name: 'Показать' }).click();
    await article(page).getByText('Проверочная запись').waitFor();
    await article(page).getByRole('button', { name: 'Скрыть' }).click();
  });
  await test('the coordinator comments', async () => {
    await article(page).getByLabel('Комментарий для коллег').fill('Звонили дважды.');
    await article(page).getByRole('button', { name: 'Отправить' }).click();
    await article(page).getByRole('listitem').filter({ hasText: 'Звонили дважды.' }).waitFor();
  });
  await test('the coordinator attaches a file', async () => {
    const file = { name: 'заметка.txt', mimeType: 'text/plain', buffer: Buffer.from('Колонка у магазина, вид с улицы.') };
    await article(page).getByLabel('Выбрать файлы').setInputFiles(file);
    await article(page).getByRole('link', { name: /заметка\.txt/ }).waitFor();
  });
  await test('the coordinator assigns by the key of the next act', async () => {
    await article(page).focus().catch(() => undefined);
    await page.keyboard.press('KeyE');
    const form = page.getByRole('form', { name: /^Назначить/ });
    const picker = form.getByRole('combobox', { name: /^Исполнитель/ });
    await picker.click();
    if (assignee) await picker.fill(assignee);
    await page.getByRole('option', assignee ? { name: assignee } : {}).first().click();
    await form.getByRole('button', { name: /^Назначить/ }).click();
    await said(page, `${number}: назначено`);
  });
  await look(page, '04-assigned');
  await test('the card closes and the focus returns to the list', async () => {
    await page.keyboard.press('Escape');
    await article(page).waitFor({ state: 'detached' });
    const role = await page.evaluate(() => document.activeElement?.getAttribute('role'));
    expect(role === 'grid', `the focus is on ${role}`);
  });
  await test('the search finds the case and the filter stays in the address', async () => {
    await page.keyboard.press('Slash');
    await page.keyboard.type(number);
    await page.waitForURL((here) => here.searchParams.get('q') === number);
    await page.getByRole('row').filter({ hasText: essence }).waitFor();
    await page.reload();
    await page.getByRole('row').filter({ hasText: essence }).waitFor();
  });
  await page.context().close();
}

async function answer() {
  await asRole('executor', 'the executor accepts by one key, writes and submits', async (page) => {
    await article(page).getByRole('button', { name: /^Принять/ }).waitFor();
    await page.keyboard.press('KeyE');
    await said(page, `${number}: принято`);
    await article(page).getByRole('button', { name: 'Ответить' }).waitFor();
    await page.keyboard.press('KeyR');
    const form = page.getByRole('form', { name: 'Ответить' });
    const text = 'Кран колонки заменён, вода больше не течёт. Лёд у магазина посыпан песком сегодня к 15:00.';
    await form.getByLabel(/^Текст ответа/).fill(text);
    await page.reload();
    await article(page).getByRole('button', { name: 'Ответить' }).click();
    expect((await form.getByLabel(/^Текст ответа/).inputValue()) === text, 'the draft was lost in a reload');
    await form.getByRole('button', { name: 'На согласование' }).click();
    await said(page, `${number}: ответ на согласовании`);
  });
  await asRole('organization_head', 'the head of the answering body approves', async (page) => {
    await article(page).getByRole('button', { name: /^Согласовать/ }).click();
    await page.getByRole('form', { name: /^Согласовать/ }).getByRole('button', { name: /^Согласовать/ }).click();
    await said(page, `${number}: ответ согласован`);
  });
  await asRole('publisher', 'the publisher gives the answer', async (page) => {
    await article(page).getByRole('button', { name: /^Ответ дан/ }).click();
    const form = page.getByRole('form', { name: /^Ответ дан/ });
    await form.getByLabel(/^Где дан ответ/).fill(thread);
    await form.getByRole('button', { name: /^Ответ дан/ }).click();
    await said(page, `${number}: ответ дан`);
  });
  await asRole('coordinator', 'the timeline tells the whole story', async (page) => {
    const reply = article(page).getByRole('region', { name: 'Ответ' });
    await reply.getByRole('link', { name: /example\.org/ }).waitFor();
    const entries = article(page).getByRole('region', { name: 'История' }).getByRole('listitem');
    expect((await entries.count()) >= 5, `only ${await entries.count()} entries`);
  });
}

const option = async (page, name, choice) => {
  await page.getByRole('combobox', { name }).first().click();
  await page.getByRole('option', { name: choice }).first().click();
};

/** A letter under 59-ФЗ from the envelope to the journal. */
async function appeal() {
  let card = '';
  await test('the registrar enters a letter and registers it', async () => {
    const page = await signIn('registrar', `/t/${signIns.tenant}/queue?enter=appeal`);
    const form = page.getByRole('dialog');
    await form.getByLabel(/^Суть/).fill(`Прошу отремонтировать дорогу и вернуть автобус (проверка ${Date.now().toString(36)})`);
    const picker = form.getByRole('combobox', { name: /^Тема/ });
    await picker.click();
    await picker.fill(topic);
    await page.getByRole('option', { name: topic }).first().click();
    await look(page, '30-appeal-entry');
    await form.getByRole('button', { name: 'Завести' }).click();
    await article(page).getByText('Обращение, 59-ФЗ').first().waitFor();
    card = `/t/${signIns.tenant}/cases/${new URL(page.url()).searchParams.get('id')}`;
    await page.goto(url + card);
    await page.locator('.essence').waitFor();
    await page.keyboard.press('KeyE');
    await page.getByRole('radio', { name: 'заявление' }).click();
    await option(page, /^Как ответить/, 'почтой');
    await look(page, '31-appeal-registration');
    await page.getByRole('form').getByRole('button', { name: 'Зарегистрировать' }).click();
    await article(page).getByText(/-ОГ-\d{4}-\d{6}/).first().waitFor();
    await page.keyboard.press('KeyE');
    await page.getByRole('form').getByRole('button', { name: 'Наша компетенция' }).click();
    await article(page).getByText('На резолюции').first().waitFor();
    await page.context().close();
  });
  if (!card) return;
  await test('the manager writes the resolution', async () => {
    const page = await signIn('manager', card);
    await page.locator('.essence').waitFor();
    await page.keyboard.press('KeyE');
    await option(page, /^Ответственный исполнитель/, assignee);
    await page.getByLabel(/^Текст резолюции/).fill('Рассмотреть и ответить по существу.');
    await page.keyboard.press('Control+Enter');
    await article(page).getByText('Рассмотреть и ответить по существу.').first().waitFor();
    await page.context().close();
  });
  await test('the card of an appeal says its dates and why it was routed so', async () => {
    const page = await signIn('registrar', card, { colorScheme: 'dark' });
    await article(page).getByText('Почему направлено так').click();
    await look(page, '32-appeal-dark');
    await page.context().close();
  });
  await test('the journal lists it and gives a workbook', async () => {
    const page = await signIn('registrar', `/t/${signIns.tenant}/journal`);
    await page.getByText(/-ОГ-\d{4}-\d{6}/).first().waitFor();
    await look(page, '33-journal');
    const answer = await page.request.get(`${url}/t/${signIns.tenant}/exports/journal.xlsx`);
    expect(answer.ok() && (await answer.body()).subarray(0, 2).toString() === 'PK', `workbook: ${answer.status()}`);
    await page.context().close();
  });
}

const exported = new URL('../../services/sample/data/incident_cp1251.csv', import.meta.url);

/** The morning's export of the incident system, and the composition of the centre. */
async function importsAndCentre() {
  await test('a file in windows-1251 goes in, broken rows named one by one', async () => {
    const page = await signIn('coordinator', `/t/${signIns.tenant}/imports`);
    await page.getByLabel('Выбрать файл').setInputFiles(exported.pathname);
    await page.getByText(/windows-1251/i).first().waitFor();
    await look(page, '34-import-preview');
    await page.getByRole('button', { name: 'Загрузить', exact: true }).click();
    await page.getByRole('heading', { name: /^Строки, которым отказано/ }).waitFor({ timeout: 60_000 });
    await look(page, '35-import-run');
    await page.context().close();
  });
  await test('the centre is shown as its act says, on a phone too', async () => {
    const page = await signIn('manager', `/t/${signIns.tenant}/centre`, { viewport: { width: 390, height: 844 } });
    await page.getByRole('heading', { name: 'Функции' }).waitFor();
    await look(page, '36-centre-phone');
    await page.context().close();
  });
}

async function themesAndSizes() {
  await test('dark theme, English and a phone show the same case', async () => {
    const page = await signIn('coordinator', address, { colorScheme: 'dark', viewport: { width: 390, height: 844 } });
    await article(page).getByRole('heading', { level: 2, name: essence }).waitFor();
    await page.getByRole('button', { name: /English/ }).click();
    await article(page).getByRole('heading', { name: 'Timeline' }).waitFor();
    await look(page, '20-phone-dark-english');
    await page.context().close();
  });
}

async function region() {
  let page;
  await test('the analyst of the region sees the late list', async () => {
    page = await signIn('regional_analyst', `/r/${signIns.region}/late`);
    await page.getByRole('heading', { level: 1, name: 'Просроченные' }).waitFor();
    await page.getByRole('grid').or(page.getByText('Просроченных нет')).first().waitFor();
  });
  await look(page, '21-region-late');
  await test('neither the text nor the applicant reaches the region', async () => {
    const body = await page.locator('body').innerText();
    expect(!body.includes(essence), 'the text of a case is on the screen of the region');
    expect(!body.includes('Проверочная запись'), 'the applicant is on the screen of the region');
  });
  const rows = page.getByRole('grid').getByRole('row');
  if ((await page.getByRole('grid').count()) > 0) {
    await test('a late case opens with its steps', async () => {
      await rows.nth(1).click();
      await article(page).getByRole('heading', { name: 'Лестница' }).waitFor();
    });
    await look(page, '22-region-case');
  }
  await test('the board counts by member', async () => {
    await page.goto(`${url}/r/${signIns.region}/board`);
    await page.getByRole('table').getByRole('rowheader').first().waitFor();
  });
  await look(page, '23-region-board');
  const late = page.getByRole('table').getByRole('link');
  if ((await late.count()) > 0) {
    // Restricted topics are counted on the board and are never a row for the region.
    await test('a number of the board leads to its list, restricted topics left out', async () => {
      const shown = Number(((await late.first().textContent()) ?? '').trim());
      await late.first().click();
      const listed = Number.parseInt((await page.getByText(/^\d+ карточ/).first().textContent()) ?? '', 10);
      expect(listed > 0 && listed <= shown, `${listed} listed of ${shown}`);
    });
  }
  await test('signing out closes the door', async () => {
    await page.getByRole('button', { name: 'Выйти' }).click();
    await page.waitForURL(/\/login/);
    await page.goto(`${url}/r/${signIns.region}/late`);
    await page.waitForURL(/\/login\?to=/);
  });
  await page.context().close();
}

/** Opens late cases that reached the region until one of their steps asks for an answer. */
async function acknowledge() {
  let page;
  await test('the duty officer of the region acknowledges a step that reached it', async () => {
    page = await signIn('regional_duty', `/r/${signIns.region}/late?level=REGION`);
    const rows = page.getByRole('grid').getByRole('row');
    await rows.nth(1).waitFor();
    const see = article(page).getByRole('button', { name: /^Вижу, решаю/ });
    const ladder = article(page).getByRole('list', { name: 'Лестница' });
    for (let row = 1; row < (await rows.count()) && (await see.count()) === 0; row += 1) {
      const shown = (await rows.nth(row).locator('.mono').textContent()) ?? '';
      await rows.nth(row).click();
      await article(page).getByText(shown, { exact: true }).waitFor();
      await ladder.waitFor();
    }
    expect((await see.count()) > 0, 'no step waits for the region');
    await see.first().click();
    await article(page).getByLabel(/^Что и к какому времени/).fill('Запросили район, решаем до 12:00 завтра');
    await article(page).getByRole('button', { name: 'Вижу', exact: true }).click();
    await said(page, 'Отмечено: вы видите и решаете');
    await article(page).getByText('Запросили район, решаем до 12:00 завтра').waitFor();
  });
  if (page) {
    await look(page, '24-region-acknowledged');
    await page.context().close();
  }
}

const started = Date.now();
try {
  await login();
  await enterAndAssign();
  if (address) {
    await answer();
    await themesAndSizes();
  }
  await appeal();
  await region();
  await acknowledge();
  await importsAndCentre();
} catch (error) {
  failed += 1;
  console.log(`FAILED  the walk broke off: ${error.message}`);
} finally {
  await browser.close();
}
console.log(`pictures in ${folder}, ${((Date.now() - started) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
