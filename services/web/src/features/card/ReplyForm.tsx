import { Button, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDraft } from '@/lib/drafts';
import { number, today } from '@/lib/format';
import { useMe } from '@/lib/me';
import { REPLY_KINDS, type ReplyKind } from '@/lib/terms';
import { type ActFormProps, Frame, useForm } from './ActFrame';
import { type ActValues, SUBMIT_OF } from './acts';

interface ReplyDraft {
  kind: ReplyKind;
  text: string;
  promisedOn: string;
  reason: string;
}

const NO_REPLY: ReplyDraft = { kind: 'FINAL', text: '', promisedOn: '', reason: '' };

export function ReplyForm(props: ActFormProps) {
  const { t, i18n } = useTranslation();
  const { home, user, zone } = useMe();
  const { card, offer } = props;
  const [draft, setDraft, clear] = useDraft(`${home.code}:${user.id}:reply:${card.id}`, NO_REPLY);
  const kinds = REPLY_KINDS.filter((kind) => offer.acts.some((item) => item.act === SUBMIT_OF[kind]));
  const kind = kinds.includes(draft.kind) ? draft.kind : (kinds[0] ?? 'FINAL');
  const available = offer.acts.find((item) => item.act === SUBMIT_OF[kind]);
  const done = () => {
    clear();
    props.onClose();
  };
  const act = useForm({ ...props, onClose: done }, ['text', 'promisedOn', 'kind', 'reason'], available);
  const needs = available?.needs ?? [];
  const reasons = available?.reasons ?? [];
  const dated = kind !== 'FINAL';
  const mustDate = kind === 'POSTPONED' || needs.includes('promised');
  const ready =
    draft.text.trim() !== '' && (!mustDate || draft.promisedOn !== '') && (reasons.length === 0 || draft.reason !== '');
  const values: ActValues = {
    kind,
    text: draft.text,
    ...(dated ? { promisedOn: draft.promisedOn } : {}),
    ...(reasons.length > 0 ? { reason: draft.reason } : {}),
  };
  const returned = card.reply?.state === 'RETURNED' && draft.text === '' ? card.reply.text : undefined;
  return (
    <Frame
      {...props}
      act={act}
      ready={ready}
      submit={t('form.submitReply')}
      onSubmit={() => act.send(values)}
      aside={<small className="muted">{t('common.draftKept')}</small>}
    >
      {kinds.length > 1 && (
        <SegmentedControl
          fullWidth
          aria-label={t('form.replyKind')}
          data={kinds.map((value) => ({ value, label: t(`replyKindShort.${value}`) }))}
          value={kind}
          onChange={(value) => setDraft({ ...draft, kind: value as ReplyKind })}
        />
      )}
      <Textarea
        required
        data-autofocus
        autosize
        minRows={6}
        maxRows={14}
        label={t('form.replyText')}
        description={t(`replyKindText.${kind}`)}
        value={draft.text}
        error={act.fieldError('text')}
        onChange={(event) => setDraft({ ...draft, text: event.currentTarget.value })}
      />
      <div className="under-text">
        {returned && (
          <Button variant="subtle" size="compact-sm" onClick={() => setDraft({ ...draft, text: returned })}>
            {t('form.takeReturned')}
          </Button>
        )}
        <span className="grow" />
        <small className="muted">
          {t('form.characters', { count: draft.text.length, shown: number(draft.text.length, i18n.language) })}
        </small>
      </div>
      {reasons.length > 0 && (
        <Select
          required
          label={t('form.whyPostponed')}
          data={reasons.map((item) => ({ value: item.code, label: item.title }))}
          value={draft.reason || null}
          error={act.fieldError('reason')}
          onChange={(reason) => setDraft({ ...draft, reason: reason ?? '' })}
        />
      )}
      {dated && (
        <TextInput
          type="date"
          required={mustDate}
          min={today(zone)}
          label={t('form.promisedOn')}
          value={draft.promisedOn}
          error={act.fieldError('promisedOn')}
          onChange={(event) => setDraft({ ...draft, promisedOn: event.currentTarget.value })}
        />
      )}
    </Frame>
  );
}
