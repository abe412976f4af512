import { type InfiniteData, infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import {
  BlocksDocument,
  type CaseCardFragment,
  CaseDocument,
  type CaseFilter,
  type CaseRowFragment,
  CasesDocument,
  type CasesQuery,
  CaseViewsDocument,
  TopicsDocument,
} from '@/gen/tenant';
import { graphql } from './graphql';
import { type Home, homeKey } from './home';

export type CasePage = CasesQuery['cases'];
export const PAGE = 50;
export const POLL_MS = 5000;

const casesKey = (home: Home) => [homeKey(home), 'cases'] as const;

export const casesQuery = (home: Home, filter: CaseFilter) =>
  infiniteQueryOptions({
    queryKey: [...casesKey(home), filter] as const,
    queryFn: ({ pageParam, signal }) =>
      graphql(home, CasesDocument, { filter, first: PAGE, after: pageParam }, signal).then((data) => data.cases),
    initialPageParam: null as string | null,
    getNextPageParam: (last: CasePage) => (last.pageInfo.hasNextPage ? last.pageInfo.endCursor : undefined),
    staleTime: 30_000,
  });

/** The window that is on the screen, asked again and again beside the list itself. */
export const windowQuery = (home: Home, filter: CaseFilter, after: string | null) =>
  queryOptions({
    queryKey: [homeKey(home), 'window', filter, after] as const,
    queryFn: ({ signal }) =>
      graphql(home, CasesDocument, { filter, first: PAGE, after }, signal).then((data) => data.cases),
    refetchInterval: POLL_MS,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

export const viewsQuery = (home: Home) =>
  queryOptions({
    queryKey: [homeKey(home), 'views'] as const,
    queryFn: ({ signal }) => graphql(home, CaseViewsDocument, {}, signal).then((data) => data.caseViews),
    refetchInterval: POLL_MS,
  });

export const caseQuery = (home: Home, id: string) =>
  queryOptions({
    queryKey: [homeKey(home), 'case', id] as const,
    queryFn: ({ signal }) => graphql(home, CaseDocument, { id }, signal).then((data) => data.case ?? null),
    refetchInterval: POLL_MS,
    staleTime: 2000,
  });

/** Reference lists change with a decree, not during a shift. */
const REFERENCE_STALE = 10 * 60_000;

export const topicsQuery = (home: Home) =>
  queryOptions({
    queryKey: [homeKey(home), 'topics'] as const,
    queryFn: ({ signal }) => graphql(home, TopicsDocument, {}, signal).then((data) => data.topics),
    staleTime: REFERENCE_STALE,
  });

export const blocksQuery = (home: Home) =>
  queryOptions({
    queryKey: [homeKey(home), 'blocks'] as const,
    queryFn: ({ signal }) => graphql(home, BlocksDocument, {}, signal).then((data) => data.blocks),
    staleTime: REFERENCE_STALE,
  });

type CaseList = InfiniteData<CasePage, string | null>;

/** Replaces the rows that changed, in their places. */
export function patchPages(list: CaseList, rows: ReadonlyMap<string, CaseRowFragment>): CaseList {
  let touched = false;
  const pages = list.pages.map((page) => {
    const edges = page.edges.map((edge) => {
      const row = rows.get(edge.node.id);
      if (!row || JSON.stringify(row) === JSON.stringify(edge.node)) return edge;
      touched = true;
      return { ...edge, node: row };
    });
    return { ...page, edges };
  });
  return touched ? { ...list, pages } : list;
}

export function patchRows(client: QueryClient, home: Home, rows: readonly CaseRowFragment[]) {
  const byId = new Map(rows.map((row) => [row.id, row]));
  client.setQueriesData<CaseList>({ queryKey: casesKey(home) }, (list) => list && patchPages(list, byId));
}

/** After an act: the card and its row show the answer of the mutation, the counts are asked anew. */
export function keepCase(client: QueryClient, home: Home, card: CaseCardFragment) {
  client.setQueryData(caseQuery(home, card.id).queryKey, card);
  patchRows(client, home, [rowOf(card)]);
  void client.invalidateQueries({ queryKey: viewsQuery(home).queryKey });
}

export function rowOf(card: CaseCardFragment): CaseRowFragment {
  const { id, number, revision, phase, lateness, level, state, essence, address, channel } = card;
  const { receivedAt, nextDueAt, workMinutesLeft, topic, block, organization, assignee } = card;
  return {
    id,
    number,
    revision,
    phase,
    lateness,
    level,
    state,
    essence,
    address,
    channel,
    receivedAt,
    nextDueAt,
    workMinutesLeft,
    topic: { code: topic.code, title: topic.title, topicClass: topic.topicClass },
    block: block && { id: block.id, name: block.name },
    organization,
    assignee,
  };
}

export const resetCases = (client: QueryClient, home: Home) => client.resetQueries({ queryKey: casesKey(home) });
