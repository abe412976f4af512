import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CompositionAnswerFragment } from '@/gen/tenant';
import type { Doc } from '@/lib/document';
import { graphql } from '@/lib/graphql';
import { homeKey } from '@/lib/home';
import { useMe } from '@/lib/me';
import { useRequestId } from '@/lib/request-id';
import { say } from '@/lib/toasts';
import { type RefusalView, useRefusals } from '@/ui/refusals';
import { compositionKey } from './queries';

export type LeftCase = CompositionAnswerFragment['openCases'][number];
type Answer = Pick<CompositionAnswerFragment, 'openCases'> & { refusals: RefusalView[] };

interface CentreAct<Name extends string, Input extends { requestId: string }> {
  document: Doc<Record<Name, Answer>, { input: Input }>;
  name: Name;
  fields: readonly string[];
  done: string;
  onDone: (answer: Answer) => void;
}

/** Changes the composition, then asks for it anew, and for what the caller may do and see. */
export function useCentreAct<Name extends string, Input extends { requestId: string }>(act: CentreAct<Name, Input>) {
  const { home } = useMe();
  const client = useQueryClient();
  const requestId = useRequestId();
  const refusals = useRefusals(act.fields);
  const mutation = useMutation({
    mutationFn: async (values: Omit<Input, 'requestId'>) => {
      const input = { ...values, requestId: requestId(values) } as Input;
      return (await graphql(home, act.document, { input }))[act.name];
    },
    onSuccess: (answer) => {
      refusals.setRefusals(answer.refusals);
      if (answer.refusals.length > 0) return;
      void client.invalidateQueries({ queryKey: compositionKey(home) });
      void client.invalidateQueries({ queryKey: [homeKey(home), 'me'] });
      say(act.done);
      act.onDone(answer);
    },
  });
  return { send: mutation.mutate, isPending: mutation.isPending, error: mutation.error, ...refusals };
}
