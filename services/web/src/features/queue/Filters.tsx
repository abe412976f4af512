import { Button } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { blocksQuery } from '@/lib/cases';
import { useMe } from '@/lib/me';
import { isFiltered, type QueueSearch } from '@/lib/routes';
import { LATENESS, PHASES } from '@/lib/terms';
import { Facet } from '@/ui/Facet';
import { SearchBox } from '@/ui/SearchBox';

/** Closed cases have a view of their own. */
const OPEN = PHASES.filter((phase) => phase !== 'CLOSED');
export function Filters({ search, onChange }: { search: QueueSearch; onChange: (next: Partial<QueueSearch>) => void }) {
  const { t } = useTranslation();
  const { home } = useMe();
  const { data: blocks = [] } = useQuery(blocksQuery(home));
  return (
    <search className="filters">
      <SearchBox
        id="queue-search"
        label={t('queue.search')}
        hint={t('queue.searchHint')}
        value={search.q}
        onChange={(q) => onChange({ q })}
      />
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
