import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { IconTrash, IconUserPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppealCardFragment, ResolveCaseDocument, type ResolveCaseInput } from '@/gen/tenant';
import { useDraft } from '@/lib/drafts';
import { today } from '@/lib/format';
import { useMe } from '@/lib/me';
import { type ActFormProps, Frame } from '../ActFrame';
import { orNull, type Target } from '../acts';
import { AssigneePicker, OrganizationPicker } from '../pickers';
import { detailsOf, QuestionChecks } from './fields';
import { sending, useAppealAct } from './useAppealAct';

interface CoDraft {
  key: number;
  organization: string;
  user: string;
  questions: string[];
}

interface CoExecutorsProps {
  questions: AppealCardFragment['questions'];
  value: readonly CoDraft[];
  error: string | undefined;
  onChange: (value: CoDraft[]) => void;
}

/** Others who answer some of the questions; the lead answers for the whole. */
function CoExecutors({ questions, value, error, onChange }: CoExecutorsProps) {
  const { t } = useTranslation();
  const next = useRef(0);
  const set = (key: number, change: Partial<CoDraft>) =>
    onChange(value.map((item) => (item.key === key ? { ...item, ...change } : item)));
  return (
    <fieldset className="fields">
      <legend>{t('appeal.coExecutors')}</legend>
      {value.map((item, index) => (
        <div key={item.key} className="question-draft">
          <OrganizationPicker
            label={t('appeal.form.coBody', { number: index + 1 })}
            value={item.organization}
            onChange={(organization) => set(item.key, { organization, user: '' })}
          />
          <AssigneePicker
            label={t('appeal.form.coExecutor', { number: index + 1 })}
            organization={item.organization}
            value={item.user}
            error={index === 0 ? error : undefined}
            onChange={(user) => set(item.key, { user })}
          />
          <QuestionChecks
            legend={t('appeal.form.coQuestions')}
            questions={questions}
            value={item.questions}
            onChange={(chosen) => set(item.key, { questions: chosen })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('appeal.form.dropCoExecutor', { number: index + 1 })}
            onClick={() => onChange(value.filter((other) => other.key !== item.key))}
          >
            <IconTrash size={17} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconUserPlus size={15} aria-hidden />}
          onClick={() => {
            onChange([...value, { key: next.current, organization: '', user: '', questions: [] }]);
            next.current += 1;
          }}
        >
          {t('appeal.form.addCoExecutor')}
        </Button>
      </div>
    </fieldset>
  );
}

type Values = Omit<ResolveCaseInput, keyof Target>;
const EMPTY = { text: '' };

export function ResolveForm(props: ActFormProps) {
  const { t } = useTranslation();
  const { home, user, zone } = useMe();
  const { card } = props;
  const questions = detailsOf(card.details)?.questions ?? [];
  const [draft, setDraft, clear] = useDraft(`${home.code}:${user.id}:resolve:${card.id}`, EMPTY);
  const [organization, setOrganization] = useState(card.organization?.id ?? '');
  const [assignee, setAssignee] = useState('');
  const [others, setOthers] = useState<CoDraft[]>([]);
  const [dueOn, setDueOn] = useState('');
  const onClose = () => {
    clear();
    props.onClose();
  };
  const act = useAppealAct<Values>(
    { ...props, onClose },
    ['organization', 'assignee', 'coAssignees', 'dueOn', 'text'],
    sending(ResolveCaseDocument, 'resolveCase'),
  );
  const latest = props.offer.acts[0]?.latestOn;
  const ready = assignee !== '' && draft.text.trim() !== '' && others.every((item) => item.user !== '');
  const send = () =>
    act.send({
      organization: orNull(organization),
      assignee,
      coAssignees: others.map((item) => ({
        user: item.user,
        organization: orNull(item.organization),
        questions: item.questions,
      })),
      dueOn: orNull(dueOn),
      text: draft.text.trim(),
    });
  return (
    <Frame
      {...props}
      act={act}
      ready={ready}
      submit={props.title}
      onSubmit={send}
      aside={<small className="muted">{t('common.draftKept')}</small>}
    >
      <OrganizationPicker
        label={t('form.organization')}
        value={organization}
        error={act.fieldError('organization')}
        onChange={(id) => {
          setOrganization(id);
          setAssignee('');
        }}
      />
      <AssigneePicker
        focused
        label={t('appeal.form.lead')}
        organization={organization}
        value={assignee}
        error={act.fieldError('assignee')}
        onChange={setAssignee}
      />
      <Textarea
        required
        autosize
        minRows={3}
        maxRows={10}
        label={t('appeal.form.resolution')}
        value={draft.text}
        error={act.fieldError('text')}
        onChange={(event) => setDraft({ text: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        min={today(zone)}
        {...(latest ? { max: latest } : {})}
        label={t('appeal.form.dueOn')}
        value={dueOn}
        error={act.fieldError('dueOn')}
        onChange={(event) => setDueOn(event.currentTarget.value)}
      />
      <CoExecutors questions={questions} value={others} error={act.fieldError('coAssignees')} onChange={setOthers} />
    </Frame>
  );
}
