import { Button, SegmentedControl } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { number } from '@/lib/format';
import { useMe } from '@/lib/me';
import { MISMATCHES, type Mismatch } from '@/lib/terms';
import { ErrorState } from '@/ui/ErrorState';
import { Moment, StatePill } from '@/ui/marks';
import { Sheet } from '@/ui/Sheet';
import { StateView } from '@/ui/StateView';
import { CaseLink } from './CaseLink';
import { reconciliationQuery, type Unlike } from './queries';

function Row({ item }: { item: Unlike }) {
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="row">
        <CaseLink item={item.case} number={item.caseNumber} />
        <small className="muted mono">{item.externalId}</small>
      </th>
      <td>
        {item.stateThere}
        {item.dueThereAt && (
          <small className="muted">
            {t('imports.dueThere')} <Moment at={item.dueThereAt} />
          </small>
        )}
      </td>
      <td>
        {item.case && <StatePill phase={item.case.phase} state={item.case.state} />}
        <small className="muted">{item.case?.assignee?.position}</small>
      </td>
      <td>{t(`mismatch.${item.mismatch}`)}</td>
      <td>
        <Moment at={item.seenAt} />
      </td>
    </tr>
  );
}

interface ReconciliationProps {
  source: string;
  mismatch: Mismatch | undefined;
  onMismatch: (mismatch: Mismatch | undefined) => void;
}

const ALL = 'ALL';

/** «Закрыто там – открыто здесь», and back. */
export function Reconciliation({ source, mismatch, onMismatch }: ReconciliationProps) {
  const { t, i18n } = useTranslation();
  const { home } = useMe();
  const query = useInfiniteQuery(reconciliationQuery(home, source, mismatch));
  const first = query.data?.pages[0];
  const items = query.data?.pages.flatMap((page) => page.edges.map((edge) => edge.node)) ?? [];
  if (query.error && !first) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!first) return <span className="bone preview-bone" />;
  if (first.closedThere + first.openThere === 0)
    return (
      <StateView
        tone="good"
        icon={<IconCircleCheck size={38} stroke={1.4} />}
        title={t('imports.alike')}
        text={t('imports.alikeText')}
      />
    );
  const counts: Record<Mismatch, number> = { CLOSED_THERE: first.closedThere, OPEN_THERE: first.openThere };
  const label = (name: string, count: number) => `${name} · ${number(count, i18n.language)}`;
  return (
    <div className="sheet-box">
      <SegmentedControl
        className="mismatches"
        aria-label={t('imports.mismatch')}
        data={[
          { value: ALL, label: label(t('imports.bothWays'), first.closedThere + first.openThere) },
          ...MISMATCHES.map((value) => ({ value, label: label(t(`mismatch.${value}`), counts[value]) })),
        ]}
        value={mismatch ?? ALL}
        onChange={(value) => onMismatch(value === ALL ? undefined : (value as Mismatch))}
      />
      <Sheet stacks label={t('importTab.reconciliation')}>
        <thead>
          <tr>
            <th scope="col">{t('imports.case')}</th>
            <th scope="col">{t('imports.there')}</th>
            <th scope="col">{t('imports.here')}</th>
            <th scope="col">{t('imports.mismatch')}</th>
            <th scope="col">{t('imports.seen')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={item.externalId} item={item} />
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
