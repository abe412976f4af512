import { Button, Drawer, Kbd, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EnterAppealDocument, EnterCaseDocument } from '@/gen/tenant';
import { topicsQuery } from '@/lib/cases';
import { useDraft } from '@/lib/drafts';
import { momentOf, today } from '@/lib/format';
import { graphql } from '@/lib/graphql';
import { useMe } from '@/lib/me';
import { useRequestId } from '@/lib/request-id';
import { ENTERING, type Entering } from '@/lib/routes';
import { CHANNELS, type Channel, SPHERES } from '@/lib/terms';
import { say } from '@/lib/toasts';
import { FormErrors } from '@/ui/FormErrors';
import { useRefusals } from '@/ui/refusals';

interface Draft {
  essence: string;
  address: string;
  topic: string;
  channel: Channel;
  threadUrl: string;
  /** As a clock of the tenant shows it. */
  receivedAt: string;
  pastReason: string;
}

const NEW = { essence: '', address: '', topic: '', threadUrl: '', receivedAt: '', pastReason: '' } as const;
const EMPTY: Record<Entering, Draft> = {
  message: { ...NEW, channel: 'PHONE' },
  appeal: { ...NEW, channel: 'LETTER' },
};
/** Ways by which a paper comes under 59-FZ. */
const OF_APPEALS: readonly Channel[] = ['LETTER', 'RECEPTION', 'POS', 'WEB_FORM'];
const NOBODY = { name: '', phone: '', email: '', postalAddress: '' };
const THREADED: readonly Channel[] = ['INCIDENT_MANAGEMENT', 'OFFICIAL_PAGE', 'MESSENGER', 'POS'];

function TopicPicker({
  value,
  error,
  onChange,
}: {
  value: string;
  error: string | undefined;
  onChange: (code: string) => void;
}) {
  const { t } = useTranslation();
  const { home } = useMe();
  const { data = [] } = useQuery(topicsQuery(home));
  const groups = SPHERES.map((sphere) => ({
    group: t(`sphere.${sphere}`),
    items: data.filter((topic) => topic.sphere === sphere).map((topic) => ({ value: topic.code, label: topic.title })),
  })).filter((group) => group.items.length > 0);
  const chosen = data.find((topic) => topic.code === value);
  return (
    <>
      <Select
        required
        searchable
        label={t('enter.topic')}
        description={chosen && t(`topicClassText.${chosen.topicClass}`)}
        placeholder={t('enter.topicHint')}
        nothingFoundMessage={t('common.nothingFound')}
        data={groups}
        value={value || null}
        error={error}
        onChange={(code) => onChange(code ?? '')}
      />
      {chosen?.topicClass === 'EMERGENCY' && (
        <p className="note" data-tone="bad" role="alert">
          {t('enter.emergency')}
        </p>
      )}
    </>
  );
}

type Person = typeof NOBODY;

/** Personal data stays out of the autosaved draft. */
function ApplicantFields({
  value,
  error,
  onChange,
}: {
  value: Person;
  error: string | undefined;
  onChange: (value: Person) => void;
}) {
  const { t } = useTranslation();
  const field = (name: keyof Person) => ({
    label: t(`enter.applicant.${name}`),
    value: value[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...value, [name]: event.currentTarget.value }),
  });
  return (
    <fieldset className="fields">
      <legend>{t('enter.applicant.title')}</legend>
      <p className="muted">{t('enter.applicant.note')}</p>
      <TextInput {...field('name')} autoComplete="off" error={error} required={hasAny(value)} />
      <div className="pair">
        <TextInput {...field('phone')} type="tel" autoComplete="off" />
        <TextInput {...field('email')} type="email" autoComplete="off" />
      </div>
      <TextInput {...field('postalAddress')} autoComplete="off" />
    </fieldset>
  );
}

const hasAny = (person: Person) => Object.values(person).some((text) => text.trim() !== '');

const orNull = (value: string) => value.trim() || null;

const personOf = (person: Person) =>
  hasAny(person)
    ? {
        name: person.name.trim(),
        phone: orNull(person.phone),
        email: orNull(person.email),
        postalAddress: orNull(person.postalAddress),
      }
    : null;

function toInput(draft: Draft, person: Person) {
  const { topic, channel } = draft;
  const essence = draft.essence.trim();
  return { essence, address: orNull(draft.address), topic, channel, applicant: personOf(person) };
}

/** It came on an earlier day of the tenant. */
const isPast = (receivedAt: string, zone: string | undefined) =>
  receivedAt !== '' && receivedAt.slice(0, 10) < today(zone);

const toMessage = (draft: Draft, person: Person) => ({
  ...toInput(draft, person),
  threadUrl: THREADED.includes(draft.channel) ? orNull(draft.threadUrl) : null,
});

const toAppeal = (draft: Draft, person: Person, zone: string | undefined) => ({
  ...toInput(draft, person),
  receivedAt: draft.receivedAt ? momentOf(draft.receivedAt, zone) : null,
  pastReason: isPast(draft.receivedAt, zone) ? orNull(draft.pastReason) : null,
});

/** What only a paper under 59-FZ has: when it came, and why it is entered later. */
function AppealFields({
  draft,
  error,
  onChange,
}: {
  draft: Draft;
  error: (field: string) => string | undefined;
  onChange: (next: Partial<Draft>) => void;
}) {
  const { t } = useTranslation();
  const { zone } = useMe();
  return (
    <>
      <TextInput
        type="datetime-local"
        label={t('enter.receivedAt')}
        description={t('enter.receivedAtHint')}
        value={draft.receivedAt}
        error={error('receivedAt')}
        onChange={(event) => onChange({ receivedAt: event.currentTarget.value })}
      />
      {isPast(draft.receivedAt, zone) && (
        <TextInput
          required
          label={t('enter.pastReason')}
          value={draft.pastReason}
          error={error('pastReason')}
          onChange={(event) => onChange({ pastReason: event.currentTarget.value })}
        />
      )}
    </>
  );
}

interface EnterCaseProps {
  kind: Entering;
  onKind: (kind: Entering) => void;
  onClose: () => void;
  onEntered: (id: string) => void;
}

/** A message, or a paper under 59-FZ. */
export function EnterCase({ kind: asked, onKind, onClose, onEntered }: EnterCaseProps) {
  const { actions } = useMe();
  const mayRegister = actions.has('case.register');
  const kind = mayRegister ? asked : 'message';
  return (
    <EnterForm key={kind} kind={kind} choice={mayRegister} onKind={onKind} onClose={onClose} onEntered={onEntered} />
  );
}

function EnterForm({ kind, choice, onKind, onClose, onEntered }: EnterCaseProps & { choice: boolean }) {
  const { t } = useTranslation();
  const { home, user, zone } = useMe();
  const isAppeal = kind === 'appeal';
  const [draft, setDraft, clearDraft] = useDraft(
    `${home.code}:${user.id}:new${isAppeal ? '-appeal' : ''}`,
    EMPTY[kind],
  );
  const [person, setPerson] = useState(NOBODY);
  const requestId = useRequestId();
  const { fieldError, setRefusals, rest } = useRefusals([
    'essence',
    'address',
    'topic',
    'channel',
    'threadUrl',
    'receivedAt',
    'pastReason',
    'applicant',
  ]);
  const set = (next: Partial<Draft>) => setDraft({ ...draft, ...next });
  const send = useMutation({
    mutationFn: async () => {
      if (isAppeal) {
        const input = toAppeal(draft, person, zone);
        return (await graphql(home, EnterAppealDocument, { input: { ...input, requestId: requestId(input) } }))
          .enterAppeal;
      }
      const input = toMessage(draft, person);
      return (await graphql(home, EnterCaseDocument, { input: { ...input, requestId: requestId(input) } })).enterCase;
    },
    onSuccess: ({ case: entered, refusals }) => {
      setRefusals(refusals);
      if (!entered) return;
      clearDraft();
      say(t('enter.done', { number: entered.number }));
      onEntered(entered.id);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={520}
      title={t(isAppeal ? 'enter.appealTitle' : 'enter.title')}
      lockScroll={false}
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        className="fields"
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.code === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
        }}
      >
        {choice && (
          <SegmentedControl
            fullWidth
            aria-label={t('enter.kind')}
            data={ENTERING.map((value) => ({ value, label: t(`enter.${value}`) }))}
            value={kind}
            onChange={(value) => onKind(value as Entering)}
          />
        )}
        <Textarea
          required
          data-autofocus
          autosize
          minRows={4}
          maxRows={12}
          label={t('enter.essence')}
          description={t('enter.essenceHint')}
          value={draft.essence}
          error={fieldError('essence')}
          onChange={(event) => set({ essence: event.currentTarget.value })}
        />
        <TextInput
          label={t('enter.address')}
          value={draft.address}
          error={fieldError('address')}
          onChange={(event) => set({ address: event.currentTarget.value })}
        />
        <TopicPicker value={draft.topic} error={fieldError('topic')} onChange={(topic) => set({ topic })} />
        <Select
          label={t('enter.channel')}
          allowDeselect={false}
          data={(isAppeal ? OF_APPEALS : CHANNELS).map((channel) => ({
            value: channel,
            label: t(`channel.${channel}`),
          }))}
          value={draft.channel}
          error={fieldError('channel')}
          onChange={(channel) => channel && set({ channel: channel as Channel })}
        />
        {!isAppeal && THREADED.includes(draft.channel) && (
          <TextInput
            type="url"
            label={t('enter.threadUrl')}
            value={draft.threadUrl}
            error={fieldError('threadUrl')}
            onChange={(event) => set({ threadUrl: event.currentTarget.value })}
          />
        )}
        {isAppeal && <AppealFields draft={draft} error={fieldError} onChange={set} />}
        <ApplicantFields value={person} error={fieldError('applicant')} onChange={setPerson} />
        <FormErrors refusals={rest} error={send.error} />
        <div className="form-end">
          <Button type="submit" loading={send.isPending} disabled={!draft.topic || !draft.essence.trim()}>
            {t('enter.submit')}
          </Button>
          <span className="muted wide-only">
            <Kbd>Ctrl</Kbd> + <Kbd>Enter</Kbd>
          </span>
          <span className="grow" />
          <small className="muted">{t('common.draftKept')}</small>
        </div>
      </form>
    </Drawer>
  );
}
