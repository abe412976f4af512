import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { casesQuery } from '@/lib/cases';
import type { Home } from '@/lib/home';
import { withTexts } from '@/lib/i18n';
import {
  type BoardSearch,
  parseCentre,
  parseImports,
  parseJournal,
  parseLate,
  parseQueue,
  toCaseFilter,
} from '@/lib/routes';
import { compact, parseSearch, stringifySearch, textOf } from '@/lib/search';
import { landing, lastHome, sessionQuery } from '@/lib/session';
import { Failure, NoSuchPage } from './Failure';
import { Shell } from './Shell';

interface Context {
  client: QueryClient;
}

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  errorComponent: ({ error, reset }) => <Failure error={error} onRetry={reset} />,
  notFoundComponent: NoSuchPage,
});

const indexRoute = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await context.client.fetchQuery(sessionQuery);
    if (!session) throw redirect({ to: '/login' });
    const only = session.length === 1 ? session[0] : session.find((item) => item.code === lastHome.read());
    throw only ? redirect({ href: landing(only) }) : redirect({ to: '/login' });
  },
});

const loginRoute = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { to?: string } => compact({ to: textOf(search.to) }),
  component: lazyRouteComponent(() => import('@/features/auth/LoginPage'), 'LoginPage'),
});

/** Nobody sees a screen of a home without a session; the way back is kept. */
async function requireSession(client: QueryClient, href: string) {
  const session = await client.ensureQueryData(sessionQuery);
  if (!session) throw redirect({ to: '/login', search: { to: href } });
}

function HomeShell({ home }: { home: Home }) {
  return <Shell key={`${home.kind}/${home.code}`} home={home} />;
}

const tenantRoute = createRoute({
  getParentRoute: () => root,
  path: '/t/$tenant',
  beforeLoad: ({ context, location }) => requireSession(context.client, location.href),
  component: function TenantShell() {
    return <HomeShell home={{ kind: 't', code: tenantRoute.useParams().tenant }} />;
  },
});

const tenantIndexRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/t/$tenant/queue', params });
  },
});

const queueRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: '/queue',
  validateSearch: parseQueue,
  loaderDeps: ({ search: { id: _id, enter: _enter, ...filter } }) => filter,
  loader: ({ context, deps, params }) => {
    void context.client.prefetchInfiniteQuery(casesQuery({ kind: 't', code: params.tenant }, toCaseFilter(deps)));
  },
  component: lazyRouteComponent(() => import('./QueueScreen'), 'QueueScreen'),
});

const caseRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: '/cases/$id',
  component: lazyRouteComponent(() => import('./CaseScreen'), 'CaseScreen'),
});

const journalRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: '/journal',
  validateSearch: parseJournal,
  component: lazyRouteComponent(() => withTexts(import('@/features/journal/JournalPage')), 'JournalPage'),
});

const importsRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: '/imports',
  validateSearch: parseImports,
  component: lazyRouteComponent(() => withTexts(import('@/features/imports/ImportsPage')), 'ImportsPage'),
});

const centreRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: '/centre',
  validateSearch: parseCentre,
  component: lazyRouteComponent(() => withTexts(import('@/features/centre/CentrePage')), 'CentrePage'),
});

const regionRoute = createRoute({
  getParentRoute: () => root,
  path: '/r/$region',
  beforeLoad: ({ context, location }) => requireSession(context.client, location.href),
  component: function RegionShell() {
    return <HomeShell home={{ kind: 'r', code: regionRoute.useParams().region }} />;
  },
});

const regionIndexRoute = createRoute({
  getParentRoute: () => regionRoute,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/r/$region/late', params });
  },
});

const lateRoute = createRoute({
  getParentRoute: () => regionRoute,
  path: '/late',
  validateSearch: parseLate,
  component: lazyRouteComponent(() => import('@/features/region/LatePage'), 'LatePage'),
});

const boardRoute = createRoute({
  getParentRoute: () => regionRoute,
  path: '/board',
  validateSearch: (search: Record<string, unknown>): BoardSearch => compact({ q: textOf(search.q) }),
  component: lazyRouteComponent(() => import('@/features/region/BoardPage'), 'BoardPage'),
});

const routeTree = root.addChildren([
  indexRoute,
  loginRoute,
  tenantRoute.addChildren([tenantIndexRoute, queueRoute, caseRoute, journalRoute, importsRoute, centreRoute]),
  regionRoute.addChildren([regionIndexRoute, lateRoute, boardRoute]),
]);

export const makeRouter = (client: QueryClient) =>
  createRouter({ routeTree, context: { client }, parseSearch, stringifySearch, defaultPreload: false });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
