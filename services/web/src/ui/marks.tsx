import { IconAlertTriangle, IconArrowUp, IconCircleCheck, IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dateTime, dateTimeFull, workParts } from '@/lib/format';
import { useMe } from '@/lib/me';
import { type Lateness, type Level, type Phase, rung } from '@/lib/terms';
import { useTitle } from './titles';

const TONES: Record<Phase, string> = {
  NEW: 'blue',
  IN_PROGRESS: 'amber',
  WAITING: 'violet',
  ANSWERED: 'green',
  CLOSED: 'grey',
};

/** The state in the tenant's word, coloured by our phase. */
export function StatePill({ phase, state }: { phase: Phase; state: { code: string; title: string } }) {
  const title = useTitle();
  return (
    <span className="pill" data-tone={TONES[phase]}>
      {title('state', state.code, state.title)}
    </span>
  );
}

export function PhasePill({ phase }: { phase: Phase }) {
  const { t } = useTranslation();
  return (
    <span className="pill" data-tone={TONES[phase]}>
      {t(`phase.${phase}`)}
    </span>
  );
}

const LATE_ICONS = { ON_TIME: IconCircleCheck, CONTROL_PASSED: IconClockExclamation, BREACHED: IconAlertTriangle };

/** Lateness by icon and words, never by colour alone. */
export function LatenessMark({ lateness }: { lateness: Lateness }) {
  const { t } = useTranslation();
  const Icon = LATE_ICONS[lateness];
  return (
    <span className="late" data-late={lateness}>
      <Icon size={14} stroke={2} aria-hidden />
      {t(`lateness.${lateness}`)}
    </span>
  );
}

/** From this rung on somebody above the executor was drawn in. */
const SHOWN_RUNG = 2;

export function LevelMark({ level }: { level: Level }) {
  const { t } = useTranslation();
  const height = rung(level);
  if (height < SHOWN_RUNG) return null;
  const text = t('common.raisedTo', { who: t(`level.${level}`) });
  return (
    <span className="rung" title={text}>
      <IconArrowUp size={12} stroke={2.6} aria-hidden />
      <span aria-hidden>{height}</span>
      <span className="unseen">{text}</span>
    </span>
  );
}

export function useWorkTime() {
  const { t } = useTranslation();
  return (minutes: number, units = 2): string => {
    const { days, hours, minutes: rest } = workParts(minutes);
    const parts = [
      days > 0 && t('unit.days', { count: days }),
      hours > 0 && t('unit.hours', { count: hours }),
      rest > 0 && hours < 4 && t('unit.minutes', { count: rest }),
    ].filter(Boolean);
    return parts.length ? parts.slice(0, units).join(' ') : t('unit.minutes', { count: 0 });
  };
}

interface DueProps {
  dueAt: string | null | undefined;
  lateness: Lateness;
  workMinutesLeft?: number | null | undefined;
}

/** The moment in the tenant's zone and the working time to it: the agent wants the first, the reviewer the second. */
export function Due({ dueAt, lateness, workMinutesLeft }: DueProps) {
  const { t, i18n } = useTranslation();
  const { zone } = useMe();
  const spell = useWorkTime();
  if (!dueAt) {
    return (
      <span className="due">
        {lateness === 'ON_TIME' ? <span className="muted">{t('due.none')}</span> : <LatenessMark lateness={lateness} />}
      </span>
    );
  }
  const left = workMinutesLeft ?? 0;
  const amount = workMinutesLeft == null ? '' : spell(left, lateness === 'ON_TIME' ? 2 : 1);
  const soon = lateness === 'ON_TIME' && left >= 0 && left <= 60;
  return (
    <span
      className="due"
      data-late={lateness}
      data-soon={soon || undefined}
      title={dateTimeFull(dueAt, i18n.language, zone)}
    >
      <span className="due-line">
        <time dateTime={dueAt}>{dateTime(dueAt, i18n.language, zone)}</time>
        {lateness !== 'ON_TIME' && amount && (
          <small title={t('due.over', { amount })}>
            <span aria-hidden>−{amount}</span>
            <span className="unseen">{t('due.over', { amount })}</span>
          </small>
        )}
      </span>
      {lateness === 'ON_TIME' ? (
        <small>{workMinutesLeft == null ? '' : t(left < 0 ? 'due.over' : 'due.left', { amount })}</small>
      ) : (
        <small>
          <LatenessMark lateness={lateness} />
        </small>
      )}
    </span>
  );
}

/** A moment in the tenant's zone. */
export function Moment({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const { zone } = useMe();
  return (
    <time dateTime={at} title={dateTimeFull(at, i18n.language, zone)}>
      {dateTime(at, i18n.language, zone)}
    </time>
  );
}
