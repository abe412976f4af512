/** The URL codec: `?phase=NEW,WAITING&late=BREACHED`. Lists are joined by commas, empty values are left out. */
export type SearchValue = string | readonly string[] | undefined;

export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const parts = Object.entries(search).flatMap(([key, value]) => {
    const text = Array.isArray(value) ? value.map((item) => encode(String(item))).join(',') : encode(plain(value));
    return text ? [`${encode(key)}=${text}`] : [];
  });
  return parts.length ? `?${parts.join('&')}` : '';
}

const plain = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const encode = (text: string) => encodeURIComponent(text).replaceAll('%20', '+').replaceAll('%2F', '/');

/** The value if the list knows it; what is unknown in a URL is dropped, never an error. */
export function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((item) => item === value);
}

export function someOf<T extends string>(allowed: readonly T[], value: unknown): T[] | undefined {
  const given = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  const known = allowed.filter((item) => given.includes(item));
  return known.length ? known : undefined;
}

export function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text || undefined;
}

/** A calendar day, `2026-11-20`. */
export function dayOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
}

/** Without keys whose value says nothing, so that equal searches are equal objects. */
export function compact<T extends object>(search: T): T {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T;
}
