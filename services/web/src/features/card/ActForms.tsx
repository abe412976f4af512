import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ActFormProps, Choices, Frame, useForm } from './ActFrame';
import { isTypedIn } from './acts';
import { ReplyCopy } from './ReplyCopy';

export { AssignForm } from './AssignForm';
export { ReplyForm } from './ReplyForm';

export function ConfirmForm(props: ActFormProps) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const act = useForm(props, ['note']);
  return (
    <Frame {...props} act={act} ready submit={props.title} onSubmit={() => act.send({ note })}>
      <Textarea
        autosize
        minRows={1}
        data-autofocus
        label={t('form.noteOptional')}
        value={note}
        error={act.fieldError('note')}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Frame>
  );
}

export function ReasonForm(props: ActFormProps) {
  const { t } = useTranslation();
  const reasons = props.offer.acts[0]?.reasons ?? [];
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const act = useForm(props, ['reason', 'note']);
  const ready = reasons.length === 0 || reason !== '';
  return (
    <Frame {...props} act={act} ready={ready} submit={props.title} onSubmit={() => act.send({ reason, note })}>
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
      <Textarea
        autosize
        minRows={2}
        data-autofocus={reasons.length === 0 || undefined}
        label={t('form.noteOptional')}
        value={note}
        error={act.fieldError('note')}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Frame>
  );
}

/** The answer was given; it still has to stand where the message came from. */
export function SourceForm(props: ActFormProps) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const act = useForm(props, ['note']);
  return (
    <Frame {...props} act={act} ready submit={props.title} onSubmit={() => act.send({ note })}>
      <ReplyCopy text={props.card.reply?.text ?? ''} />
      <Textarea
        autosize
        minRows={1}
        data-autofocus
        label={t('form.noteOptional')}
        value={note}
        error={act.fieldError('note')}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Frame>
  );
}

/** The choice of a link beside the ways of the closed list. */
const LINK = 'link';

export function PublishForm(props: ActFormProps) {
  const { t } = useTranslation();
  const ways = props.offer.acts[0]?.ways ?? [];
  const [way, setWay] = useState(LINK);
  const [link, setLink] = useState('');
  const act = useForm(props, ['publishedAt']);
  const publishedAt = way === LINK ? link.trim() : way;
  return (
    <Frame
      {...props}
      act={act}
      ready={publishedAt !== ''}
      submit={props.title}
      onSubmit={() => act.send({ publishedAt })}
    >
      {isTypedIn(props.card) && <ReplyCopy text={props.card.reply?.text ?? ''} />}
      {ways.length > 0 && (
        <Choices
          label={t('form.way')}
          name="way"
          options={[{ code: LINK, title: t('form.byLink') }, ...ways]}
          value={way}
          error={undefined}
          onChange={setWay}
        />
      )}
      {way === LINK && (
        <TextInput
          required
          data-autofocus
          type="url"
          label={t('form.publishedAt')}
          description={t('form.publishedAtHint')}
          placeholder="https://"
          value={link}
          error={act.fieldError('publishedAt')}
          onChange={(event) => setLink(event.currentTarget.value)}
        />
      )}
    </Frame>
  );
}
