/** Everything is UTC on the wire and is shown in the zone of the tenant. */
const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string, zone: string | undefined, options: Intl.DateTimeFormatOptions) {
  const key = `${language}|${zone}|${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: zone, ...options });
  cache.set(key, made);
  return made;
}

const yearOf = (date: Date, zone: string | undefined) => formatter('en', zone, { year: 'numeric' }).format(date);

/** «20 нояб., 14:05»; the year is written only when it is not this one. */
export function dateTime(iso: string, language: string, zone?: string, now = new Date()): string {
  const date = new Date(iso);
  const year = yearOf(date, zone) === yearOf(now, zone) ? undefined : 'numeric';
  return formatter(language, zone, {
    day: 'numeric',
    month: 'short',
    ...(year ? { year } : {}),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(date)
    .replace(' в ', ', ')
    .replace(/\.(?=,)/, '');
}

export function dateTimeFull(iso: string, language: string, zone?: string): string {
  return formatter(language, zone, { dateStyle: 'full', timeStyle: 'short' }).format(new Date(iso));
}

export function time(iso: string, language: string, zone?: string): string {
  return formatter(language, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(iso));
}

/** A calendar date without a zone of its own. */
export function day(iso: string, language: string): string {
  return formatter(language, 'UTC', { dateStyle: 'long' }).format(new Date(`${iso.slice(0, 10)}T00:00:00Z`));
}

/** The same in a table: «20.11.2026». */
export function dayShort(iso: string, language: string): string {
  return formatter(language, 'UTC', { day: '2-digit', month: '2-digit', year: 'numeric' }).format(
    new Date(`${iso.slice(0, 10)}T00:00:00Z`),
  );
}

/** Today in the zone, as `2026-11-20`. */
export function today(zone?: string, now = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now);
}

/** The moment of `2026-11-20T14:05` on a clock of the zone. */
export function momentOf(local: string, zone?: string): string {
  const wanted = Date.parse(`${local}:00Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const offset = (at: number) => Date.parse(`${shown.format(at).replace(' ', 'T')}Z`) - at;
  return new Date(wanted - offset(wanted - offset(wanted))).toISOString();
}

export const number = (value: number, language: string) => new Intl.NumberFormat(language).format(value);

/** A working day of a 40-hour week. */
const DAY_MINUTES = 480;

export interface WorkParts {
  days: number;
  hours: number;
  minutes: number;
}

/** Working minutes as a person says them: two neighbouring units at most. */
export function workParts(minutes: number): WorkParts {
  const whole = Math.abs(Math.trunc(minutes));
  const days = Math.floor(whole / DAY_MINUTES);
  const hours = Math.floor((whole % DAY_MINUTES) / 60);
  return { days, hours, minutes: days ? 0 : whole % 60 };
}

export function fileSize(bytes: number, language: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)));
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(bytes / 1024 ** step);
}
