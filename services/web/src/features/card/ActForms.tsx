import { Button, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AssigneesDocument, type AssigneesQuery, type CaseCardFragment, OrganizationsDocument } from '@/gen/tenant';
import { useDraft } from '@/lib/drafts';
import { number, today } from '@/lib/format';
import { graphql } from '@/lib/graphql';
import { homeKey } from '@/lib/home';
import { useMe } from '@/lib/me';
import { REPLY_KINDS, type ReplyKind } from '@/lib/terms';
import { FormErrors } from '@/ui/FormErrors';
import { type ActValues, type AvailableAct, type Offer, perform, SUBMIT_OF } from './acts';
import { useAct } from './useAct';

export interface ActFormProps {
  card: CaseCardFragment;
  offer: Offer;
  title: string;
  onClose: () => void;
}

type Sender = ReturnType<typeof useAct<ActValues>>;

/** Ctrl+Enter sends from any field. */
const sendByKey = (event: KeyboardEvent<HTMLFormElement>) => {
  if (event.code === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
};

interface FrameProps {
  title: string;
  act: Sender;
  ready: boolean;
  submit: string;
  onSubmit: () => void;
  onClose: () => void;
  children?: ReactNode;
  aside?: ReactNode;
}

function Frame({ title, act, ready, submit, onSubmit, onClose, children, aside }: FrameProps) {
  const { t } = useTranslation();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !act.isPending) onSubmit();
  };
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  return (
    <form ref={form} className="fields" aria-label={title} onSubmit={send} onKeyDown={sendByKey}>
      <h3>{title}</h3>
      {children}
      <FormErrors refusals={act.rest} error={act.error} />
      <div className="form-end">
        <Button type="submit" loading={act.isPending} disabled={!ready} data-autofocus={!children || undefined}>
          {submit}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <span className="grow" />
        {aside}
      </div>
    </form>
  );
}

function useForm({ card, offer, onClose }: ActFormProps, fields: readonly string[], act?: AvailableAct) {
  const { t } = useTranslation();
  const { home } = useMe();
  const code = (act ?? offer.acts[0])?.act ?? offer.key;
  return useAct<ActValues>({
    card,
    fields,
    done: t(`done.${code as 'accept'}`, { number: card.number }),
    perform: (target, values) => perform(home, values.kind ? SUBMIT_OF[values.kind] : code, target, values),
    onDone: onClose,
  });
}

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

interface ChoicesProps {
  label: string;
  name: string;
  options: readonly { code: string; title: string }[];
  value: string;
  error: string | undefined;
  onChange: (code: string) => void;
}

/** A closed list of the definition. */
function Choices({ label, name, options, value, error, onChange }: ChoicesProps) {
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {options.map((item, index) => (
        <label key={item.code}>
          <input
            type="radio"
            name={name}
            value={item.code}
            checked={value === item.code}
            data-autofocus={index === 0 || undefined}
            onChange={() => onChange(item.code)}
          />
          {item.title}
        </label>
      ))}
      {error && <p className="field-error">{error}</p>}
    </fieldset>
  );
}

export function ReasonForm(props: ActFormProps) {
  const { t } = useTranslation();
  const reasons = props.offer.acts[0]?.reasons ?? [];
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const act = useForm(props, ['reason', 'note']);
  const ready = reasons.length > 0 ? reason !== '' : note.trim() !== '';
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
        required={reasons.length === 0}
        label={t(reasons.length > 0 ? 'form.note' : 'form.why')}
        value={note}
        error={act.fieldError('note')}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Frame>
  );
}

const TYPING_PAUSE_MS = 250;

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setPaused(text), TYPING_PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  return paused;
}

/** People are searched on the server: a municipality may have thousands. */
function AssigneePicker({
  organization,
  value,
  error,
  onChange,
}: {
  organization: string;
  value: string;
  error: string | undefined;
  onChange: (id: string) => void;
}) {
  const { t } = useTranslation();
  const { home } = useMe();
  const [text, setText] = useState('');
  const search = usePaused(text);
  const { data = [], isFetching } = useQuery<AssigneesQuery['assignees']>({
    queryKey: [homeKey(home), 'assignees', organization, search] as const,
    enabled: organization !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      graphql(home, AssigneesDocument, { organization, search: search.trim() || null }, signal).then(
        (d) => d.assignees,
      ),
  });
  return (
    <Select
      required
      searchable
      data-autofocus
      label={t('form.assignee')}
      placeholder={t('form.assigneeHint')}
      nothingFoundMessage={t(isFetching ? 'common.searching' : 'common.nothingFound')}
      data={data.map((person) => ({ value: person.id, label: person.position }))}
      filter={({ options }) => options}
      value={value || null}
      error={error}
      onSearchChange={(typed) => setText(data.some((person) => person.position === typed) ? '' : typed)}
      onChange={(id) => onChange(id ?? '')}
    />
  );
}

export function AssignForm(props: ActFormProps) {
  const { t } = useTranslation();
  const { home } = useMe();
  const { card, offer } = props;
  const [organization, setOrganization] = useState(card.organization?.id ?? '');
  const [assignee, setAssignee] = useState('');
  const [note, setNote] = useState('');
  const act = useForm(props, ['assignee', 'organization', 'note']);
  const { data = [] } = useQuery({
    queryKey: [homeKey(home), 'organizations'] as const,
    staleTime: 10 * 60_000,
    queryFn: ({ signal }) => graphql(home, OrganizationsDocument, {}, signal).then((d) => d.organizations),
  });
  const stays = offer.key === 'reassign';
  const values = { assignee, organization: stays ? '' : organization, note };
  return (
    <Frame {...props} act={act} ready={assignee !== ''} submit={props.title} onSubmit={() => act.send(values)}>
      <Select
        searchable
        allowDeselect={false}
        disabled={stays}
        label={t('form.organization')}
        nothingFoundMessage={t('common.nothingFound')}
        data={data.map((item) => ({ value: item.id, label: item.name }))}
        value={organization || null}
        error={act.fieldError('organization')}
        onChange={(id) => {
          setOrganization(id ?? '');
          setAssignee('');
        }}
      />
      <AssigneePicker
        organization={organization}
        value={assignee}
        error={act.fieldError('assignee')}
        onChange={setAssignee}
      />
      <Textarea
        autosize
        minRows={1}
        label={t('form.noteOptional')}
        value={note}
        error={act.fieldError('note')}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Frame>
  );
}

export function PublishForm(props: ActFormProps) {
  const { t } = useTranslation();
  const [publishedAt, setPublishedAt] = useState('');
  const act = useForm(props, ['publishedAt']);
  return (
    <Frame
      {...props}
      act={act}
      ready={publishedAt.trim() !== ''}
      submit={props.title}
      onSubmit={() => act.send({ publishedAt })}
    >
      <TextInput
        required
        data-autofocus
        label={t('form.publishedAt')}
        description={t('form.publishedAtHint')}
        placeholder="https://"
        value={publishedAt}
        error={act.fieldError('publishedAt')}
        onChange={(event) => setPublishedAt(event.currentTarget.value)}
      />
    </Frame>
  );
}

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
