import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { number } from '@/lib/format';
import { useMe } from '@/lib/me';
import { ErrorState } from '@/ui/ErrorState';
import { Moment } from '@/ui/marks';
import { Sheet } from '@/ui/Sheet';
import { type Run, runsQuery } from './queries';

const TONES = { RUNNING: 'blue', DONE: 'green', STOPPED: 'red' } as const;

export function RunState({ run }: { run: Run }) {
  const { t } = useTranslation();
  return (
    <span className="pill" data-tone={TONES[run.state]}>
      {t(`importState.${run.state}`)}
      {run.isDryRun && ` · ${t('imports.trial')}`}
    </span>
  );
}

const COUNTS = ['accepted', 'repeated', 'changed', 'refused'] as const;

/** What was imported, newest first. */
export function RunsList({ onOpen }: { onOpen: (id: string) => void }) {
  const { t, i18n } = useTranslation();
  const { home } = useMe();
  const query = useInfiniteQuery(runsQuery(home));
  const runs = query.data?.pages.flatMap((page) => page.edges.map((edge) => edge.node)) ?? [];
  if (query.error && runs.length === 0) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <span className="bone preview-bone" />;
  if (runs.length === 0) return <p className="muted">{t('imports.noRuns')}</p>;
  return (
    <div className="sheet-box">
      <h2>{t('imports.runs')}</h2>
      <Sheet label={t('imports.runs')}>
        <thead>
          <tr>
            <th scope="col">{t('imports.file')}</th>
            <th scope="col">{t('imports.when')}</th>
            <th scope="col">{t('queue.columnState')}</th>
            {COUNTS.map((name) => (
              <th key={name} scope="col" className="figure">
                {t(`imports.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <th scope="row">
                <button type="button" className="link" onClick={() => onOpen(run.id)}>
                  {run.fileName}
                </button>
                <small className="muted">{run.sourceTitle}</small>
              </th>
              <td>
                <Moment at={run.startedAt} />
                <small className="muted">{run.by?.position}</small>
              </td>
              <td>
                <RunState run={run} />
              </td>
              {COUNTS.map((name) => (
                <td key={name} className="figure" data-tone={name === 'refused' && run.refused > 0 ? 'bad' : undefined}>
                  {number(run[name], i18n.language)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Sheet>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('imports.more')}
        </Button>
      )}
    </div>
  );
}
