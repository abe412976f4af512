import { Button, Kbd } from '@mantine/core';
import { IconArrowUp, IconCircleCheck, IconFilterOff, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { resetCases } from '@/lib/cases';
import { number } from '@/lib/format';
import { useHotkeys } from '@/lib/hotkeys';
import { useMe } from '@/lib/me';
import { isFiltered, type QueueSearch } from '@/lib/routes';
import { compact } from '@/lib/search';
import { ErrorState } from '@/ui/ErrorState';
import { Grid, type GridHandle, GridSkeleton, nextIndex } from '@/ui/Grid';
import { PageHead } from '@/ui/PageHead';
import { StateView } from '@/ui/StateView';
import { useColumns } from './columns';
import { Filters } from './Filters';
import { useCases } from './useCases';
import { Views } from './Views';
import './queue.css';

const EnterCase = lazy(() => import('./EnterCase').then((module) => ({ default: module.EnterCase })));
const route = getRouteApi('/t/$tenant/queue');

/** What the open card is told by the list beside it. */
export interface OpenCard {
  id: string;
  /** Begin with the caller's one next act, or with the reply. */
  startWith: 'act' | 'reply' | undefined;
  onClose: () => void;
  onStep: (by: 1 | -1) => void;
}

function Emptiness({ search, onReset }: { search: QueueSearch; onReset: () => void }) {
  const { t } = useTranslation();
  if (isFiltered(search)) {
    return (
      <StateView
        icon={<IconFilterOff size={34} stroke={1.4} />}
        title={t('queue.nothing')}
        text={t('queue.nothingText')}
      >
        <Button variant="default" onClick={onReset}>
          {t('queue.reset')}
        </Button>
      </StateView>
    );
  }
  return (
    <StateView
      tone="good"
      icon={<IconCircleCheck size={38} stroke={1.4} />}
      title={t('queue.empty')}
      text={t(search.view ? 'queue.emptyView' : 'queue.emptyText')}
    />
  );
}

export function QueuePage({ renderCard }: { renderCard: (card: OpenCard) => ReactNode }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const grid = useRef<GridHandle>(null);
  const [cursor, setCursor] = useState<string | undefined>(search.id);
  const [start, setStart] = useState<OpenCard['startWith']>();
  const list = useCases(me.home, search);
  const columns = useColumns();
  const { rows, total } = list;

  const change = useCallback(
    (next: Partial<QueueSearch>, replace = false) =>
      void navigate({ search: (old) => compact({ ...old, ...next }), replace }),
    [navigate],
  );
  const open = useCallback(
    (id: string) => {
      setCursor(id);
      setStart(undefined);
      change({ id }, search.id !== undefined);
    },
    [change, search.id],
  );
  const close = useCallback(() => {
    change({ id: undefined });
    grid.current?.focus();
  }, [change]);
  const moveTo = (id: string) => (search.id ? open(id) : setCursor(id));
  const step = (by: 1 | -1) => {
    const from = rows.findIndex((row) => row.id === cursor);
    const target = nextIndex(by > 0 ? 'ArrowDown' : 'ArrowUp', from, rows.length - 1);
    const row = target === undefined ? undefined : rows[target];
    if (row) moveTo(row.id);
  };
  const mayEnter = me.actions.has('case.enter');
  const setEntering = (enter: QueueSearch['enter']) => change({ enter });
  const begin = (what: OpenCard['startWith']) => {
    if (!cursor) return;
    setStart(what);
    change({ id: cursor });
  };
  useHotkeys({
    KeyJ: () => step(1),
    KeyK: () => step(-1),
    Enter: () => cursor && open(cursor),
    ...(search.id ? {} : { KeyE: () => begin('act'), KeyR: () => begin('reply') }),
    ...(mayEnter ? { KeyC: () => setEntering('message') } : {}),
    Slash: () => document.getElementById('queue-search')?.focus(),
  });

  const label =
    list.isPending || list.error ? undefined : t('queue.count', { count: total, shown: number(total, i18n.language) });
  return (
    <div className="queue" data-card={search.id ? true : undefined}>
      <PageHead title={t('queue.title')} count={label}>
        {mayEnter && (
          <Button
            className="enter"
            leftSection={<IconPlus size={17} aria-hidden />}
            onClick={() => setEntering('message')}
          >
            {t('queue.enter')}
            <Kbd className="wide-only" aria-hidden>
              C
            </Kbd>
          </Button>
        )}
      </PageHead>
      <section className="queue-list" aria-label={t('queue.title')}>
        <Views
          value={search.view ?? 'ALL'}
          onChange={(view) =>
            change({
              view: view === 'ALL' ? undefined : view,
              id: undefined,
              ...(view === 'CLOSED' ? { phase: undefined } : {}),
            })
          }
        />
        <Filters search={search} onChange={(next) => change({ ...next, id: undefined })} />
        <div className="queue-body">
          {list.fresh > 0 && (
            <button type="button" className="fresh" onClick={() => void resetCases(client, me.home)}>
              <IconArrowUp size={15} stroke={2.2} aria-hidden />
              {t('queue.fresh', { count: list.fresh })}
            </button>
          )}
          {list.isPending && <GridSkeleton layout="queue" columns={columns} />}
          {list.error && !list.isPending && rows.length === 0 && <ErrorState error={list.error} onRetry={list.retry} />}
          {!list.isPending && !list.error && total === 0 && rows.length === 0 && (
            <Emptiness
              search={search}
              onReset={() => change({ phase: undefined, late: undefined, block: undefined, q: undefined })}
            />
          )}
          {rows.length > 0 && (
            <Grid
              ref={grid}
              label={t('queue.title')}
              layout="queue"
              columns={columns}
              rows={rows}
              total={total}
              hasMore={list.hasMore}
              dimmed={list.isPrevious}
              activeId={cursor}
              openId={search.id}
              onMore={list.more}
              onWindow={list.onWindow}
              onActive={moveTo}
              onOpen={open}
            />
          )}
        </div>
        <p className="hint wide-only">{t('queue.hint')}</p>
      </section>
      {search.id && renderCard({ id: search.id, startWith: start, onClose: close, onStep: step })}
      {search.enter && mayEnter && (
        <Suspense fallback={null}>
          <EnterCase
            kind={search.enter}
            onKind={(enter) => change({ enter }, true)}
            onClose={() => change({ enter: undefined })}
            onEntered={(id) => {
              void resetCases(client, me.home);
              change({ enter: undefined, id }, true);
              setCursor(id);
              setStart(undefined);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
