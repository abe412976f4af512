import { useTranslation } from 'react-i18next';
import type { Doc } from '@/lib/document';
import { graphql } from '@/lib/graphql';
import type { Home } from '@/lib/home';
import { useMe } from '@/lib/me';
import type { ActFormProps } from '../ActFrame';
import type { Payload, Target } from '../acts';
import { useAct } from '../useAct';

export type Sending<Values> = (home: Home, input: Target & Values) => Promise<Payload>;

/** One mutation as a function of its input. */
export const sending =
  <Input, Name extends string>(document: Doc<Record<Name, Payload>, { input: Input }>, name: Name) =>
  async (home: Home, input: Input): Promise<Payload> =>
    (await graphql(home, document, { input }))[name];

/** Sends an act of an appeal and says what was done. */
export function useAppealAct<Values>(
  { card, offer, onClose }: ActFormProps,
  fields: readonly string[],
  act: Sending<Values>,
) {
  const { t } = useTranslation();
  const { home } = useMe();
  return useAct<Values>({
    card,
    fields,
    done: t(`done.${offer.key as 'register'}`, { number: card.number }),
    perform: (target, values) => act(home, { ...target, ...values }),
    onDone: onClose,
  });
}
