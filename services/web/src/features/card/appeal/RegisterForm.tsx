import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RegisterCaseDocument, type RegisterCaseInput } from '@/gen/tenant';
import { today } from '@/lib/format';
import { useMe } from '@/lib/me';
import { type AnswerWay, APPEAL_KINDS, type AppealKind } from '@/lib/terms';
import { type ActFormProps, Choices, Frame } from '../ActFrame';
import { orNull, type Target } from '../acts';
import { OrganizationPicker } from '../pickers';
import { detailsOf, WayPicker } from './fields';
import { sending, useAppealAct } from './useAppealAct';

interface QuestionDraft {
  key: number;
  text: string;
  organization: string;
}

interface QuestionsProps {
  value: readonly QuestionDraft[];
  error: string | undefined;
  onChange: (value: QuestionDraft[]) => void;
}

/** Each question gets its own outcome, so they are written apart. */
function Questions({ value, error, onChange }: QuestionsProps) {
  const { t } = useTranslation();
  const next = useRef(value.length);
  const set = (key: number, change: Partial<QuestionDraft>) =>
    onChange(value.map((item) => (item.key === key ? { ...item, ...change } : item)));
  return (
    <fieldset className="fields">
      <legend>{t('appeal.questions')}</legend>
      {value.map((question, index) => (
        <div key={question.key} className="question-draft">
          <Textarea
            required
            autosize
            minRows={2}
            maxRows={8}
            label={t('appeal.form.question', { number: index + 1 })}
            value={question.text}
            error={index === 0 ? error : undefined}
            onChange={(event) => set(question.key, { text: event.currentTarget.value })}
          />
          <OrganizationPicker
            label={t('appeal.form.questionBody', { number: index + 1 })}
            value={question.organization}
            onChange={(organization) => set(question.key, { organization })}
          />
          {value.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('appeal.form.dropQuestion', { number: index + 1 })}
              onClick={() => onChange(value.filter((item) => item.key !== question.key))}
            >
              <IconTrash size={17} />
            </ActionIcon>
          )}
        </div>
      ))}
      <div>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => {
            onChange([...value, { key: next.current, text: '', organization: '' }]);
            next.current += 1;
          }}
        >
          {t('appeal.form.addQuestion')}
        </Button>
      </div>
    </fieldset>
  );
}

interface OutsideDraft {
  system: string;
  number: string;
}

/** Number and day of a record-keeping system that stays in use beside this one. */
function Outside({
  value,
  error,
  onChange,
}: {
  value: OutsideDraft;
  error: string | undefined;
  onChange: (value: OutsideDraft) => void;
}) {
  const { t } = useTranslation();
  const set = (next: Partial<OutsideDraft>) => onChange({ ...value, ...next });
  return (
    <fieldset className="fields">
      <legend>{t('appeal.form.outside')}</legend>
      <p className="muted">{t('appeal.form.outsideText')}</p>
      <div className="pair">
        <TextInput
          label={t('appeal.form.outsideSystem')}
          value={value.system}
          error={error}
          onChange={(event) => set({ system: event.currentTarget.value })}
        />
        <TextInput
          label={t('appeal.form.outsideNumber')}
          value={value.number}
          onChange={(event) => set({ number: event.currentTarget.value })}
        />
      </div>
    </fieldset>
  );
}

type Values = Omit<RegisterCaseInput, keyof Target>;

export function RegisterForm(props: ActFormProps) {
  const { t } = useTranslation();
  const { zone } = useMe();
  const now = today(zone);
  const [kind, setKind] = useState<AppealKind | ''>('');
  const [answerWay, setAnswerWay] = useState<AnswerWay | ''>(detailsOf(props.card.details)?.answerWay ?? '');
  const [registeredOn, setRegisteredOn] = useState(now);
  const [pastReason, setPastReason] = useState('');
  const [outside, setOutside] = useState<OutsideDraft>({ system: '', number: '' });
  const [questions, setQuestions] = useState<QuestionDraft[]>([
    { key: 0, text: props.card.essence, organization: props.card.organization?.id ?? '' },
  ]);
  const act = useAppealAct<Values>(
    props,
    ['kind', 'answerWay', 'registeredOn', 'pastReason', 'outsideSystem', 'outsideNumber', 'outsideOn', 'questions'],
    sending(RegisterCaseDocument, 'registerCase'),
  );
  const past = registeredOn < now;
  const parts = Object.values(outside).filter((text) => text.trim() !== '').length;
  const outsideReady = parts === 0 || parts === Object.keys(outside).length;
  const ready =
    kind !== '' &&
    answerWay !== '' &&
    registeredOn !== '' &&
    (!past || pastReason.trim() !== '') &&
    outsideReady &&
    questions.every((question) => question.text.trim() !== '');
  const send = () => {
    if (kind === '' || answerWay === '') return;
    act.send({
      kind,
      answerWay,
      registeredOn,
      pastReason: past ? orNull(pastReason) : null,
      outsideSystem: orNull(outside.system),
      outsideNumber: orNull(outside.number),
      outsideOn: parts > 0 ? registeredOn : null,
      questions: questions.map(({ text, organization }) => ({ text: text.trim(), organization: orNull(organization) })),
    });
  };
  const outsideError = ['outsideSystem', 'outsideNumber', 'outsideOn'].map(act.fieldError).find(Boolean);
  return (
    <Frame {...props} act={act} ready={ready} submit={props.title} onSubmit={send}>
      <Choices
        label={t('appeal.kind')}
        name="kind"
        options={APPEAL_KINDS.map((code) => ({ code, title: t(`appealKind.${code}`) }))}
        value={kind}
        error={act.fieldError('kind')}
        onChange={(code) => setKind(code as AppealKind)}
      />
      <WayPicker
        label={t('appeal.form.answerWay')}
        value={answerWay}
        error={act.fieldError('answerWay')}
        onChange={setAnswerWay}
      />
      <TextInput
        required
        type="date"
        max={now}
        label={t('appeal.form.registeredOn')}
        value={registeredOn}
        error={act.fieldError('registeredOn')}
        onChange={(event) => setRegisteredOn(event.currentTarget.value)}
      />
      {past && (
        <TextInput
          required
          label={t('appeal.form.pastReason')}
          value={pastReason}
          error={act.fieldError('pastReason')}
          onChange={(event) => setPastReason(event.currentTarget.value)}
        />
      )}
      <Questions value={questions} error={act.fieldError('questions')} onChange={setQuestions} />
      <Outside
        value={outside}
        error={outsideError ?? (outsideReady ? undefined : t('appeal.form.outsideWhole'))}
        onChange={setOutside}
      />
    </Frame>
  );
}
