import { Button, Popover, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconEye, IconHelp } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AcknowledgeStepDocument, type CaseCardFragment, type CaseClockFragment } from '@/gen/tenant';
import { day } from '@/lib/format';
import { graphql } from '@/lib/graphql';
import { useMe } from '@/lib/me';
import { FormErrors } from '@/ui/FormErrors';
import { LatenessMark, Moment, useWorkTime } from '@/ui/marks';
import { useStepTitle, useTitle } from '@/ui/titles';
import { Ladder } from './Ladder';
import { useAct } from './useAct';

type Step = CaseClockFragment['steps'][number];

/** The calendar, the pauses and the roll of a date, in the words of the server. */
function Why({ clock }: { clock: CaseClockFragment }) {
  const { t } = useTranslation();
  if (clock.explanation.length === 0) return null;
  return (
    <Popover position="bottom-end" width={320} shadow="md" withArrow trapFocus>
      <Popover.Target>
        <button type="button" className="why">
          <IconHelp size={15} stroke={1.9} aria-hidden />
          {t('clock.why')}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('clock.why')}>
        <ol className="explanation">
          {clock.explanation.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The three dates: of the law, rolled for control, carried by the source. */
function Dates({ clock }: { clock: CaseClockFragment }) {
  const { t } = useTranslation();
  const dates = [
    ['from', clock.anchorAt],
    ['legal', clock.legalDueAt],
    ['control', clock.controlDueAt],
    ['source', clock.sourceDueAt],
  ] as const;
  return (
    <dl className="dates">
      {dates.map(
        ([name, at]) =>
          at && (
            <div key={name}>
              <dt>{t(`clock.${name}`)}</dt>
              <dd>
                <Moment at={at} />
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** The dates of the case at a glance; a message from the telephone has but one, which its clock shows. */
function ThreeDates({ card }: { card: CaseCardFragment }) {
  const { t, i18n } = useTranslation();
  const { legalDueOn, controlDueOn, sourceDueAt } = card;
  if (!legalDueOn && !sourceDueAt) return null;
  return (
    <dl className="three-dates">
      {legalDueOn && (
        <div>
          <dt>{t('clock.legal')}</dt>
          <dd>{day(legalDueOn, i18n.language)}</dd>
        </div>
      )}
      {controlDueOn && (
        <div>
          <dt>{t('clock.control')}</dt>
          <dd>{day(controlDueOn, i18n.language)}</dd>
        </div>
      )}
      {sourceDueAt && (
        <div>
          <dt>{t('clock.source')}</dt>
          <dd>
            <Moment at={sourceDueAt} />
          </dd>
        </div>
      )}
    </dl>
  );
}

function share(clock: CaseClockFragment, now = Date.now()): number {
  const from = Date.parse(clock.anchorAt);
  const to = Date.parse(clock.controlDueAt);
  return to > from ? Math.min(1, Math.max(0, (now - from) / (to - from))) : 1;
}

function ClockView({ clock, left, main }: { clock: CaseClockFragment; left: number | undefined; main: boolean }) {
  const { t } = useTranslation();
  const title = useTitle();
  const spell = useWorkTime();
  const running = clock.state === 'RUNNING';
  return (
    <details className="clock" data-late={clock.lateness} data-state={clock.state} open={main}>
      <summary>
        <span className="clock-title">
          {title('clock', clock.clock, clock.title)}
          {!running && <small>{t(`clock.${clock.state}`)}</small>}
        </span>
        <span className="clock-due">
          <Moment at={clock.controlDueAt} />
          {clock.lateness !== 'ON_TIME' && <LatenessMark lateness={clock.lateness} />}
          {clock.lateness === 'ON_TIME' && running && left !== undefined && (
            <small>{t(left < 0 ? 'due.over' : 'due.left', { amount: spell(left) })}</small>
          )}
        </span>
      </summary>
      {running && (
        <div className="track" aria-hidden>
          <i style={{ width: `${share(clock) * 100}%` }} />
        </div>
      )}
      <div className="clock-more">
        <Dates clock={clock} />
        <Why clock={clock} />
      </div>
      <Ladder steps={clock.steps} />
    </details>
  );
}

/** «Вижу, решаю до …»: the next step of the ladder waits once. */
function Acknowledge({ card, clock, step }: { card: CaseCardFragment; clock: CaseClockFragment; step: Step }) {
  const { t } = useTranslation();
  const { home } = useMe();
  const title = useTitle();
  const stepTitle = useStepTitle();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const act = useAct<{ note: string }>({
    card,
    fields: ['note'],
    done: t('done.acknowledge'),
    perform: async (target, values) => {
      const input = { ...target, ...values, timer: clock.id, step: step.id };
      return (await graphql(home, AcknowledgeStepDocument, { input })).acknowledgeStep;
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (note.trim()) act.send({ note: note.trim() });
  };
  return (
    <section className="call-for" aria-label={t('ladder.reachedYou')}>
      <p>
        <IconAlertTriangle size={17} aria-hidden />
        <span>
          <b>{t('ladder.reachedYou')}</b> {title('clock', clock.clock, clock.title)}: {stepTitle(step.id)}
        </span>
      </p>
      {open ? (
        <form className="fields" onSubmit={submit}>
          <Textarea
            required
            autosize
            autoFocus
            minRows={2}
            label={t('ladder.note')}
            placeholder={t('ladder.noteHint')}
            value={note}
            error={act.fieldError('note')}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <FormErrors refusals={act.rest} error={act.error} />
          <div className="form-end">
            <Button type="submit" loading={act.isPending} disabled={!note.trim()}>
              {t('ladder.acknowledge')}
            </Button>
            <Button variant="default" onClick={() => setOpen(false)}>
              {t('common.cancel')}
            </Button>
          </div>
        </form>
      ) : (
        <Button variant="default" leftSection={<IconEye size={17} aria-hidden />} onClick={() => setOpen(true)}>
          {t('ladder.see')}
        </Button>
      )}
    </section>
  );
}

/** Running clocks by their dates, those of the case itself first; what has ended stays readable below. */
function inOrder(clocks: readonly CaseClockFragment[]): CaseClockFragment[] {
  const rank = (clock: CaseClockFragment) => (clock.state === 'RUNNING' ? 0 : 2) + (clock.isCaseClock ? 0 : 1);
  return [...clocks].sort((a, b) => rank(a) - rank(b) || a.controlDueAt.localeCompare(b.controlDueAt));
}

export function Clocks({ card }: { card: CaseCardFragment }) {
  const { t } = useTranslation();
  const clocks = inOrder(card.clocks);
  const running = clocks.filter((clock) => clock.state === 'RUNNING');
  const ended = clocks.filter((clock) => clock.state !== 'RUNNING');
  const left = (clock: CaseClockFragment) =>
    clock.controlDueAt === card.nextDueAt ? (card.workMinutesLeft ?? undefined) : undefined;
  return (
    <section className="part" aria-label={t('clock.all')}>
      <h3>{t('clock.all')}</h3>
      {clocks.flatMap((clock) =>
        clock.steps
          .filter((step) => step.canAcknowledge)
          .map((step) => <Acknowledge key={`${clock.id}${step.id}`} card={card} clock={clock} step={step} />),
      )}
      <ThreeDates card={card} />
      {running.some((clock) => clock.isProvisional) && (
        <p className="note" data-tone="warn" role="status">
          <IconAlertTriangle size={16} aria-hidden /> {t('clock.provisional')}
        </p>
      )}
      {running.length === 0 && <p className="muted">{t('clock.none')}</p>}
      {running.map((clock, index) => (
        <ClockView key={clock.id} clock={clock} main={index === 0} left={left(clock)} />
      ))}
      {ended.length > 0 && (
        <details className="ended">
          <summary>{t('clock.ended', { count: ended.length })}</summary>
          {ended.map((clock) => (
            <ClockView key={clock.id} clock={clock} main={false} left={undefined} />
          ))}
        </details>
      )}
    </section>
  );
}
