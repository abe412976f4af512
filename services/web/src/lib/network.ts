import { useSyncExternalStore } from 'react';

/** Whether the last request reached the server. */
let reached = true;
const listeners = new Set<() => void>();
const announce = () => {
  for (const listener of listeners) listener();
};

export function reportNetwork(ok: boolean) {
  if (reached === ok) return;
  reached = ok;
  announce();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

export const useOnline = () => useSyncExternalStore(subscribe, () => navigator.onLine && reached);
