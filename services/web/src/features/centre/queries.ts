import { queryOptions } from '@tanstack/react-query';
import { CompositionDocument, type CompositionViewFragment } from '@/gen/tenant';
import { graphql } from '@/lib/graphql';
import { type Home, homeKey, homePath } from '@/lib/home';

export type Centre = CompositionViewFragment;
export type Seat = Centre['seats'][number];
export type Appointment = Seat['appointments'][number];
export type CentreFunction = Centre['functions'][number];

export const compositionKey = (home: Home) => [homeKey(home), 'composition'] as const;

export const compositionQuery = (home: Home, on: string | undefined) =>
  queryOptions({
    queryKey: [...compositionKey(home), on] as const,
    queryFn: ({ signal }) => graphql(home, CompositionDocument, { on: on ?? null }, signal).then((d) => d.composition),
  });

/** The annex «Состав» as of the day. */
export const annexFile = (home: Home, on: string) => `${homePath(home)}/exports/composition.docx?on=${on}`;

/** Whoever holds the seat on the day. */
export const holdersOn = (seat: Seat, on: string) =>
  seat.appointments.filter((item) => item.fromOn <= on && (!item.toOn || item.toOn >= on));

/** Appointments of other days: before and after it. */
export const othersThan = (seat: Seat, on: string) => {
  const now = holdersOn(seat, on);
  return seat.appointments.filter((item) => !now.includes(item));
};
