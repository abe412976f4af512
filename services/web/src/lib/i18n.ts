import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import ru from '@/locales/ru';

export type Language = 'ru' | 'en';
/** Codes of the schema are keys and hold underscores, so the plural form stands after two. */
const PLURAL = '__';
const SETTING = 'otklik:language';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof ru };
    pluralSeparator: '__';
    contextSeparator: '~';
  }
}

async function load(language: Language) {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    i18next.addResourceBundle('en', 'translation', (await import('@/locales/en')).default);
  }
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
