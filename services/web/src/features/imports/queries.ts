import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  ImportPreviewDocument,
  ImportProfilesDocument,
  ImportRunDocument,
  type ImportRunQuery,
  type ImportRunRowFragment,
  ImportRunsDocument,
  type ImportRunsQuery,
  ReconciliationDocument,
  type ReconciliationQuery,
  SourceDifferencesDocument,
  type SourceDifferencesQuery,
} from '@/gen/tenant';
import { graphql, RequestError, send } from '@/lib/graphql';
import { type Home, homeKey, homePath } from '@/lib/home';
import type { Mismatch } from '@/lib/terms';
import type { RefusalView } from '@/ui/refusals';

const PAGE = 50;
const RUNS = 20;
const PROGRESS_MS = 1000;

export type Run = ImportRunRowFragment;
export type Difference = SourceDifferencesQuery['sourceDifferences']['edges'][number]['node'];
export type Unlike = ReconciliationQuery['reconciliation']['edges'][number]['node'];

export const importsKey = (home: Home) => [homeKey(home), 'imports'] as const;

export const profilesQuery = (home: Home) =>
  queryOptions({
    queryKey: [...importsKey(home), 'profiles'] as const,
    staleTime: 10 * 60_000,
    queryFn: ({ signal }) => graphql(home, ImportProfilesDocument, {}, signal).then((data) => data.importProfiles),
  });

export const previewQuery = (home: Home, upload: string, profile: string) =>
  queryOptions({
    queryKey: [...importsKey(home), 'preview', upload, profile] as const,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: ({ signal }) =>
      graphql(home, ImportPreviewDocument, { upload, profile }, signal).then((data) => data.importPreview),
  });

type RunsPage = ImportRunsQuery['importRuns'];

export const runsQuery = (home: Home) =>
  infiniteQueryOptions({
    queryKey: [...importsKey(home), 'runs'] as const,
    queryFn: ({ pageParam, signal }) =>
      graphql(home, ImportRunsDocument, { first: RUNS, after: pageParam }, signal).then((data) => data.importRuns),
    initialPageParam: null as string | null,
    getNextPageParam: (last: RunsPage) => (last.pageInfo.hasNextPage ? last.pageInfo.endCursor : undefined),
  });

type OneRun = NonNullable<ImportRunQuery['importRun']>;

/** A run with its refused rows; asked again while it goes on. */
export const runQuery = (home: Home, id: string) =>
  infiniteQueryOptions({
    queryKey: [...importsKey(home), 'run', id] as const,
    queryFn: ({ pageParam, signal }) =>
      graphql(home, ImportRunDocument, { id, first: PAGE, after: pageParam }, signal).then(
        (data) => data.importRun ?? null,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last: OneRun | null) =>
      last?.refusals.pageInfo.hasNextPage ? last.refusals.pageInfo.endCursor : undefined,
    refetchInterval: (query) => (query.state.data?.pages[0]?.state === 'RUNNING' ? PROGRESS_MS : false),
  });

type DifferencesPage = SourceDifferencesQuery['sourceDifferences'];

export const differencesQuery = (home: Home, source: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...importsKey(home), 'differences', source] as const,
    queryFn: ({ pageParam, signal }) =>
      graphql(
        home,
        SourceDifferencesDocument,
        { source: source ?? null, settled: false, first: PAGE, after: pageParam },
        signal,
      ).then((data) => data.sourceDifferences),
    initialPageParam: null as string | null,
    getNextPageParam: (last: DifferencesPage) => (last.pageInfo.hasNextPage ? last.pageInfo.endCursor : undefined),
  });

type ReconciliationPage = ReconciliationQuery['reconciliation'];

export const reconciliationQuery = (home: Home, source: string, mismatch: Mismatch | undefined) =>
  infiniteQueryOptions({
    queryKey: [...importsKey(home), 'reconciliation', source, mismatch] as const,
    enabled: source !== '',
    queryFn: ({ pageParam, signal }) =>
      graphql(
        home,
        ReconciliationDocument,
        { source, mismatch: mismatch ?? null, first: PAGE, after: pageParam },
        signal,
      ).then((data) => data.reconciliation),
    initialPageParam: null as string | null,
    getNextPageParam: (last: ReconciliationPage) => (last.pageInfo.hasNextPage ? last.pageInfo.endCursor : undefined),
  });

/** A file that was not taken, with the code of the rule. */
export class Refused extends Error {
  readonly refusal: RefusalView;
  /** What the server says about it, in Russian. */
  readonly detail: string | undefined;
  constructor(code: string, detail?: string) {
    super(code);
    this.refusal = { code, parameters: [] };
    this.detail = detail;
  }
}

export interface Upload {
  id: string;
  name: string;
  size: number;
}

export async function upload(home: Home, file: File): Promise<Upload> {
  const response = await send(`${homePath(home)}/imports?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': file.type || 'application/octet-stream', 'x-requested-by': 'otklik' },
    body: file,
  });
  const answer = (await response.json().catch(() => ({}))) as Partial<Upload> & { code?: string; message?: string };
  if (response.ok && answer.id) return { id: answer.id, name: file.name, size: file.size };
  if (answer.code) throw new Refused(answer.code, answer.message);
  if (response.status === 413) throw new Refused('TOO_LARGE');
  if (response.status === 415) throw new Refused('FILE_TYPE_NOT_ALLOWED');
  throw new RequestError(response.status === 401 ? 'UNAUTHENTICATED' : 'INTERNAL');
}

/** The refused rows as a file, to be mended and loaded again. */
export const refusedFile = (home: Home, run: string) => `${homePath(home)}/imports/${run}/refused.csv`;
