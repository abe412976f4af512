import { useTranslation } from 'react-i18next';
import {
  CloseCaseDocument,
  ConfirmCaseCompetenceDocument,
  ContinueCaseWithoutDocumentsDocument,
  ContributeToCaseDocument,
  DenyCaseExtensionDocument,
  DenyNoAnswerDocument,
  ProposeNoAnswerDocument,
  ReceiveCaseDocumentsDocument,
  RecordDeliveryFailureDocument,
  ReturnCaseToRegistryDocument,
  SignReplyDocument,
  WithdrawCaseDocument,
} from '@/gen/tenant';
import { useDraft } from '@/lib/drafts';
import { useMe } from '@/lib/me';
import { type ActFormProps, Choices, Frame } from '../ActFrame';
import { orNull } from '../acts';
import { NoteField } from './fields';
import { type Sending, sending, useAppealAct } from './useAppealAct';

interface Values {
  note: string | null;
  reason: string;
}

interface Act {
  send: Sending<Values>;
  /** The words are the act. */
  must?: boolean;
  label?: 'appeal.form.contribution' | 'appeal.form.authorPaper';
}

type Plain = { requestId: string; case: string; expectedRevision: number; note: string | null };

/** An act that takes nothing but words. */
const plain =
  (send: (home: Parameters<Sending<Values>>[0], input: Plain) => ReturnType<Sending<Values>>): Sending<Values> =>
  (home, { requestId, case: id, expectedRevision, note }) =>
    send(home, { requestId, case: id, expectedRevision, note });

const contribute = sending(ContributeToCaseDocument, 'contributeToCase');
const propose = sending(ProposeNoAnswerDocument, 'proposeNoAnswer');

const ACTS: Record<string, Act> = {
  confirm_competence: { send: plain(sending(ConfirmCaseCompetenceDocument, 'confirmCaseCompetence')) },
  return_to_registry: { send: plain(sending(ReturnCaseToRegistryDocument, 'returnCaseToRegistry')), must: true },
  receive_documents: { send: plain(sending(ReceiveCaseDocumentsDocument, 'receiveCaseDocuments')) },
  continue_without: {
    send: plain(sending(ContinueCaseWithoutDocumentsDocument, 'continueCaseWithoutDocuments')),
    must: true,
  },
  deny_extension: { send: plain(sending(DenyCaseExtensionDocument, 'denyCaseExtension')), must: true },
  deny_no_answer: { send: plain(sending(DenyNoAnswerDocument, 'denyNoAnswer')), must: true },
  sign: { send: plain(sending(SignReplyDocument, 'signReply')) },
  delivery_failed: { send: plain(sending(RecordDeliveryFailureDocument, 'recordDeliveryFailure')), must: true },
  close: { send: plain(sending(CloseCaseDocument, 'closeCase')) },
  withdraw: {
    send: plain(sending(WithdrawCaseDocument, 'withdrawCase')),
    must: true,
    label: 'appeal.form.authorPaper',
  },
  propose_no_answer: { send: propose },
  contribute: {
    send: (home, { requestId, case: id, note }) => contribute(home, { requestId, case: id, text: note ?? '' }),
    must: true,
    label: 'appeal.form.contribution',
  },
};

function actOf(key: string): Act {
  const act = ACTS[key];
  if (!act) throw new Error(`${key} has a form of its own`);
  return act;
}

const EMPTY = { note: '', reason: '' };

/** An act that needs words, and sometimes an entry of its closed list. */
export function NoteForm(props: ActFormProps) {
  const { t } = useTranslation();
  const { home, user } = useMe();
  const { card, offer } = props;
  const [draft, setDraft, clear] = useDraft(`${home.code}:${user.id}:${offer.key}:${card.id}`, EMPTY);
  const { send, must = false, label } = actOf(offer.key);
  const reasons = offer.acts[0]?.reasons ?? [];
  const onClose = () => {
    clear();
    props.onClose();
  };
  const act = useAppealAct<Values>({ ...props, onClose }, ['note', 'reason', 'text'], send);
  const ready = (!must || draft.note.trim() !== '') && (reasons.length === 0 || draft.reason !== '');
  return (
    <Frame
      {...props}
      act={act}
      ready={ready}
      submit={props.title}
      onSubmit={() => act.send({ note: orNull(draft.note), reason: draft.reason })}
    >
      {reasons.length > 0 && (
        <Choices
          label={t('form.reason')}
          name="reason"
          options={reasons}
          value={draft.reason}
          error={act.fieldError('reason')}
          onChange={(reason) => setDraft({ ...draft, reason })}
        />
      )}
      <NoteField
        must={must}
        {...(label ? { label: t(label) } : {})}
        value={draft.note}
        error={act.fieldError('note') ?? act.fieldError('text')}
        onChange={(note) => setDraft({ ...draft, note })}
      />
    </Frame>
  );
}
