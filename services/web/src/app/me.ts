import { queryOptions } from '@tanstack/react-query';
import { RegionMeDocument } from '@/gen/region';
import { MeDocument, NotificationsDocument } from '@/gen/tenant';
import { graphql } from '@/lib/graphql';
import { type Home, homeKey } from '@/lib/home';
import type { Me } from '@/lib/me';

const NOTIFICATIONS = 20;
const NOTIFICATIONS_POLL_MS = 15_000;

export const meQuery = (home: Home) =>
  queryOptions({
    queryKey: [homeKey(home), 'me'] as const,
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<Me> => {
      const { me } =
        home.kind === 't'
          ? await graphql(home, MeDocument, {}, signal)
          : await graphql(home, RegionMeDocument, {}, signal);
      const { name, shortName, zone } = me.tenant;
      return { home, user: me.user, name, shortName, zone, actions: new Set(me.actions) };
    },
  });

export const notificationsQuery = (home: Home) =>
  queryOptions({
    queryKey: [homeKey(home), 'notifications'] as const,
    refetchInterval: NOTIFICATIONS_POLL_MS,
    queryFn: ({ signal }) =>
      graphql(home, NotificationsDocument, { first: NOTIFICATIONS }, signal).then((data) => data.notifications),
  });
