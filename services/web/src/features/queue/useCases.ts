import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { casesQuery, PAGE, patchRows, windowQuery } from '@/lib/cases';
import type { Home } from '@/lib/home';
import { type QueueSearch, toCaseFilter } from '@/lib/routes';

/** How many cases the list does not show yet: unknown ones seen in the window, or a total that has grown. */
export function countFresh(
  known: ReadonlySet<string>,
  knownTotal: number,
  seen: { ids: readonly string[]; total: number } | undefined,
  complete: boolean,
): number {
  if (!seen) return 0;
  const unknown = complete ? seen.ids.filter((id) => !known.has(id)).length : 0;
  return Math.max(unknown, seen.total - knownTotal, 0);
}

/** The list as it was opened, its visible rows kept fresh in their places, and the number of those that came since. */
export function useCases(home: Home, search: QueueSearch) {
  const client = useQueryClient();
  const { view, phase, late, block, q } = search;
  const filter = useMemo(
    () => toCaseFilter({ ...{ view, phase, late, block, q } } as QueueSearch),
    [view, phase, late, block, q],
  );
  const list = useInfiniteQuery({ ...casesQuery(home, filter), placeholderData: keepPreviousData });
  const pages = list.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.edges.map((edge) => edge.node)) ?? [], [pages]);
  const total = pages?.[0]?.totalCount ?? 0;

  const [windowPage, setWindowPage] = useState(0);
  const onWindow = useCallback((first: number) => setWindowPage(Math.floor(first / PAGE)), []);
  const after = (list.data?.pageParams[windowPage] ?? null) as string | null;
  const ready = list.isSuccess && !list.isPlaceholderData && !list.isFetching;
  const polled = useQuery({ ...windowQuery(home, filter, after), enabled: ready }).data;
  useEffect(() => {
    if (polled)
      patchRows(
        client,
        home,
        polled.edges.map((edge) => edge.node),
      );
  }, [polled, client, home]);

  const fresh = useMemo(() => {
    const known = new Set(rows.map((row) => row.id));
    const seen = polled && { ids: polled.edges.map((edge) => edge.node.id), total: polled.totalCount };
    const complete = windowPage === 0 || windowPage < (pages?.length ?? 0) - 1 || !list.hasNextPage;
    return ready ? countFresh(known, total, seen, complete) : 0;
  }, [rows, polled, total, ready, windowPage, pages, list.hasNextPage]);

  const { fetchNextPage, isFetchingNextPage } = list;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  return {
    rows,
    total,
    fresh,
    more,
    onWindow,
    hasMore: list.hasNextPage,
    isPending: list.isPending,
    isPrevious: list.isPlaceholderData,
    error: list.error,
    retry: () => void list.refetch(),
  };
}
