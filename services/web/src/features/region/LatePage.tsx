import { Button } from '@mantine/core';
import { IconCircleCheck, IconFilterOff } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LateRowFragment } from '@/gen/region';
import { number } from '@/lib/format';
import { useHotkeys } from '@/lib/hotkeys';
import { useMe } from '@/lib/me';
import { isLateFiltered, type LateSearch, toLateFilter } from '@/lib/routes';
import { compact } from '@/lib/search';
import { LATE, LEVELS, SPHERES } from '@/lib/terms';
import { ErrorState } from '@/ui/ErrorState';
import { Facet } from '@/ui/Facet';
import { type Column, Grid, type GridHandle, GridSkeleton, nextIndex } from '@/ui/Grid';
import { LatenessMark, LevelMark, Moment, PhasePill } from '@/ui/marks';
import { PageHead } from '@/ui/PageHead';
import { StateView } from '@/ui/StateView';
import { LateCaseView } from './LateCaseView';
import { lateQuery, membersQuery } from './queries';
import './region.css';

const route = getRouteApi('/r/$region/late');

function useColumns(): Column<LateRowFragment>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: 'case',
        title: t('late.columnCase'),
        cell: (row) => (
          <>
            <b>{row.topic.title}</b>
            <small>
              <span className="mono">{row.number}</span> · <span className="narrow-only">{row.tenant.shortName}</span>
              <span className="wide-only">{t(`sphere.${row.topic.sphere}`)}</span>
            </small>
          </>
        ),
      },
      { key: 'member', title: t('late.columnMember'), cell: (row) => row.tenant.shortName },
      { key: 'phase', title: t('late.columnPhase'), cell: (row) => <PhasePill phase={row.phase} /> },
      {
        key: 'age',
        title: t('late.columnAge'),
        cell: (row) => (
          <>
            <span className="age">
              <b>{row.lateDays > 0 ? t('late.days', { count: row.lateDays }) : t('late.today')}</b>
              <small>
                <LatenessMark lateness={row.lateness} />
              </small>
            </span>
            <LevelMark level={row.level} />
          </>
        ),
      },
      { key: 'received', title: t('late.columnReceived'), cell: (row) => <Moment at={row.receivedAt} /> },
    ],
    [t],
  );
}

function Filters({ search, onChange }: { search: LateSearch; onChange: (next: Partial<LateSearch>) => void }) {
  const { t } = useTranslation();
  const { home } = useMe();
  const { data: members = [] } = useQuery(membersQuery(home));
  return (
    <search className="filters">
      <Facet
        single
        label={t('late.member')}
        options={members.map((item) => ({ value: item.id, label: item.shortName }))}
        value={search.member ? [search.member] : []}
        onChange={([member]) => onChange({ member })}
      />
      <Facet
        label={t('late.lateness')}
        options={LATE.map((value) => ({ value, label: t(`lateness.${value}`) }))}
        value={search.late ?? []}
        onChange={(late) => onChange({ late: late.length ? late : undefined })}
      />
      <Facet
        single
        label={t('late.level')}
        options={LEVELS.filter((value) => value !== 'NONE').map((value) => ({ value, label: t(`level.${value}`) }))}
        value={search.level ? [search.level] : []}
        onChange={([level]) => onChange({ level })}
      />
      <Facet
        single
        label={t('late.sphere')}
        options={SPHERES.map((value) => ({ value, label: t(`sphere.${value}`) }))}
        value={search.sphere ? [search.sphere] : []}
        onChange={([sphere]) => onChange({ sphere })}
      />
      {isLateFiltered(search) && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconFilterOff size={16} aria-hidden />}
          onClick={() => onChange({ member: undefined, late: undefined, level: undefined, sphere: undefined })}
        >
          {t('queue.reset')}
        </Button>
      )}
    </search>
  );
}

function Emptiness({ filtered, onReset }: { filtered: boolean; onReset: () => void }) {
  const { t } = useTranslation();
  if (!filtered) {
    return (
      <StateView
        tone="good"
        icon={<IconCircleCheck size={38} stroke={1.4} />}
        title={t('late.empty')}
        text={t('late.emptyText')}
      />
    );
  }
  return (
    <StateView icon={<IconFilterOff size={34} stroke={1.4} />} title={t('queue.nothing')} text={t('queue.nothingText')}>
      <Button variant="default" onClick={onReset}>
        {t('queue.reset')}
      </Button>
    </StateView>
  );
}

const POLL_MS = 15_000;

export function LatePage() {
  const { t, i18n } = useTranslation();
  const { home } = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const grid = useRef<GridHandle>(null);
  const [cursor, setCursor] = useState(search.id);
  const columns = useColumns();
  const list = useInfiniteQuery({
    ...lateQuery(home, toLateFilter(search)),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  });
  const pages = list.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.edges.map((edge) => edge.node)) ?? [], [pages]);
  const total = pages?.[0]?.totalCount ?? 0;
  const change = useCallback(
    (next: Partial<LateSearch>, replace = false) =>
      void navigate({ search: (old) => compact({ ...old, ...next }), replace }),
    [navigate],
  );
  const open = (id: string) => {
    setCursor(id);
    change({ id, in: rows.find((row) => row.id === id)?.tenant.id }, search.id !== undefined);
  };
  const close = () => {
    change({ id: undefined, in: undefined });
    grid.current?.focus();
  };
  const moveTo = (id: string) => (search.id ? open(id) : setCursor(id));
  const step = (by: 1 | -1) => {
    const target = nextIndex(
      by > 0 ? 'ArrowDown' : 'ArrowUp',
      rows.findIndex((row) => row.id === cursor),
      rows.length - 1,
    );
    const row = target === undefined ? undefined : rows[target];
    if (row) moveTo(row.id);
  };
  useHotkeys({
    KeyJ: () => step(1),
    KeyK: () => step(-1),
    Enter: () => cursor && open(cursor),
    Escape: () => search.id && close(),
  });
  const more = useCallback(() => void list.fetchNextPage(), [list.fetchNextPage]);
  const reset = {
    member: undefined,
    late: undefined,
    level: undefined,
    sphere: undefined,
    id: undefined,
    in: undefined,
  };
  return (
    <div className="queue" data-card={search.id ? true : undefined}>
      <PageHead
        title={t('late.title')}
        count={list.isPending ? undefined : t('queue.count', { count: total, shown: number(total, i18n.language) })}
      />
      <section className="queue-list" aria-label={t('late.title')}>
        <Filters search={search} onChange={(next) => change({ ...next, id: undefined, in: undefined })} />
        <div className="queue-body">
          {list.isPending && <GridSkeleton layout="late" columns={columns} />}
          {list.error && rows.length === 0 && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
          {list.isSuccess && rows.length === 0 && (
            <Emptiness filtered={isLateFiltered(search)} onReset={() => change(reset)} />
          )}
          {rows.length > 0 && (
            <Grid
              ref={grid}
              label={t('late.title')}
              layout="late"
              columns={columns}
              rows={rows}
              total={total}
              hasMore={list.hasNextPage}
              dimmed={list.isPlaceholderData}
              activeId={cursor}
              openId={search.id}
              onMore={more}
              onActive={moveTo}
              onOpen={open}
            />
          )}
        </div>
        <p className="hint wide-only">{t('late.hint')}</p>
      </section>
      {search.id && search.in && <LateCaseView key={search.id} tenant={search.in} id={search.id} onClose={close} />}
    </div>
  );
}
