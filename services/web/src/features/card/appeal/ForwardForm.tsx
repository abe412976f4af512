import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ForwardCaseDocument, type LetterInput } from '@/gen/tenant';
import { useMe } from '@/lib/me';
import { type ActFormProps, Choices, Frame } from '../ActFrame';
import { orNull } from '../acts';
import { detailsOf, isLetterReady, LetterFields, NoteField, newLetter, toLetter } from './fields';
import { sending, useAppealAct } from './useAppealAct';

interface Values {
  reason: string | null;
  letter: LetterInput;
  notice: LetterInput;
  note: string | null;
}

const TO_BODY = { addressee: true };

/** To the competent body, with a notice to the author: both numbered. */
export function ForwardForm(props: ActFormProps) {
  const { t } = useTranslation();
  const { zone } = useMe();
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const [letter, setLetter] = useState(() => newLetter(zone));
  const [notice, setNotice] = useState(() => newLetter(zone, detailsOf(props.card.details)));
  const fields = ['reason', 'letter', 'addressee', 'notice', 'note'];
  const act = useAppealAct<Values>(props, fields, sending(ForwardCaseDocument, 'forwardCase'));
  const reasons = props.offer.acts[0]?.reasons ?? [];
  const ready = (reasons.length === 0 || reason !== '') && isLetterReady(letter, TO_BODY) && isLetterReady(notice, {});
  const values = () => ({
    reason: orNull(reason),
    letter: toLetter(letter),
    notice: toLetter(notice),
    note: orNull(note),
  });
  return (
    <Frame {...props} act={act} ready={ready} submit={props.title} onSubmit={() => act.send(values())}>
      {reasons.length > 0 && (
        <Choices
          label={t('appeal.form.whose')}
          name="reason"
          options={reasons}
          value={reason}
          error={act.fieldError('reason')}
          onChange={setReason}
        />
      )}
      <LetterFields
        legend={t('appeal.form.forwarding')}
        needs={TO_BODY}
        value={letter}
        error={act.fieldError('letter') ?? act.fieldError('addressee')}
        onChange={setLetter}
      />
      <LetterFields
        legend={t('appeal.form.notice')}
        needs={{}}
        value={notice}
        error={act.fieldError('notice')}
        onChange={setNotice}
      />
      <NoteField value={note} error={act.fieldError('note')} onChange={setNote} />
    </Frame>
  );
}
