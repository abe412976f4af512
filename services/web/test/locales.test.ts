import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import i18next, { setLanguage } from '@/lib/i18n';
import en from '@/locales/en';
import ru from '@/locales/ru';
import pages from '@/locales/ru/pages';
import { AUDIENCE_NAMES, CODES_OF_REFUSALS, enumValues } from './sources';

type Tree = { [key: string]: string | Tree };

const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
const variables = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('locales', () => {
  const russian = new Map(leaves({ ...ru, ...pages }));
  const english = new Map(leaves(en));

  it('have the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...russian.keys()].sort());
  });
  it('say something under every key, with the same variables', () => {
    for (const [key, text] of russian) {
      expect(text.trim(), key).not.toBe('');
      expect(english.get(key)?.trim(), key).not.toBe('');
      expect(variables(english.get(key) ?? ''), key).toEqual(variables(text));
    }
  });
  it('hold no Russian in English but the name of the language', () => {
    for (const [key, text] of english) expect(text, key).not.toMatch(/[а-яё]/i);
  });
  it('count in Russian', () => {
    const said = [1, 2, 5, 21].map((count) => i18next.t('queue.count', { count, shown: String(count) }));
    expect(said).toEqual(['1 карточка', '2 карточки', '5 карточек', '21 карточка']);
  });
  it('count in English', async () => {
    await setLanguage('en');
    expect([1, 2].map((count) => i18next.t('queue.count', { count, shown: String(count) }))).toEqual([
      '1 case',
      '2 cases',
    ]);
    await setLanguage('ru');
  });
  it('know every refusal of the domain', () => {
    expect(CODES_OF_REFUSALS.length).toBeGreaterThan(10);
    for (const code of CODES_OF_REFUSALS) expect(russian.has(`refusal.${code}`), code).toBe(true);
  });
  it.each([
    ['Phase', 'phase'],
    ['Lateness', 'lateness'],
    ['Level', 'level'],
    ['Audience', 'audience'],
    ['Channel', 'channel'],
    ['CallOutcome', 'outcome'],
    ['LegalRegime', 'regime'],
    ['ReplyKind', 'replyKind'],
    ['ReplyState', 'replyState'],
    ['RevealPurpose', 'purpose'],
    ['TopicClass', 'topicClass'],
    ['Sphere', 'sphere'],
    ['CaseView', 'view'],
    ['AppealKind', 'appealKind'],
    ['AnswerWay', 'answerWay'],
    ['QuestionOutcome', 'questionOutcome'],
    ['LetterKind', 'letterKind'],
    ['JournalState', 'journalState'],
    ['ImportState', 'importState'],
    ['Mismatch', 'mismatch'],
    ['FunctionState', 'functionState'],
  ])('name every value of %s', (name, group) => {
    const values = enumValues(name);
    expect(values.length).toBeGreaterThan(1);
    for (const value of values) expect(russian.has(`${group}.${value}`), value).toBe(true);
  });
  it('name every audience of a ladder', () => {
    expect(AUDIENCE_NAMES).toEqual(enumValues('Audience'));
  });
});

describe('texts', () => {
  const src = join(import.meta.dirname, '../src');
  const files = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
    );

  it('stand in locales only', () => {
    const allowed = /«|\/\*\*|^\s*\*|\/\/|· Отклик|' в '|'РУ'|по-русски|По-русски/;
    for (const file of files(src).filter((name) => /\.tsx?$/.test(name) && !name.includes('/gen/'))) {
      const lines = readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => /[а-яё]/i.test(line) && !allowed.test(line));
      expect(lines, file).toEqual([]);
    }
  });
  it('features do not import each other, and nothing below imports app', () => {
    for (const file of files(src).filter((name) => /\.tsx?$/.test(name))) {
      const own = /features\/(\w+)\//.exec(file)?.[1];
      const imports = [...readFileSync(file, 'utf8').matchAll(/from '@\/([\w/]+)'/g)].map((match) => match[1] ?? '');
      for (const path of imports) {
        if (own)
          expect(path.startsWith('features/') && !path.startsWith(`features/${own}/`), `${file}: ${path}`).toBe(false);
        if (!file.includes('/app/') && !file.endsWith('main.tsx'))
          expect(path.startsWith('app/'), `${file}: ${path}`).toBe(false);
        if (/\/src\/(lib|ui)\//.test(file)) expect(path.startsWith('features/'), `${file}: ${path}`).toBe(false);
      }
    }
  });
});
