import type { ComponentType } from 'react';
import type { ActFormProps } from '../ActFrame';
import { DatedForm } from './DatedForm';
import { ForwardForm } from './ForwardForm';
import { LetterForm } from './LetterForm';
import { NoteForm } from './NoteForm';
import { BodyForm, OutcomesForm } from './QuestionForms';
import { RegisterForm } from './RegisterForm';
import { ResolveForm } from './ResolveForm';

const FORMS: Record<string, ComponentType<ActFormProps>> = {
  register: RegisterForm,
  forward_whole: ForwardForm,
  set_complained_about: BodyForm,
  resolve: ResolveForm,
  request_documents: LetterForm,
  remind: LetterForm,
  request_explanations: LetterForm,
  dispatch: LetterForm,
  request_extension: DatedForm,
  grant_extension: DatedForm,
  record_visit: DatedForm,
  decide_no_answer: LetterForm,
  set_outcome: OutcomesForm,
};

/** The form of an act of 59-FZ; what needs nothing but words has a note. */
export function AppealForm(props: ActFormProps) {
  const Form = FORMS[props.offer.key] ?? NoteForm;
  return <Form {...props} />;
}
