import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  DecideNoAnswerDocument,
  DispatchReplyDocument,
  type LetterInput,
  RemindCaseDocumentsDocument,
  RequestCaseDocumentsDocument,
  RequestCaseExplanationsDocument,
} from '@/gen/tenant';
import { useMe } from '@/lib/me';
import { type ActFormProps, Choices, Frame } from '../ActFrame';
import { orNull } from '../acts';
import { detailsOf, isLetterReady, LetterFields, type LetterNeeds, NoteField, newLetter, toLetter } from './fields';
import { type Sending, sending, useAppealAct } from './useAppealAct';

interface Values {
  letter: LetterInput;
  note: string | null;
  reason: string | null;
}

interface Act {
  legend: 'appeal.form.request' | 'appeal.form.answer' | 'appeal.form.notice';
  needs: LetterNeeds;
  send: Sending<Values>;
}

type Plain = { requestId: string; case: string; expectedRevision: number; letter: LetterInput; note: string | null };

const plain =
  (send: (home: Parameters<Sending<Values>>[0], input: Plain) => ReturnType<Sending<Values>>): Sending<Values> =>
  (home, { reason: _reason, ...input }) =>
    send(home, input);

const decide = sending(DecideNoAnswerDocument, 'decideNoAnswer');

const ACTS: Record<string, Act> = {
  request_documents: {
    legend: 'appeal.form.request',
    needs: { addressee: true },
    send: plain(sending(RequestCaseDocumentsDocument, 'requestCaseDocuments')),
  },
  remind: {
    legend: 'appeal.form.request',
    needs: {},
    send: plain(sending(RemindCaseDocumentsDocument, 'remindCaseDocuments')),
  },
  request_explanations: {
    legend: 'appeal.form.request',
    needs: { addressee: true },
    send: plain(sending(RequestCaseExplanationsDocument, 'requestCaseExplanations')),
  },
  dispatch: {
    legend: 'appeal.form.answer',
    needs: {},
    send: plain(sending(DispatchReplyDocument, 'dispatchReply')),
  },
  decide_no_answer: {
    legend: 'appeal.form.notice',
    needs: { optional: true },
    send: (home, { letter, ...input }) => decide(home, { ...input, notice: letter.number ? letter : null }),
  },
};

function actOf(key: string): Act {
  const act = ACTS[key];
  if (!act) throw new Error(`${key} sends no letter`);
  return act;
}

/** An act that sends a letter: its number and day are written into the case. */
export function LetterForm(props: ActFormProps) {
  const { t } = useTranslation();
  const { zone } = useMe();
  const { legend, needs, send } = actOf(props.offer.key);
  const [letter, setLetter] = useState(() => newLetter(zone, detailsOf(props.card.details)));
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const act = useAppealAct<Values>(props, ['letter', 'addressee', 'notice', 'note', 'reason'], send);
  const reasons = props.offer.acts[0]?.reasons ?? [];
  const ready = isLetterReady(letter, needs) && (reasons.length === 0 || reason !== '');
  return (
    <Frame
      {...props}
      act={act}
      ready={ready}
      submit={props.title}
      onSubmit={() => act.send({ letter: toLetter(letter), note: orNull(note), reason: orNull(reason) })}
    >
      {reasons.length > 0 && (
        <Choices
          label={t('form.reason')}
          name="reason"
          options={reasons}
          value={reason}
          error={act.fieldError('reason')}
          onChange={setReason}
        />
      )}
      <LetterFields
        legend={t(legend)}
        needs={needs}
        value={letter}
        error={act.fieldError('letter') ?? act.fieldError('addressee') ?? act.fieldError('notice')}
        onChange={setLetter}
      />
      <NoteField value={note} error={act.fieldError('note')} onChange={setNote} />
    </Frame>
  );
}
