import { Button, Drawer, Kbd, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EnterCaseDocument, type EnterCaseInput } from '@/gen/tenant';
import { topicsQuery } from '@/lib/cases';
import { useDraft } from '@/lib/drafts';
import { graphql } from '@/lib/graphql';
import { useMe } from '@/lib/me';
import { useRequestId } from '@/lib/request-id';
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
}

const EMPTY: Draft = { essence: '', address: '', topic: '', channel: 'PHONE', threadUrl: '' };
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

function toInput(draft: Draft, person: Person): Omit<EnterCaseInput, 'requestId'> {
  const text = (value: string) => value.trim() || null;
  return {
    essence: draft.essence.trim(),
    address: text(draft.address),
    topic: draft.topic,
    channel: draft.channel,
    threadUrl: THREADED.includes(draft.channel) ? text(draft.threadUrl) : null,
    applicant: hasAny(person)
      ? {
          name: person.name.trim(),
          phone: text(person.phone),
          email: text(person.email),
          postalAddress: text(person.postalAddress),
        }
      : null,
  };
}

export function EnterCase({ onClose, onEntered }: { onClose: () => void; onEntered: (id: string) => void }) {
  const { t } = useTranslation();
  const { home, user } = useMe();
  const [draft, setDraft, clearDraft] = useDraft(`${home.code}:${user.id}:new`, EMPTY);
  const [person, setPerson] = useState(NOBODY);
  const requestId = useRequestId();
  const { fieldError, setRefusals, rest } = useRefusals([
    'essence',
    'address',
    'topic',
    'channel',
    'threadUrl',
    'applicant',
  ]);
  const set = (next: Partial<Draft>) => setDraft({ ...draft, ...next });
  const send = useMutation({
    mutationFn: () => {
      const input = toInput(draft, person);
      return graphql(home, EnterCaseDocument, { input: { ...input, requestId: requestId(input) } });
    },
    onSuccess: ({ enterCase }) => {
      setRefusals(enterCase.refusals);
      if (!enterCase.case) return;
      clearDraft();
      say(t('enter.done', { number: enterCase.case.number }));
      onEntered(enterCase.case.id);
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
      title={t('enter.title')}
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
          data={CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
          value={draft.channel}
          error={fieldError('channel')}
          onChange={(channel) => channel && set({ channel: channel as Channel })}
        />
        {THREADED.includes(draft.channel) && (
          <TextInput
            type="url"
            label={t('enter.threadUrl')}
            value={draft.threadUrl}
            error={fieldError('threadUrl')}
            onChange={(event) => set({ threadUrl: event.currentTarget.value })}
          />
        )}
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
