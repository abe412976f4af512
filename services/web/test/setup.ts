import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach, beforeAll, vi } from 'vitest';
import { setLanguage, startLanguage } from '@/lib/i18n';

beforeAll(async () => {
  Object.defineProperty(window, 'matchMedia', {
    configurable: true,
    value: (query: string) => ({
      matches: false,
      media: query,
      addEventListener: vi.fn(),
      removeEventListener: vi.fn(),
    }),
  });
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  for (const [side, size] of [
    ['clientWidth', 1000],
    ['clientHeight', 600],
  ] as const) {
    Object.defineProperty(Element.prototype, side, { configurable: true, get: () => size });
  }
  Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() });
  Element.prototype.scrollTo = () => {};
  await startLanguage();
  await setLanguage('ru');
});

afterEach(() => {
  cleanup();
  localStorage.clear();
});
