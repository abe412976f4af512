import { Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AssigneesDocument, type AssigneesQuery, OrganizationsDocument } from '@/gen/tenant';
import { graphql } from '@/lib/graphql';
import { homeKey } from '@/lib/home';
import { useMe } from '@/lib/me';

const TYPING_PAUSE_MS = 250;

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setPaused(text), TYPING_PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  return paused;
}

interface PickerProps {
  label: string;
  value: string;
  error?: string | undefined;
  onChange: (id: string) => void;
}

interface AssigneePickerProps extends PickerProps {
  organization: string;
  focused?: boolean;
}

/** People are searched on the server: a municipality may have thousands. */
export function AssigneePicker({ label, organization, value, error, focused, onChange }: AssigneePickerProps) {
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
      data-autofocus={focused}
      label={label}
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

interface OrganizationPickerProps extends PickerProps {
  disabled?: boolean;
  required?: boolean;
}

/** Bodies and institutions that answer. */
export function OrganizationPicker({ label, value, error, disabled, required, onChange }: OrganizationPickerProps) {
  const { t } = useTranslation();
  const { home } = useMe();
  const { data = [] } = useQuery({
    queryKey: [homeKey(home), 'organizations'] as const,
    staleTime: 10 * 60_000,
    queryFn: ({ signal }) => graphql(home, OrganizationsDocument, {}, signal).then((d) => d.organizations),
  });
  return (
    <Select
      searchable
      allowDeselect={false}
      disabled={disabled ?? false}
      required={required ?? false}
      label={label}
      nothingFoundMessage={t('common.nothingFound')}
      data={data.map((item) => ({ value: item.id, label: item.name }))}
      value={value || null}
      error={error}
      onChange={(id) => onChange(id ?? '')}
    />
  );
}
