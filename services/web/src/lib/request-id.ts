import { useRef } from 'react';

/** One id for one intent: sending the same input again (a lost answer, a double click) repeats the id, another input gets a new one. */
export function useRequestId(): (input: unknown) => string {
  const last = useRef<{ input: string; id: string } | null>(null);
  return (input) => {
    const text = JSON.stringify(input);
    if (last.current?.input !== text) last.current = { input: text, id: crypto.randomUUID() };
    return last.current.id;
  };
}
