import { Button, Kbd, TextInput } from '@mantine/core';
import { IconFilterOff, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { blocksQuery } from '@/lib/cases';
import { useMe } from '@/lib/me';
import { isFiltered, type QueueSearch } from '@/lib/routes';
import { LATENESS, PHASES } from '@/lib/terms';
import { Facet } from '@/ui/Facet';

/** Closed cases have a view of their own. */
const OPEN = PHASES.filter((phase) => phase !== 'CLOSED');
const TYPING_PAUSE_MS = 300;

function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text === sent.current) return;
    const timer = window.setTimeout(() => {
      sent.current = text;
      onChange(text);
    }, TYPING_PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text, onChange]);
  return (
    <TextInput
      id="queue-search"
      type="search"
      className="search"
      aria-label={t('queue.search')}
      placeholder={t('queue.searchHint')}
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

export function Filters({ search, onChange }: { search: QueueSearch; onChange: (next: Partial<QueueSearch>) => void }) {
  const { t } = useTranslation();
  const { home } = useMe();
  const { data: blocks = [] } = useQuery(blocksQuery(home));
  const set = useRef(onChange);
  useEffect(() => {
    set.current = onChange;
  });
  const [onText] = useState(() => (text: string) => set.current({ q: text.trim() || undefined }));
  return (
    <search className="filters">
      <SearchBox value={search.q ?? ''} onChange={onText} />
      {search.view !== 'CLOSED' && (
        <Facet
          label={t('queue.phase')}
          options={OPEN.map((phase) => ({ value: phase, label: t(`phase.${phase}`) }))}
          value={search.phase ?? []}
          onChange={(phase) => onChange({ phase: phase.length ? phase : undefined })}
        />
      )}
      <Facet
        label={t('queue.lateness')}
        options={LATENESS.map((late) => ({ value: late, label: t(`lateness.${late}`) }))}
        value={search.late ?? []}
        onChange={(late) => onChange({ late: late.length ? late : undefined })}
      />
      <Facet
        single
        label={t('queue.block')}
        options={blocks.map((block) => ({ value: block.id, label: block.name }))}
        value={search.block ? [search.block] : []}
        onChange={([block]) => onChange({ block })}
      />
      {isFiltered(search) && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconFilterOff size={16} aria-hidden />}
          onClick={() => onChange({ phase: undefined, late: undefined, block: undefined, q: undefined })}
        >
          {t('queue.reset')}
        </Button>
      )}
    </search>
  );
}
