import { queryOptions } from '@tanstack/react-query';
import type { TenantKind } from '@/gen/tenant';
import { POST_HEADERS, RequestError, send } from './graphql';
import type { Home } from './home';

export interface Membership {
  code: string;
  kind: TenantKind;
  shortName: string;
  position: string;
}

export type LoginAnswer =
  | { ok: true; memberships: Membership[] }
  | { ok: false; code: 'WRONG_PASSWORD' | 'INTERNAL' | 'NETWORK' }
  | { ok: false; code: 'TOO_MANY'; seconds: number };

const LAST = 'otklik:last-home';

export const lastHome = {
  read: () => localStorage.getItem(LAST),
  write: (code: string) => localStorage.setItem(LAST, code),
};

export const homeOf = (membership: Membership): Home => ({
  kind: membership.kind === 'REGIONAL' ? 'r' : 't',
  code: membership.code,
});

/** The first screen of a membership. */
export const landing = (membership: Membership) =>
  membership.kind === 'REGIONAL' ? `/r/${membership.code}/late` : `/t/${membership.code}/queue`;

const FALLBACK_SECONDS = 60;

export async function login(name: string, password: string): Promise<LoginAnswer> {
  try {
    const response = await send('/auth/login', {
      method: 'POST',
      headers: POST_HEADERS,
      body: JSON.stringify({ login: name, password }),
    });
    if (response.ok)
      return { ok: true, memberships: ((await response.json()) as { memberships: Membership[] }).memberships };
    if (response.status === 401) return { ok: false, code: 'WRONG_PASSWORD' };
    if (response.status === 429) {
      return { ok: false, code: 'TOO_MANY', seconds: Number(response.headers.get('retry-after')) || FALLBACK_SECONDS };
    }
    return { ok: false, code: 'INTERNAL' };
  } catch (error) {
    return { ok: false, code: error instanceof RequestError && error.code === 'NETWORK' ? 'NETWORK' : 'INTERNAL' };
  }
}

export const logout = () => send('/auth/logout', { method: 'POST', headers: POST_HEADERS, body: '{}' });

/** Who is signed in; `null` is nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<Membership[] | null> => {
    const response = await send('/auth/me', { signal, headers: { 'x-requested-by': 'otklik' } });
    if (response.status === 401) return null;
    if (!response.ok) throw new RequestError('INTERNAL', response.headers.get('x-request-id') ?? undefined);
    return ((await response.json()) as { memberships: Membership[] }).memberships;
  },
});
