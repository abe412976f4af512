import { Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealCardFragment, LetterInput } from '@/gen/tenant';
import { today } from '@/lib/format';
import { ANSWER_WAYS, type AnswerWay } from '@/lib/terms';
import { orNull } from '../acts';

export interface LetterDraft {
  number: string;
  sentOn: string;
  addressee: string;
  way: AnswerWay;
}

/** A letter of today, by the way that the author asked for. */
export const newLetter = (zone: string | undefined, details?: AppealCardFragment): LetterDraft => ({
  number: '',
  sentOn: today(zone),
  addressee: '',
  way: details?.registration?.answerWay ?? 'POST',
});

export const toLetter = ({ number, sentOn, addressee, way }: LetterDraft): LetterInput => ({
  number: number.trim(),
  sentOn,
  addressee: orNull(addressee),
  way,
});

export const isLetterReady = ({ number, sentOn, addressee }: LetterDraft, needs: LetterNeeds) =>
  (needs.optional || number.trim() !== '') && sentOn !== '' && (!needs.addressee || addressee.trim() !== '');

export interface LetterNeeds {
  addressee?: boolean;
  /** Some grounds ask for no letter. */
  optional?: boolean;
}

interface LetterFieldsProps {
  legend: string;
  needs: LetterNeeds;
  value: LetterDraft;
  error: string | undefined;
  onChange: (value: LetterDraft) => void;
  children?: ReactNode;
}

/** Number and day of a letter, and where it goes. */
export function LetterFields({ legend, needs, value, error, onChange, children }: LetterFieldsProps) {
  const { t } = useTranslation();
  const set = (next: Partial<LetterDraft>) => onChange({ ...value, ...next });
  return (
    <fieldset className="fields">
      <legend>{legend}</legend>
      {needs.addressee && (
        <TextInput
          required
          label={t('appeal.form.addressee')}
          value={value.addressee}
          onChange={(event) => set({ addressee: event.currentTarget.value })}
        />
      )}
      <div className="pair">
        <TextInput
          required={!needs.optional}
          label={t('appeal.form.letterNumber')}
          value={value.number}
          error={error}
          onChange={(event) => set({ number: event.currentTarget.value })}
        />
        <TextInput
          required={!needs.optional}
          type="date"
          label={t('appeal.form.letterOn')}
          value={value.sentOn}
          onChange={(event) => set({ sentOn: event.currentTarget.value })}
        />
      </div>
      <WayPicker label={t('appeal.form.way')} value={value.way} error={undefined} onChange={(way) => set({ way })} />
      {children}
    </fieldset>
  );
}

interface WayPickerProps {
  label: string;
  value: AnswerWay | '';
  error: string | undefined;
  onChange: (way: AnswerWay) => void;
}

export function WayPicker({ label, value, error, onChange }: WayPickerProps) {
  const { t } = useTranslation();
  return (
    <Select
      required
      allowDeselect={false}
      label={label}
      data={ANSWER_WAYS.map((way) => ({ value: way, label: t(`answerWay.${way}`) }))}
      value={value || null}
      error={error}
      onChange={(way) => way && onChange(way as AnswerWay)}
    />
  );
}

interface NoteProps {
  label?: string;
  must?: boolean;
  value: string;
  error: string | undefined;
  onChange: (note: string) => void;
}

export function NoteField({ label, must, value, error, onChange }: NoteProps) {
  const { t } = useTranslation();
  return (
    <Textarea
      autosize
      data-autofocus
      required={must ?? false}
      minRows={must ? 2 : 1}
      maxRows={10}
      label={label ?? t(must ? 'appeal.form.noteMust' : 'form.noteOptional')}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface QuestionChecksProps {
  legend: string;
  questions: AppealCardFragment['questions'];
  value: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Some of the questions of an appeal. */
export function QuestionChecks({ legend, questions, value, onChange }: QuestionChecksProps) {
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {questions.map((question) => (
        <label key={question.id}>
          <input
            type="checkbox"
            checked={value.includes(question.id)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...value, question.id] : value.filter((id) => id !== question.id))
            }
          />
          {question.ordinal}. {question.text}
        </label>
      ))}
    </fieldset>
  );
}

/** What only an appeal has; empty for a message, which has no such act. */
export const detailsOf = (details: object): AppealCardFragment | undefined =>
  'questions' in details ? (details as AppealCardFragment) : undefined;
