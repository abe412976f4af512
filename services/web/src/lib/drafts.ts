import { useEffect, useState } from 'react';

const PREFIX = 'otklik:draft:';

/** Drafts live in the browser until they are sent; a full or forbidden storage loses nothing but the safety net. */
export const drafts = {
  read(key: string): string | null {
    try {
      return localStorage.getItem(PREFIX + key);
    } catch {
      return null;
    }
  },
  write(key: string, value: string | null) {
    try {
      if (value) localStorage.setItem(PREFIX + key, value);
      else localStorage.removeItem(PREFIX + key);
    } catch {
      return;
    }
  },
};

/** State that survives a reload, the end of a session and a crash. */
export function useDraft<T>(key: string, empty: T): [T, (value: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => {
    const kept = drafts.read(key);
    return kept ? { ...empty, ...(JSON.parse(kept) as T) } : empty;
  });
  useEffect(() => {
    const text = JSON.stringify(value);
    drafts.write(key, text === JSON.stringify(empty) ? null : text);
  }, [key, value, empty]);
  const clear = () => {
    drafts.write(key, null);
    setValue(empty);
  };
  return [value, setValue, clear];
}
