import { Button, TextInput } from '@mantine/core';
import { IconBook, IconFileSpreadsheet, IconFilterOff, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '@/lib/format';
import { useHotkeys } from '@/lib/hotkeys';
import { useMe } from '@/lib/me';
import { isJournalFiltered, type JournalSearch } from '@/lib/routes';
import { compact } from '@/lib/search';
import { APPEAL_KINDS, JOURNAL_STATES } from '@/lib/terms';
import { ErrorState } from '@/ui/ErrorState';
import { Facet } from '@/ui/Facet';
import { Grid, GridSkeleton } from '@/ui/Grid';
import { PageHead } from '@/ui/PageHead';
import { SearchBox } from '@/ui/SearchBox';
import { StateView } from '@/ui/StateView';
import { useColumns } from './columns';
import { journalFile, journalQuery } from './queries';
import './journal.css';

const route = getRouteApi('/t/$tenant/journal');

type Change = (next: Partial<JournalSearch>) => void;

function Filters({ search, onChange }: { search: JournalSearch; onChange: Change }) {
  const { t } = useTranslation();
  return (
    <search className="filters">
      <SearchBox
        id="journal-search"
        label={t('journal.search')}
        hint={t('journal.searchHint')}
        value={search.q}
        onChange={(q) => onChange({ q })}
      />
      <TextInput
        type="date"
        className="filter-day"
        aria-label={t('journal.from')}
        title={t('journal.from')}
        value={search.from ?? ''}
        onChange={(event) => onChange({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        className="filter-day"
        aria-label={t('journal.to')}
        title={t('journal.to')}
        value={search.to ?? ''}
        onChange={(event) => onChange({ to: event.currentTarget.value || undefined })}
      />
      <Facet
        single
        label={t('appeal.kind')}
        options={APPEAL_KINDS.map((kind) => ({ value: kind, label: t(`appealKind.${kind}`) }))}
        value={search.kind ? [search.kind] : []}
        onChange={([kind]) => onChange({ kind })}
      />
      <Facet
        single
        label={t('journal.state')}
        options={JOURNAL_STATES.map((state) => ({ value: state, label: t(`journalState.${state}`) }))}
        value={search.state ? [search.state] : []}
        onChange={([state]) => onChange({ state })}
      />
      {isJournalFiltered(search) && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconFilterOff size={16} aria-hidden />}
          onClick={() => onChange({ q: undefined, from: undefined, to: undefined, kind: undefined, state: undefined })}
        >
          {t('queue.reset')}
        </Button>
      )}
    </search>
  );
}

function Head({ search, count }: { search: JournalSearch; count: string | undefined }) {
  const { t } = useTranslation();
  const { home, actions } = useMe();
  return (
    <PageHead title={t('journal.title')} count={count}>
      <Button
        component="a"
        variant="default"
        href={journalFile(home, search)}
        download
        leftSection={<IconFileSpreadsheet size={17} aria-hidden />}
      >
        XLSX
      </Button>
      {actions.has('case.enter') && (
        <Button
          className="wide-only"
          leftSection={<IconPlus size={17} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/t/$tenant/queue" params={{ tenant: home.code }} search={{ enter: 'appeal' }} {...props} />
          )}
        >
          {t('journal.enter')}
        </Button>
      )}
    </PageHead>
  );
}

/** The registration journal of appeals: every number, its dates, its answer. */
export function JournalPage() {
  const { t, i18n } = useTranslation();
  const { home } = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const go = useNavigate();
  const [cursor, setCursor] = useState<string | undefined>();
  const list = useInfiniteQuery({ ...journalQuery(home, search), placeholderData: keepPreviousData });
  const pages = list.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.edges.map((edge) => edge.node)) ?? [], [pages]);
  const total = pages?.[0]?.totalCount ?? 0;
  const columns = useColumns();
  const change: Change = (next) => void navigate({ search: (old) => compact({ ...old, ...next }), replace: true });
  const { fetchNextPage, isFetchingNextPage } = list;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  useHotkeys({ Slash: () => document.getElementById('journal-search')?.focus() });
  const count = list.isSuccess ? t('journal.count', { count: total, shown: number(total, i18n.language) }) : undefined;
  return (
    <section className="queue-list" aria-label={t('journal.title')}>
      <Head search={search} count={count} />
      <Filters search={search} onChange={change} />
      <div className="queue-body">
        {list.isPending && <GridSkeleton layout="journal" columns={columns} />}
        {list.error && rows.length === 0 && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && rows.length === 0 && (
          <StateView
            icon={<IconBook size={36} stroke={1.4} />}
            title={t(isJournalFiltered(search) ? 'queue.nothing' : 'journal.empty')}
            text={t(isJournalFiltered(search) ? 'queue.nothingText' : 'journal.emptyText')}
          />
        )}
        {rows.length > 0 && (
          <Grid
            label={t('journal.title')}
            layout="journal"
            columns={columns}
            rows={rows}
            total={total}
            hasMore={list.hasNextPage}
            dimmed={list.isPlaceholderData}
            activeId={cursor}
            onMore={more}
            onActive={setCursor}
            onOpen={(id) => void go({ to: '/t/$tenant/cases/$id', params: { tenant: home.code, id } })}
          />
        )}
      </div>
    </section>
  );
}
