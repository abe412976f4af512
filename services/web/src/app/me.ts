import { queryOptions } from '@tanstack/react-query';
import { RegionMeDocument, type RegionMeQuery } from '@/gen/region';
import { MeDocument, NotificationsDocument } from '@/gen/tenant';
import { graphql } from '@/lib/graphql';
import { type Home, homeKey } from '@/lib/home';
import type { Me } from '@/lib/me';

const NOTIFICATIONS = 20;
const NOTIFICATIONS_POLL_MS = 15_000;

type Caller = Pick<RegionMeQuery['me'], 'user' | 'tenant' | 'actions'>;

function meOf(home: Home, { user, tenant, actions }: Caller, isDraft: boolean): Me {
  const { name, shortName, zone } = tenant;
  return { home, user, name, shortName, zone, actions: new Set(actions), isDraft };
}

export const meQuery = (home: Home) =>
  queryOptions({
    queryKey: [homeKey(home), 'me'] as const,
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<Me> => {
      if (home.kind === 'r') {
        const { me } = await graphql(home, RegionMeDocument, {}, signal);
        return meOf(home, me, false);
      }
      const { me } = await graphql(home, MeDocument, {}, signal);
      return meOf(home, me, me.isDraft);
    },
  });

export const notificationsQuery = (home: Home) =>
  queryOptions({
    queryKey: [homeKey(home), 'notifications'] as const,
    refetchInterval: NOTIFICATIONS_POLL_MS,
    queryFn: ({ signal }) =>
      graphql(home, NotificationsDocument, { first: NOTIFICATIONS }, signal).then((data) => data.notifications),
  });
