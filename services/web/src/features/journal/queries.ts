import { infiniteQueryOptions } from '@tanstack/react-query';
import { JournalDocument, type JournalQuery } from '@/gen/tenant';
import { graphql } from '@/lib/graphql';
import { type Home, homeKey, homePath } from '@/lib/home';
import { type JournalSearch, toJournalFilter } from '@/lib/routes';
import { stringifySearch } from '@/lib/search';

const PAGE = 50;

type JournalPage = JournalQuery['journal'];
export type JournalEntry = JournalPage['edges'][number]['node'];

export const journalQuery = (home: Home, search: JournalSearch) => {
  const filter = toJournalFilter(search);
  return infiniteQueryOptions({
    queryKey: [homeKey(home), 'journal', filter] as const,
    queryFn: ({ pageParam, signal }) =>
      graphql(home, JournalDocument, { ...filter, first: PAGE, after: pageParam }, signal).then((data) => data.journal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: JournalPage) => (last.pageInfo.hasNextPage ? last.pageInfo.endCursor : undefined),
    staleTime: 30_000,
  });
};

/** The same lines as a spreadsheet, whole. */
export const journalFile = (home: Home, search: JournalSearch) =>
  `${homePath(home)}/exports/journal.xlsx${stringifySearch(toJournalFilter(search))}`;
