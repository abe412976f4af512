import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  LateCaseDocument,
  type LateCaseFilter,
  LateCasesDocument,
  type LateCasesQuery,
  RegionBoardDocument,
  type RegionBoardQuery,
  RegionMembersDocument,
} from '@/gen/region';
import { graphql } from '@/lib/graphql';
import { type Home, homeKey } from '@/lib/home';
import { type Lateness, type Level, type Phase, rung } from '@/lib/terms';

export const PAGE = 50;
const POLL_MS = 15_000;

type LatePage = LateCasesQuery['lateCases'];
export type Board = RegionBoardQuery['board'];

export const lateKey = (home: Home) => [homeKey(home), 'late'] as const;

export const lateQuery = (home: Home, filter: LateCaseFilter) =>
  infiniteQueryOptions({
    queryKey: [...lateKey(home), filter] as const,
    queryFn: ({ pageParam, signal }) =>
      graphql(home, LateCasesDocument, { filter, first: PAGE, after: pageParam }, signal).then(
        (data) => data.lateCases,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last: LatePage) => (last.pageInfo.hasNextPage ? last.pageInfo.endCursor : undefined),
    staleTime: 30_000,
  });

export const lateCaseQuery = (home: Home, tenant: string, id: string) =>
  queryOptions({
    queryKey: [homeKey(home), 'late-case', tenant, id] as const,
    refetchInterval: POLL_MS,
    queryFn: ({ signal }) =>
      graphql(home, LateCaseDocument, { tenant, id }, signal).then((data) => data.lateCase ?? null),
  });

export const membersQuery = (home: Home) =>
  queryOptions({
    queryKey: [homeKey(home), 'members'] as const,
    staleTime: 10 * 60_000,
    queryFn: ({ signal }) => graphql(home, RegionMembersDocument, {}, signal).then((data) => data.members),
  });

export const boardQuery = (home: Home) =>
  queryOptions({
    queryKey: [homeKey(home), 'board'] as const,
    refetchInterval: POLL_MS,
    queryFn: ({ signal }) => graphql(home, RegionBoardDocument, {}, signal).then((data) => data.board),
  });

type Cells = Board[number]['cells'];

/** A figure of the board: how many cases stand in these phases, this late, at least this high. */
export function countOf(
  cells: Cells,
  where: { phases?: readonly Phase[]; lateness?: Lateness; level?: Level },
): number {
  return cells
    .filter((cell) => !where.phases || where.phases.includes(cell.phase))
    .filter((cell) => !where.lateness || cell.lateness === where.lateness)
    .filter((cell) => !where.level || rung(cell.level) >= rung(where.level))
    .reduce((sum, cell) => sum + cell.count, 0);
}

/** Not answered yet: only these can be rows of the late list. */
export const AWAITING: readonly Phase[] = ['NEW', 'IN_PROGRESS', 'WAITING'];
