import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dayShort } from '@/lib/format';
import { useMe } from '@/lib/me';
import type { Column } from '@/ui/Grid';
import { LatenessMark, StatePill } from '@/ui/marks';
import type { JournalEntry } from './queries';

function Day({ on }: { on: string }) {
  const { i18n } = useTranslation();
  return <time dateTime={on}>{dayShort(on, i18n.language)}</time>;
}

/** The number is a real link: a middle click opens the case in a tab. */
function NumberCell({ entry, tenant }: { entry: JournalEntry; tenant: string }) {
  return (
    <>
      <Link
        to="/t/$tenant/cases/$id"
        params={{ tenant, id: entry.id }}
        tabIndex={-1}
        className="mono"
        onClick={(event) => {
          if (!event.ctrlKey && !event.metaKey && !event.shiftKey) event.preventDefault();
        }}
      >
        {entry.number}
      </Link>
      <small>
        <Day on={entry.registeredOn} />
        {entry.outsideNumber && ` · ${[entry.outsideSystem, entry.outsideNumber].filter(Boolean).join(' ')}`}
      </small>
    </>
  );
}

function KindCell({ entry }: { entry: JournalEntry }) {
  const { t } = useTranslation();
  return (
    <>
      <b>{t(`appealKind.${entry.kind}`)}</b>
      <small>
        {t('journal.questions', { count: entry.questionCount })} · {t(`channel.${entry.channel}`)}
      </small>
    </>
  );
}

function DueCell({ entry }: { entry: JournalEntry }) {
  const { t } = useTranslation();
  const last = entry.extendedUntilOn ?? entry.legalDueOn;
  return (
    <>
      <span>
        {entry.controlDueOn ? <Day on={entry.controlDueOn} /> : <span className="muted">{t('due.none')}</span>}
        {entry.lateness !== 'ON_TIME' && <LatenessMark lateness={entry.lateness} />}
      </span>
      {last && (
        <small>
          {t(entry.extendedUntilOn ? 'journal.extended' : 'journal.byLaw')} <Day on={last} />
        </small>
      )}
    </>
  );
}

function AnswerCell({ entry }: { entry: JournalEntry }) {
  const { t } = useTranslation();
  if (!entry.answeredOn) return <span className="muted">{t('journal.inWork', { count: entry.daysInWork })}</span>;
  return (
    <>
      <span>
        {entry.answerNumber} <Day on={entry.answeredOn} />
      </span>
      <small>
        {[
          entry.answerWay && t(`answerWay.${entry.answerWay}`),
          ...entry.outcomes.map((outcome) => t(`questionOutcome.${outcome}`)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </>
  );
}

export function useColumns(): Column<JournalEntry>[] {
  const { t } = useTranslation();
  const { home } = useMe();
  return useMemo(
    () => [
      {
        key: 'number',
        title: t('journal.columnNumber'),
        cell: (entry) => <NumberCell entry={entry} tenant={home.code} />,
      },
      { key: 'kind', title: t('journal.columnKind'), cell: (entry) => <KindCell entry={entry} /> },
      {
        key: 'topic',
        title: t('journal.columnTopic'),
        cell: (entry) => (
          <>
            <b>{entry.topic.title}</b>
            <small>
              {[entry.assignee?.position, entry.organization?.name].filter(Boolean).join(' · ') || t('queue.nobody')}
            </small>
          </>
        ),
      },
      {
        key: 'state',
        title: t('queue.columnState'),
        cell: (entry) => <StatePill phase={entry.phase} state={entry.state} />,
      },
      { key: 'term', title: t('queue.columnDue'), cell: (entry) => <DueCell entry={entry} /> },
      { key: 'answer', title: t('journal.columnAnswer'), cell: (entry) => <AnswerCell entry={entry} /> },
    ],
    [t, home.code],
  );
}
