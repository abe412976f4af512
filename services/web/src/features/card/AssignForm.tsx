import { Select, Textarea } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AssigneesDocument, type AssigneesQuery, OrganizationsDocument } from '@/gen/tenant';
import { graphql } from '@/lib/graphql';
import { homeKey } from '@/lib/home';
import { useMe } from '@/lib/me';
import { type ActFormProps, Frame, useForm } from './ActFrame';

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
