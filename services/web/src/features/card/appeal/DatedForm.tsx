import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  GrantCaseExtensionDocument,
  type LetterInput,
  RecordCaseVisitDocument,
  RequestCaseExtensionDocument,
} from '@/gen/tenant';
import { day, today } from '@/lib/format';
import { useMe } from '@/lib/me';
import { type ActFormProps, Choices, Frame } from '../ActFrame';
import { orNull } from '../acts';
import { detailsOf, isLetterReady, LetterFields, NoteField, newLetter, toLetter } from './fields';
import { type Sending, sending, useAppealAct } from './useAppealAct';

interface Values {
  on: string;
  reason: string | null;
  note: string;
  notice: LetterInput | null;
}

const ask = sending(RequestCaseExtensionDocument, 'requestCaseExtension');
const grant = sending(GrantCaseExtensionDocument, 'grantCaseExtension');
const visit = sending(RecordCaseVisitDocument, 'recordCaseVisit');

const SENDERS: Record<string, Sending<Values>> = {
  request_extension: (home, { on, note, ...input }) => ask(home, { ...input, until: on, note: orNull(note) }),
  grant_extension: (home, { on, note, ...input }) => grant(home, { ...input, until: on, note: orNull(note) }),
  record_visit: (home, { on, note, requestId, case: id, expectedRevision }) =>
    visit(home, { requestId, case: id, expectedRevision, visitedOn: on, text: note.trim() }),
};

function senderOf(key: string): Sending<Values> {
  const sender = SENDERS[key];
  if (!sender) throw new Error(`${key} names no date`);
  return sender;
}

/** An act about a date: until when it is extended, when somebody went to look. */
export function DatedForm(props: ActFormProps) {
  const { t, i18n } = useTranslation();
  const { zone } = useMe();
  const key = props.offer.key;
  const isVisit = key === 'record_visit';
  const withNotice = key === 'grant_extension';
  const available = props.offer.acts[0];
  const reasons = available?.reasons ?? [];
  const latest = available?.latestOn ?? undefined;
  const now = today(zone);
  const [on, setOn] = useState(isVisit ? now : '');
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const [notice, setNotice] = useState(() => newLetter(zone, detailsOf(props.card.details)));
  const act = useAppealAct<Values>(props, ['until', 'visitedOn', 'reason', 'note', 'text', 'notice'], senderOf(key));
  const ready =
    on !== '' &&
    (reasons.length === 0 || reason !== '') &&
    (!isVisit || note.trim() !== '') &&
    (!withNotice || isLetterReady(notice, {}));
  const bounds = isVisit ? { max: now } : { min: now, ...(latest ? { max: latest } : {}) };
  return (
    <Frame
      {...props}
      act={act}
      ready={ready}
      submit={props.title}
      onSubmit={() => act.send({ on, reason: orNull(reason), note, notice: withNotice ? toLetter(notice) : null })}
    >
      <TextInput
        required
        data-autofocus
        type="date"
        {...bounds}
        label={t(isVisit ? 'appeal.form.visitedOn' : 'appeal.form.until')}
        description={!isVisit && latest ? t('appeal.form.latest', { on: day(latest, i18n.language) }) : undefined}
        value={on}
        error={act.fieldError('until') ?? act.fieldError('visitedOn')}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
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
      {withNotice && (
        <LetterFields
          legend={t('appeal.form.notice')}
          needs={{}}
          value={notice}
          error={act.fieldError('notice')}
          onChange={setNotice}
        />
      )}
      <NoteField
        must={isVisit}
        {...(isVisit ? { label: t('appeal.form.visit') } : {})}
        value={note}
        error={act.fieldError('note') ?? act.fieldError('text')}
        onChange={setNote}
      />
    </Frame>
  );
}
