import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import ru from '@/locales/ru';
import type pages from '@/locales/ru/pages';

export type Language = 'ru' | 'en';
/** Codes of the schema are keys and hold underscores, so the plural form stands after two. */
const PLURAL = '__';
const SETTING = 'otklik:language';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof ru & typeof pages };
    pluralSeparator: '__';
    contextSeparator: '~';
  }
}

async function load(language: Language) {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    i18next.addResourceBundle('en', 'translation', (await import('@/locales/en')).default);
  }
}

/** A module of a screen whose words are not there from the start, together with them; English always comes whole. */
export async function withTexts<Module>(module: Promise<Module>): Promise<Module> {
  const { default: texts } = await import('@/locales/ru/pages');
  i18next.addResourceBundle('ru', 'translation', texts, true);
  return module;
}

export async function setLanguage(language: Language) {
  await load(language);
  await i18next.changeLanguage(language);
  localStorage.setItem(SETTING, language);
  document.documentElement.lang = language;
}

export async function startLanguage() {
  await i18next.use(initReactI18next).init({
    lng: 'ru',
    fallbackLng: 'ru',
    resources: { ru: { translation: ru } },
    interpolation: { escapeValue: false },
    returnNull: false,
    pluralSeparator: PLURAL,
    contextSeparator: '~',
  });
  if (localStorage.getItem(SETTING) === 'en') await setLanguage('en');
}

export default i18next;
