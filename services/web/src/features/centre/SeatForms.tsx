import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppointToSeatDocument, EndAppointmentDocument } from '@/gen/tenant';
import { today } from '@/lib/format';
import { useMe } from '@/lib/me';
import { FormErrors } from '@/ui/FormErrors';
import type { Appointment, Centre, Seat } from './queries';
import { type LeftCase, useCentreAct } from './useCentreAct';

/** From the lowest up; the act may ask for one of them at least. */
const RANKS = ['specialist', 'head_of_department', 'deputy_head', 'first_deputy_head', 'head'] as const;

const orNull = (text: string) => text.trim() || null;

interface FormProps {
  label: string;
  ready: boolean;
  act: Pick<ReturnType<typeof useCentreAct>, 'isPending' | 'error' | 'rest'>;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

function Form({ label, ready, act, onSubmit, onClose, children }: FormProps) {
  const { t } = useTranslation();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onSubmit();
  };
  return (
    <form className="fields inset" aria-label={label} onSubmit={submit}>
      {children}
      <FormErrors refusals={act.rest} error={act.error} />
      <div className="form-end">
        <Button type="submit" loading={act.isPending} disabled={!ready}>
          {label}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

interface ActPickerProps {
  acts: Centre['acts'];
  value: string;
  error: string | undefined;
  onChange: (id: string) => void;
}

/** The act that makes the change. */
function ActPicker({ acts, value, error, onChange }: ActPickerProps) {
  const { t } = useTranslation();
  return (
    <Select
      clearable
      label={t('centre.act')}
      data={acts.map((act) => ({
        value: act.id,
        label: [act.kind, act.number && `№ ${act.number}`].filter(Boolean).join(' '),
      }))}
      value={value || null}
      error={error}
      onChange={(id) => onChange(id ?? '')}
    />
  );
}

interface SeatFormProps {
  centre: Centre;
  onClose: () => void;
}

export function AppointForm({ seat, centre, onClose }: SeatFormProps & { seat: Seat }) {
  const { t } = useTranslation();
  const { zone } = useMe();
  const [user, setUser] = useState('');
  const [from, setFrom] = useState(today(zone));
  const [to, setTo] = useState('');
  const [legalAct, setLegalAct] = useState('');
  const [rank, setRank] = useState('');
  const [note, setNote] = useState('');
  const act = useCentreAct({
    document: AppointToSeatDocument,
    name: 'appointToSeat',
    fields: ['user', 'from', 'to', 'act', 'rank', 'note'],
    done: t('centre.appointed'),
    onDone: onClose,
  });
  const send = () =>
    act.send({
      seat: seat.id,
      user,
      from,
      to: orNull(to),
      act: orNull(legalAct),
      rank: orNull(rank),
      note: orNull(note),
    });
  const rankAsked = rank !== '' || act.fieldError('rank') !== undefined;
  return (
    <Form label={t('centre.appoint')} ready={user !== '' && from !== ''} act={act} onSubmit={send} onClose={onClose}>
      <Select
        required
        searchable
        data-autofocus
        label={t('centre.person')}
        nothingFoundMessage={t('common.nothingFound')}
        data={centre.people.map((person) => ({ value: person.id, label: person.position }))}
        value={user || null}
        error={act.fieldError('user')}
        onChange={(id) => setUser(id ?? '')}
      />
      <div className="pair">
        <TextInput
          required
          type="date"
          label={t('centre.from')}
          value={from}
          error={act.fieldError('from')}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          min={from}
          label={t('centre.to')}
          value={to}
          error={act.fieldError('to')}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      {rankAsked && (
        <Select
          label={t('centre.rank')}
          description={t('centre.rankText')}
          data={RANKS.map((code) => ({ value: code, label: t(`rank.${code}`) }))}
          value={rank || null}
          error={act.fieldError('rank')}
          onChange={(code) => setRank(code ?? '')}
        />
      )}
      <ActPicker acts={centre.acts} value={legalAct} error={act.fieldError('act')} onChange={setLegalAct} />
      <Textarea
        autosize
        minRows={1}
        label={t('form.noteOptional')}
        value={note}
        error={act.fieldError('note')}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Form>
  );
}

interface EndFormProps extends SeatFormProps {
  appointment: Appointment;
  onLeft: (cases: readonly LeftCase[]) => void;
}

export function EndForm({ appointment, centre, onLeft, onClose }: EndFormProps) {
  const { t } = useTranslation();
  const { zone } = useMe();
  const [to, setTo] = useState(today(zone));
  const [legalAct, setLegalAct] = useState('');
  const [note, setNote] = useState('');
  const act = useCentreAct({
    document: EndAppointmentDocument,
    name: 'endAppointment',
    fields: ['to', 'act', 'note'],
    done: t('centre.ended'),
    onDone: ({ openCases }) => {
      onLeft(openCases);
      onClose();
    },
  });
  const send = () => act.send({ appointment: appointment.id, to, act: orNull(legalAct), note: orNull(note) });
  return (
    <Form label={t('centre.end')} ready={to !== ''} act={act} onSubmit={send} onClose={onClose}>
      <TextInput
        required
        type="date"
        min={appointment.fromOn}
        label={t('centre.lastDay')}
        value={to}
        error={act.fieldError('to')}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <ActPicker acts={centre.acts} value={legalAct} error={act.fieldError('act')} onChange={setLegalAct} />
      <Textarea
        autosize
        minRows={1}
        label={t('form.noteOptional')}
        value={note}
        error={act.fieldError('note')}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Form>
  );
}
