import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ActFormProps, Frame, useForm } from './ActFrame';
import { AssigneePicker, OrganizationPicker } from './pickers';

export function AssignForm(props: ActFormProps) {
  const { t } = useTranslation();
  const { card, offer } = props;
  const [organization, setOrganization] = useState(card.organization?.id ?? '');
  const [assignee, setAssignee] = useState('');
  const [note, setNote] = useState('');
  const act = useForm(props, ['assignee', 'organization', 'note']);
  const stays = offer.key === 'reassign';
  const values = { assignee, organization: stays ? '' : organization, note };
  return (
    <Frame {...props} act={act} ready={assignee !== ''} submit={props.title} onSubmit={() => act.send(values)}>
      <OrganizationPicker
        label={t('form.organization')}
        disabled={stays}
        value={organization}
        error={act.fieldError('organization')}
        onChange={(id) => {
          setOrganization(id);
          setAssignee('');
        }}
      />
      <AssigneePicker
        focused
        label={t('form.assignee')}
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
