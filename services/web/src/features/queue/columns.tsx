import { IconFlame } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRowFragment } from '@/gen/tenant';
import { useMe } from '@/lib/me';
import type { Column } from '@/ui/Grid';
import { Due, LevelMark, StatePill } from '@/ui/marks';

/** The essence is a real link: a middle click opens the case in a tab. */
function Essence({ row, tenant }: { row: CaseRowFragment; tenant: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Link
        to="/t/$tenant/cases/$id"
        params={{ tenant, id: row.id }}
        tabIndex={-1}
        onClick={(event) => {
          if (!event.ctrlKey && !event.metaKey && !event.shiftKey) event.preventDefault();
        }}
      >
        {row.topic.topicClass === 'EMERGENCY' && (
          <IconFlame size={15} className="fire" aria-label={t('topicClass.EMERGENCY')} />
        )}
        {row.essence}
      </Link>
      <small>
        <span className="mono">{row.number}</span>
        {row.address && <span> · {row.address}</span>}
      </small>
    </>
  );
}

export function useColumns(): Column<CaseRowFragment>[] {
  const { t } = useTranslation();
  const { home } = useMe();
  return useMemo(
    () => [
      { key: 'essence', title: t('queue.columnEssence'), cell: (row) => <Essence row={row} tenant={home.code} /> },
      {
        key: 'block',
        title: t('queue.columnBlock'),
        cell: (row) => (
          <>
            <b>{row.block?.name ?? t('queue.noBlock')}</b>
            <small>{row.organization?.name ?? row.topic.title}</small>
          </>
        ),
      },
      {
        key: 'assignee',
        title: t('queue.columnAssignee'),
        cell: (row) => row.assignee?.position ?? <span className="muted">{t('queue.nobody')}</span>,
      },
      { key: 'state', title: t('queue.columnState'), cell: (row) => <StatePill phase={row.phase} state={row.state} /> },
      {
        key: 'due',
        title: t('queue.columnDue'),
        cell: (row) => (
          <>
            <Due dueAt={row.nextDueAt} lateness={row.lateness} workMinutesLeft={row.workMinutesLeft} />
            <LevelMark level={row.level} />
          </>
        ),
      },
    ],
    [t, home.code],
  );
}
