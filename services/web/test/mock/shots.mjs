// Pictures of every screen in both themes and both sizes, with axe on each: `node test/mock/shots.mjs FOLDER`.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startMock } from './server.mjs';

const folder = process.argv[2] ?? fileURLToPath(new URL('../../../../target/web-shots', import.meta.url));
const only = process.argv[3];
mkdirSync(folder, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const mock = await startMock();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const problems = [];
const report = (line) => {
  problems.push(line);
  console.log(line);
};

const press = (page, key) => page.keyboard.press(key);
const openFirst = async (page) => {
  await page.getByRole('grid').waitFor();
  await page.locator('.grid-body .grid-row').first().click();
  await page.locator('.essence').waitFor();
};
const messages = () => mock.state.cases.filter((item) => item.regime === 'MESSAGE');
const caseBy = (state) =>
  messages().find((item) => item.state.code === state && item.organization.id === 'o1') ??
  messages().find((item) => item.state.code === state);

const appealBy = (state) => mock.state.cases.find((item) => item.state.code === state && item.regime === 'APPEAL_59FZ');
const CSV = { mimeType: 'text/csv', buffer: Buffer.from('id;text\n1;x') };

const SCREENS = {
  login: { path: '/login', act: async (page) => page.getByLabel('Логин').waitFor() },
  'login-wrong': {
    path: '/login',
    act: async (page) => {
      await page.getByLabel('Логин').fill('coordinator');
      await page.getByLabel(/^Пароль/).fill('x');
      await press(page, 'Enter');
      await page.getByText('не подходят').waitFor();
    },
  },
  'login-locked': {
    path: '/login',
    act: async (page) => {
      await page.getByLabel('Логин').fill('locked');
      await page.getByLabel(/^Пароль/).fill('x');
      await press(page, 'Enter');
      await page.getByText('Слишком много').waitFor();
    },
  },
  'login-choice': { who: 'manager', path: '/login', act: async (page) => page.getByText('Где будете').waitFor() },
  queue: { who: 'coordinator', path: '/t/kilemary/queue', act: async (page) => page.getByRole('grid').waitFor() },
  'queue-en': {
    who: 'coordinator',
    path: '/t/kilemary/queue',
    act: async (page) => {
      await page.getByRole('button', { name: /English/ }).click();
      await openFirst(page);
    },
  },
  'queue-card': { who: 'coordinator', path: '/t/kilemary/queue', act: openFirst },
  'queue-facet': {
    who: 'coordinator',
    path: '/t/kilemary/queue?late=BREACHED',
    act: async (page) => {
      await page.getByRole('grid').waitFor();
      await page.getByRole('button', { name: /^Состояние/ }).click();
      await page.getByText('Ожидание').waitFor();
    },
  },
  'queue-nothing': {
    who: 'coordinator',
    path: '/t/kilemary/queue?q=жираф',
    act: async (page) => page.getByText('Ничего по этому').waitFor(),
  },
  'queue-empty': {
    who: 'coordinator',
    path: '/t/kilemary/queue?view=MINE',
    act: async (page) => page.getByText('Очередь пуста').waitFor(),
  },
  'queue-fresh': {
    who: 'coordinator',
    path: '/t/kilemary/queue',
    act: async (page) => {
      await page.getByRole('grid').waitFor();
      const { makeCase } = await import('./invented.mjs');
      const extra = makeCase({ essence: 'Новое сообщение пришло', address: null, topic: 'zhkh.water' });
      mock.state.cases.push(extra);
      await page.locator('.fresh').waitFor({ timeout: 9000 });
      mock.state.cases.splice(mock.state.cases.indexOf(extra), 1);
    },
  },
  'queue-error': {
    who: 'coordinator',
    path: '/t/kilemary/queue',
    act: async (page) => {
      await page.getByRole('grid').waitFor();
      mock.state.fail = true;
      await page.getByRole('button', { name: /^Новые/ }).click();
      await page.getByText('Не получилось').waitFor({ timeout: 15000 });
      mock.state.fail = false;
    },
  },
  offline: {
    who: 'coordinator',
    path: '/t/kilemary/queue',
    act: async (page) => {
      await page.getByRole('grid').waitFor();
      await page.context().setOffline(true);
      await page.getByText('Нет связи').waitFor();
    },
  },
  keys: {
    who: 'coordinator',
    path: '/t/kilemary/queue',
    act: async (page) => {
      await page.getByRole('grid').waitFor();
      await press(page, 'Shift+Slash');
      await page.getByText('Следующее действие по').waitFor();
    },
  },
  enter: {
    who: 'coordinator',
    path: '/t/kilemary/queue',
    act: async (page) => {
      await page.getByRole('grid').waitFor();
      await press(page, 'KeyC');
      await page.getByRole('combobox', { name: /^Тема/ }).click();
      await page.getByRole('option', { name: 'Оборвало провод' }).click();
      await page.getByText('112').waitFor();
    },
  },
  assign: {
    who: 'coordinator',
    path: () => `/t/kilemary/queue?id=${caseBy('NEW').id}`,
    act: async (page) => {
      await page.locator('.essence').waitFor();
      await press(page, 'KeyE');
      await page.getByRole('combobox', { name: /^Исполнитель/ }).click();
      await page.getByRole('option').first().waitFor();
    },
  },
  conflict: {
    who: 'coordinator',
    path: () => `/t/kilemary/queue?id=${caseBy('NEW').id}`,
    act: async (page) => {
      await page.locator('.essence').waitFor();
      await press(page, 'KeyE');
      await page.getByRole('combobox', { name: /^Исполнитель/ }).click();
      await page.getByRole('option').first().click();
      caseBy('NEW').revision += 1;
      await page.getByRole('form').getByRole('button', { name: 'Назначить' }).click();
      await page.getByText('карточка изменилась').waitFor();
    },
  },
  refused: {
    who: 'executor',
    path: () => `/t/kilemary/queue?id=${caseBy('IN_WORK').id}`,
    act: async (page) => {
      await page.locator('.essence').waitFor();
      await press(page, 'KeyR');
      await page.getByLabel('Текст ответа').fill('Сделаем');
      await page.getByRole('button', { name: 'На согласование' }).click();
      await page.getByText('Значение не подходит').waitFor();
    },
  },
  publish: {
    who: 'publisher',
    path: () => `/t/kilemary/queue?id=${caseBy('TO_PUBLISH').id}`,
    act: async (page) => {
      await page.locator('.essence').waitFor();
      await press(page, 'KeyE');
      await page.getByLabel(/^Где дан/).waitFor();
    },
  },
  bell: {
    who: 'coordinator',
    path: '/t/kilemary/queue',
    act: async (page) => {
      await page.getByRole('grid').waitFor();
      await page.getByRole('button', { name: /^Уведомления/ }).click();
      await page.getByText('80 % срока первого').waitFor();
    },
  },
  stranger: {
    who: 'coordinator',
    path: '/t/slantsy/queue',
    act: async (page) => page.getByText('Нет доступа').waitFor(),
  },
  nowhere: { path: '/nowhere', act: async (page) => page.getByText('Такой страницы').waitFor() },
  reply: {
    who: 'executor',
    path: () => `/t/kilemary/queue?id=${caseBy('IN_WORK').id}`,
    act: async (page) => {
      await page.locator('.essence').waitFor();
      await press(page, 'KeyR');
      await page.getByLabel('Текст ответа').fill('Задвижку заменили, вода пошла в 16:20. Проверили дома 12, 14 и 16.');
    },
  },
  approve: {
    who: 'head',
    path: () => `/t/kilemary/queue?id=${caseBy('ON_APPROVAL').id}`,
    act: async (page) => {
      await page.locator('.essence').waitFor();
      await page.getByRole('button', { name: 'Вернуть на доработку' }).click();
      await page.getByText('Нет подтверждения').waitFor();
    },
  },
  case: {
    who: 'manager',
    path: () => `/t/kilemary/cases/${mock.state.cases.find((item) => item.comments.length).id}`,
    act: async (page) => page.locator('.essence').waitFor(),
  },
  applicant: {
    who: 'coordinator',
    path: () => `/t/kilemary/cases/${mock.state.cases.find((item) => item.comments.length).id}`,
    act: async (page) => {
      await page.locator('.essence').waitFor();
      await page.getByRole('button', { name: 'Показать' }).click();
      await page.getByText('Зачем нужны').waitFor();
    },
  },
  menu: {
    who: 'coordinator',
    narrow: true,
    path: '/t/kilemary/queue',
    act: async (page) => {
      await page.getByRole('grid').waitFor();
      await page.locator('.burger').click();
      await page.getByText('Выйти').waitFor();
    },
  },
  'type-in': {
    who: 'coordinator',
    path: () => `/t/kilemary/queue?id=${messages().find((item) => item.toSource).id}`,
    act: async (page) => {
      await page.locator('.essence').waitFor();
      await press(page, 'KeyE');
      await page.getByRole('button', { name: 'Скопировать ответ' }).waitFor();
    },
  },
  'enter-appeal': {
    who: 'registrar',
    path: '/t/kilemary/queue?enter=appeal',
    act: async (page) => {
      await page.getByLabel('Суть').fill('Прошу поставить остановку у ФАП');
      await page.getByLabel('Когда поступило').fill('2026-11-02T10:15');
      await page.getByLabel('Почему вносится позже').waitFor();
    },
  },
  appeal: {
    who: 'executor',
    path: () => `/t/kilemary/cases/${appealBy('IN_WORK').id}`,
    act: async (page) => {
      await page.getByText('Материалы соисполнителей').waitFor();
      await page.getByText('Почему направлено так').click();
    },
  },
  'appeal-register': {
    who: 'registrar',
    path: () => `/t/kilemary/queue?id=${appealBy('RECEIVED').id}`,
    act: async (page) => {
      await page.locator('.essence').waitFor();
      await press(page, 'KeyE');
      await page.getByRole('radio', { name: 'жалоба' }).click();
      await page.getByRole('button', { name: 'Добавить вопрос' }).click();
    },
  },
  'appeal-forward': {
    who: 'registrar',
    path: () => `/t/kilemary/queue?id=${appealBy('REGISTERED').id}`,
    act: async (page) => {
      await page.locator('.essence').waitFor();
      await page.getByRole('button', { name: 'Переадресовать' }).click();
      await page.getByLabel('Кому').fill('Министерство транспорта');
    },
  },
  'appeal-resolve': {
    who: 'manager',
    path: () => `/t/kilemary/queue?id=${appealBy('ON_RESOLUTION').id}`,
    act: async (page) => {
      await page.locator('.essence').waitFor();
      await press(page, 'KeyE');
      await page.getByRole('button', { name: 'Добавить соисполнителя' }).click();
      await page.getByText('На какие вопросы').waitFor();
    },
  },
  'appeal-extend': {
    who: 'signer',
    path: () => `/t/kilemary/queue?id=${appealBy('EXTENSION_REQUESTED').id}`,
    act: async (page) => {
      await page.locator('.essence').waitFor();
      await press(page, 'KeyE');
      await page.getByText('Несколько органов').click();
      await page.getByLabel('Исходящий номер').fill('исх-7');
      await page.getByText('По закону не позже').waitFor();
    },
  },
  'appeal-outcomes': {
    who: 'executor',
    path: () => `/t/kilemary/queue?id=${appealBy('IN_WORK').id}`,
    act: async (page) => {
      await page.locator('.essence').waitFor();
      await page.getByRole('button', { name: 'Итоги по вопросам' }).click();
      await page.getByRole('combobox').first().waitFor();
    },
  },
  'appeal-dispatch': {
    who: 'registrar',
    path: () => `/t/kilemary/queue?id=${appealBy('TO_DISPATCH').id}`,
    act: async (page) => {
      await page.locator('.essence').waitFor();
      await press(page, 'KeyE');
      await page.getByLabel('Исходящий номер').fill('исх-8');
    },
  },
  journal: { who: 'registrar', path: '/t/kilemary/journal', act: async (page) => page.getByRole('grid').waitFor() },
  'journal-nothing': {
    who: 'registrar',
    path: '/t/kilemary/journal?q=жираф&kind=PROPOSAL',
    act: async (page) => page.getByText('Ничего по этому').waitFor(),
  },
  'journal-en': {
    who: 'registrar',
    path: '/t/kilemary/journal',
    act: async (page) => {
      await page.getByRole('button', { name: /English/ }).click();
      await page.getByText('Registration journal').first().waitFor();
    },
  },
  imports: {
    who: 'administrator',
    path: '/t/kilemary/imports',
    act: async (page) => {
      await page.getByText('Прошлые загрузки').first().waitFor();
      await page.locator('input[type=file]').setInputFiles({ name: 'выгрузка.csv', ...CSV });
      await page.getByText('точка с запятой').waitFor();
    },
  },
  'imports-missing': {
    who: 'administrator',
    path: '/t/kilemary/imports',
    act: async (page) => {
      await page.locator('input[type=file]').setInputFiles({ name: 'выгрузка.csv', ...CSV });
      await page.getByRole('combobox', { name: /^Профиль/ }).click();
      await page.getByRole('option', { name: /^ПОС/ }).click();
      await page.getByText('В файле нет полей').waitFor();
    },
  },
  'imports-empty': {
    who: 'administrator',
    path: '/t/kilemary/imports',
    act: async (page) => {
      await page.locator('input[type=file]').setInputFiles({ ...CSV, name: 'пусто.csv', buffer: Buffer.alloc(0) });
      await page.getByText('Файл пуст').waitFor();
    },
  },
  'imports-refused': {
    who: 'administrator',
    path: '/t/kilemary/imports',
    act: async (page) => {
      await page.locator('input[type=file]').setInputFiles({ name: 'x.exe', ...CSV });
      await page.getByText('Такие файлы не принимаются').waitFor();
    },
  },
  'import-run': {
    who: 'administrator',
    path: '/t/kilemary/imports',
    act: async (page) => {
      await page.locator('input[type=file]').setInputFiles({ name: 'выгрузка.csv', ...CSV });
      await page.getByRole('button', { name: 'Загрузить', exact: true }).click();
      await page.getByText('31.02.2026').first().waitFor({ timeout: 15000 });
    },
  },
  'import-differences': {
    who: 'manager',
    path: '/t/kilemary/imports?tab=differences',
    act: async (page) => {
      await page.getByLabel('Выбрать все').click();
      await page.getByRole('button', { name: 'Отметить просмотренными (3)' }).waitFor();
    },
  },
  'import-reconciliation': {
    who: 'manager',
    path: '/t/kilemary/imports?tab=reconciliation',
    act: async (page) => page.getByText('Открыто там').first().waitFor(),
  },
  centre: {
    who: 'administrator',
    path: '/t/kilemary/centre',
    act: async (page) => {
      await page.getByText('Отраслевые блоки').waitFor();
      await page.getByText('Актом не названо').click();
      await page.getByRole('button', { name: /^Включить.*Тематические линии/ }).click();
      await page.getByLabel('Почему').waitFor();
    },
  },
  'centre-then': {
    who: 'coordinator',
    path: '/t/kilemary/centre?on=2025-06-01',
    act: async (page) => page.getByText('Показан состав').waitFor(),
  },
  'centre-appoint': {
    who: 'administrator',
    path: '/t/kilemary/centre',
    act: async (page) => {
      await page.getByRole('button', { name: /^Назначить.*блока дорог/ }).click();
      await page.getByRole('combobox', { name: /^Кого/ }).click();
      await page.getByRole('option', { name: 'Начальник дорожного отдела' }).click();
      await page.getByRole('form').getByRole('button', { name: 'Назначить', exact: true }).click();
      await page.getByRole('combobox', { name: /^Должность по рангу/ }).waitFor();
    },
  },
  late: { who: 'analyst', path: '/r/mari-el/late', act: async (page) => page.getByRole('grid').waitFor() },
  'late-case': {
    who: 'analyst',
    path: '/r/mari-el/late?level=REGION',
    act: async (page) => {
      await openFirst(page);
      await page.getByRole('button', { name: 'Вижу, решаю' }).click();
    },
  },
  board: { who: 'analyst', path: '/r/mari-el/board', act: async (page) => page.getByRole('table').waitFor() },
};

async function shoot(name, screen, scheme, size) {
  if (screen.narrow && size.width > 500) return;
  const context = await browser.newContext({
    viewport: size,
    colorScheme: scheme,
    locale: 'ru-RU',
    hasTouch: size.width < 500,
    deviceScaleFactor: size.width < 500 ? 2 : 1,
  });
  if (screen.who) await context.addCookies([{ name: 'otklik', value: screen.who, url: mock.url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(9000);
  const label = `${name} ${scheme} ${size.width}`;
  page.on('console', (message) => {
    if (message.type() === 'error' && !/401|Failed to load|ERR_INTERNET/.test(message.text()))
      report(`${label}: ${message.text()}`);
  });
  page.on('pageerror', (error) => report(`${label}: ${error.message}`));
  try {
    await page.goto(mock.url + (typeof screen.path === 'function' ? screen.path() : screen.path));
    await screen.act(page);
    await page.waitForTimeout(350);
    await page.screenshot({ path: `${folder}/${name}-${scheme}-${size.width}.png` });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (wide) report(`${label}: scrolls sideways`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
      axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
    );
    for (const violation of violations)
      report(
        `${label}: axe ${violation.impact} ${violation.id} ${violation.nodes
          .map((n) => n.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
      );
  } catch (error) {
    await page.screenshot({ path: `${folder}/FAILED-${name}-${scheme}-${size.width}.png` });
    report(`${label}: ${error.message.split('\n').slice(0, 3).join(' ')}`);
  }
  await context.close();
}

for (const [name, screen] of Object.entries(SCREENS)) {
  if (only && !new RegExp(only).test(name)) continue;
  await shoot(name, screen, 'light', { width: 1280, height: 720 });
  await shoot(name, screen, 'dark', { width: 1280, height: 720 });
  await shoot(name, screen, 'light', { width: 390, height: 844 });
  await shoot(name, screen, 'dark', { width: 390, height: 844 });
}
await browser.close();
mock.stop();
console.log(`${problems.length} problems`);
process.exit(problems.some((line) => !/axe (minor|moderate)/.test(line)) ? 1 : 0);
