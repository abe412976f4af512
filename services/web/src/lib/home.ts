/** Where a screen works: a centre (`/t/kilemary`) or a region (`/r/mari-el`). */
export interface Home {
  readonly kind: 't' | 'r';
  readonly code: string;
}

export const homePath = (home: Home) => `/${home.kind}/${home.code}`;

/** Tenants and regions are walls in the cache too: every key starts with the home. */
export const homeKey = (home: Home) => `${home.kind}/${home.code}`;
