import { useEffect, useRef, useSyncExternalStore } from 'react';

/** Keys by their place on the keyboard (`event.code`), so that they are the same in every layout. */
export type Keymap = Record<string, () => void>;

const SETTING = 'otklik:letter-keys';
const listeners = new Set<() => void>();

/** Single-letter keys can be switched off (WCAG 2.1.4). */
export const letterKeys = {
  on: () => localStorage.getItem(SETTING) !== 'off',
  set(on: boolean) {
    localStorage.setItem(SETTING, on ? 'on' : 'off');
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};

export const useLetterKeys = () => useSyncExternalStore(letterKeys.subscribe, letterKeys.on);

export function chord(event: KeyboardEvent): string {
  const parts = [
    (event.ctrlKey || event.metaKey) && 'Mod',
    event.altKey && 'Alt',
    event.shiftKey && 'Shift',
    event.code,
  ];
  return parts.filter(Boolean).join('+');
}

const TYPING =
  'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=true]';
const OVERLAY = '[role=dialog], [role=menu], [role=listbox]';

function isQuiet(event: KeyboardEvent, key: string): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (key.startsWith('Mod+')) return false;
  if (target?.closest(OVERLAY)) return true;
  if (key === 'Escape') return false;
  if (target?.closest(TYPING)) return true;
  if (key === 'Enter') return Boolean(target?.closest('button, a, summary, [role=grid]'));
  const letter = !/^(Arrow\w+|Home|End|Page\w+)$/.test(key);
  return letter && !letterKeys.on();
}

/** Listens while the component lives. Enter stays with the button or link that has the focus. */
export function useHotkeys(keymap: Keymap) {
  const current = useRef(keymap);
  useEffect(() => {
    current.current = keymap;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const key = chord(event);
      const act = current.current[key];
      if (!act || isQuiet(event, key)) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
