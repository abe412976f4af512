import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CaseCardFragment } from '@/gen/tenant';
import { caseQuery, keepCase } from '@/lib/cases';
import { RequestError } from '@/lib/graphql';
import { useMe } from '@/lib/me';
import { useRequestId } from '@/lib/request-id';
import { say } from '@/lib/toasts';
import { useRefusals } from '@/ui/refusals';
import type { Payload } from './acts';

interface Send<Values> {
  card: CaseCardFragment;
  /** Input fields that the form shows itself. */
  fields: readonly string[];
  perform: (target: { case: string; expectedRevision: number; requestId: string }, values: Values) => Promise<Payload>;
  done: string;
  /** False for what may be said at any revision: a repeat after a lost answer must carry the same id. */
  versioned?: boolean;
  onDone?: () => void;
}

/** Sends a change of a case, keeps its answer, and turns a conflict into a fresh card beside the filled form. */
export function useAct<Values>({ card, fields, perform, done, versioned = true, onDone }: Send<Values>) {
  const { t } = useTranslation();
  const { home } = useMe();
  const client = useQueryClient();
  const requestId = useRequestId();
  const refusals = useRefusals(fields);
  const mutation = useMutation({
    mutationFn: (values: Values) => {
      const target = { case: card.id, expectedRevision: card.revision };
      return perform(
        { ...target, requestId: requestId(versioned ? { ...target, values } : { case: card.id, values }) },
        values,
      );
    },
    onSuccess: (payload) => {
      refusals.setRefusals(payload.refusals);
      if (payload.case) keepCase(client, home, payload.case);
      if (payload.refusals.length > 0) return;
      say(done);
      onDone?.();
    },
    onError: (error) => {
      if (error instanceof RequestError && error.code === 'CONFLICT') {
        void client.invalidateQueries({ queryKey: caseQuery(home, card.id).queryKey });
      } else if (error instanceof RequestError && error.code === 'NETWORK') {
        say(t('error.NETWORK.title'), 'bad');
      }
    },
  });
  return { send: mutation.mutate, isPending: mutation.isPending, error: mutation.error, ...refusals };
}
