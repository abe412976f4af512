import { Button } from '@mantine/core';
import { IconCircleCheck, IconDownload, IconFileOff } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { resetCases, viewsQuery } from '@/lib/cases';
import { number } from '@/lib/format';
import { useMe } from '@/lib/me';
import { ErrorState } from '@/ui/ErrorState';
import { Sheet } from '@/ui/Sheet';
import { StateView } from '@/ui/StateView';
import { importsKey, type Run, refusedFile, runQuery } from './queries';
import { RunState } from './RunsList';

const COUNTS = ['accepted', 'repeated', 'changed', 'refused'] as const;

function Progress({ run }: { run: Run }) {
  const { t, i18n } = useTranslation();
  const said = t('imports.progress', { done: number(run.done, i18n.language), rows: number(run.rows, i18n.language) });
  return (
    <div className="progress" role="status">
      <progress max={Math.max(run.rows, 1)} value={run.done} aria-label={t('imports.running')} />
      <small>{said}</small>
    </div>
  );
}

function Totals({ run }: { run: Run }) {
  const { t, i18n } = useTranslation();
  return (
    <ul className="figures">
      {COUNTS.map((name) => (
        <li key={name} data-tone={name === 'refused' && run.refused > 0 ? 'bad' : undefined}>
          <span>{t(`imports.${name}`)}</span>
          <b>{number(run[name], i18n.language)}</b>
        </li>
      ))}
    </ul>
  );
}

/** One run: how far it is, what became of its rows, which were refused and why. */
export function RunView({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { home } = useMe();
  const client = useQueryClient();
  const query = useInfiniteQuery(runQuery(home, id));
  const run = query.data?.pages[0];
  const finished = run && run.state !== 'RUNNING';
  useEffect(() => {
    if (!finished) return;
    for (const part of ['runs', 'differences', 'reconciliation'])
      void client.invalidateQueries({ queryKey: [...importsKey(home), part] });
    void resetCases(client, home);
    void client.invalidateQueries({ queryKey: viewsQuery(home).queryKey });
  }, [finished, client, home]);
  if (query.error && !run) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (run === null)
    return (
      <StateView
        icon={<IconFileOff size={34} stroke={1.4} />}
        title={t('imports.noRun')}
        text={t('imports.noRunText')}
      />
    );
  if (!run) return <span className="bone preview-bone" />;
  const refused = query.data?.pages.flatMap((page) => page?.refusals.edges.map((edge) => edge.node) ?? []) ?? [];
  return (
    <section className="sheet-box" aria-label={run.fileName}>
      <h2>
        {run.fileName} <RunState run={run} />
        <span className="grow" />
        <Button variant="default" size="compact-sm" onClick={onClose}>
          {t('imports.back')}
        </Button>
      </h2>
      {run.isDryRun && (
        <p className="note" data-tone="warn">
          {t('imports.isDryRun')}
        </p>
      )}
      {run.state === 'RUNNING' && <Progress run={run} />}
      {run.message && (
        <p className="note" data-tone="bad" role="alert">
          {run.message}
        </p>
      )}
      <Totals run={run} />
      {finished && run.refused === 0 && !run.message && (
        <p className="note" data-tone="good">
          <IconCircleCheck size={16} aria-hidden /> {t('imports.noRefused')}
        </p>
      )}
      {refused.length > 0 && (
        <>
          <h3>
            {t('imports.refusedRows')}
            <span className="grow" />
            <Button
              component="a"
              variant="default"
              size="compact-sm"
              download
              href={refusedFile(home, run.id)}
              leftSection={<IconDownload size={15} aria-hidden />}
            >
              CSV
            </Button>
          </h3>
          <Sheet stacks label={t('imports.refusedRows')}>
            <thead>
              <tr>
                <th scope="col">{t('imports.line')}</th>
                <th scope="col">{t('imports.why')}</th>
                <th scope="col">{t('imports.raw')}</th>
              </tr>
            </thead>
            <tbody>
              {refused.map((row) => (
                <tr key={`${row.line}${row.code}`}>
                  <td>{row.line}</td>
                  <td>{row.reason}</td>
                  <td>
                    <code className="cell-text">{row.raw}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </Sheet>
          {query.hasNextPage && (
            <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('imports.more')}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
