import { Kbd, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

const TYPING_PAUSE_MS = 300;

interface SearchBoxProps {
  id: string;
  label: string;
  hint: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Words to look for; sent when the typing pauses. */
export function SearchBox({ id, label, hint, value = '', onChange }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  });
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text === sent.current) return;
    const timer = window.setTimeout(() => {
      const words = text.trim();
      sent.current = words;
      change.current(words || undefined);
    }, TYPING_PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  return (
    <TextInput
      id={id}
      type="search"
      className="search"
      aria-label={label}
      placeholder={hint}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        <Kbd className="wide-only" aria-hidden>
          /
        </Kbd>
      }
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}
