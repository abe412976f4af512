import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NameChallengedBodyDocument, type QuestionOutcomeInput, SetQuestionOutcomesDocument } from '@/gen/tenant';
import { QUESTION_OUTCOMES, type QuestionOutcome } from '@/lib/terms';
import { type ActFormProps, Frame } from '../ActFrame';
import { orNull } from '../acts';
import { OrganizationPicker } from '../pickers';
import { detailsOf, NoteField } from './fields';
import { sending, useAppealAct } from './useAppealAct';

/** What became of each question. */
export function OutcomesForm(props: ActFormProps) {
  const { t } = useTranslation();
  const questions = detailsOf(props.card.details)?.questions ?? [];
  const [outcomes, setOutcomes] = useState<Record<string, QuestionOutcome | null>>(() =>
    Object.fromEntries(questions.map((question) => [question.id, question.outcome ?? null])),
  );
  const act = useAppealAct<{ outcomes: QuestionOutcomeInput[] }>(
    props,
    ['outcomes'],
    sending(SetQuestionOutcomesDocument, 'setQuestionOutcomes'),
  );
  const given = questions.flatMap(({ id }) => {
    const outcome = outcomes[id];
    return outcome ? [{ question: id, outcome }] : [];
  });
  return (
    <Frame
      {...props}
      act={act}
      ready={given.length > 0}
      submit={props.title}
      onSubmit={() => act.send({ outcomes: given })}
    >
      {questions.map((question, index) => (
        <Select
          key={question.id}
          data-autofocus={index === 0 || undefined}
          label={`${question.ordinal}. ${question.text}`}
          placeholder={t('appeal.form.noOutcome')}
          data={QUESTION_OUTCOMES.map((outcome) => ({ value: outcome, label: t(`questionOutcome.${outcome}`) }))}
          value={outcomes[question.id] ?? null}
          error={index === 0 ? act.fieldError('outcomes') : undefined}
          onChange={(outcome) => setOutcomes({ ...outcomes, [question.id]: outcome as QuestionOutcome | null })}
        />
      ))}
    </Frame>
  );
}

/** The body a complaint is about: it can answer nothing of it (59-FZ art. 8(6)). */
export function BodyForm(props: ActFormProps) {
  const { t } = useTranslation();
  const [organization, setOrganization] = useState('');
  const [note, setNote] = useState('');
  const act = useAppealAct<{ organization: string; note: string | null }>(
    props,
    ['organization', 'note'],
    sending(NameChallengedBodyDocument, 'nameChallengedBody'),
  );
  return (
    <Frame
      {...props}
      act={act}
      ready={organization !== ''}
      submit={props.title}
      onSubmit={() => act.send({ organization, note: orNull(note) })}
    >
      <p className="muted">{t('appeal.form.challengedText')}</p>
      <OrganizationPicker
        required
        label={t('form.organization')}
        value={organization}
        error={act.fieldError('organization')}
        onChange={setOrganization}
      />
      <NoteField value={note} error={act.fieldError('note')} onChange={setNote} />
    </Frame>
  );
}
