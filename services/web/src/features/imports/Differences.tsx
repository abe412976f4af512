import { Button, Checkbox } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SettleDifferencesDocument } from '@/gen/tenant';
import { graphql } from '@/lib/graphql';
import { useMe } from '@/lib/me';
import { useRequestId } from '@/lib/request-id';
import { say } from '@/lib/toasts';
import { ErrorState } from '@/ui/ErrorState';
import { FormErrors } from '@/ui/FormErrors';
import { Moment } from '@/ui/marks';
import type { RefusalView } from '@/ui/refusals';
import { Sheet } from '@/ui/Sheet';
import { StateView } from '@/ui/StateView';
import { CaseLink } from './CaseLink';
import { type Difference, differencesQuery, importsKey } from './queries';

/** The server takes no more at once. */
const MOST = 500;

interface RowProps {
  item: Difference;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}

function Row({ item, chosen, onChoose }: RowProps) {
  const { t } = useTranslation();
  return (
    <tr>
      <td>
        <Checkbox
          aria-label={t('imports.chooseOne', { id: item.externalId })}
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      </td>
      <th scope="row">
        <CaseLink item={item.case} />
        <small className="muted mono">{item.externalId}</small>
      </th>
      <td>{item.field}</td>
      <td>{item.before ?? '—'}</td>
      <td>
        <b>{item.after ?? '—'}</b>
      </td>
      <td>
        <Moment at={item.at} />
      </td>
    </tr>
  );
}

/** What the source said anew and a person has not looked at yet. */
export function Differences({ source }: { source: string | undefined }) {
  const { t } = useTranslation();
  const { home } = useMe();
  const client = useQueryClient();
  const requestId = useRequestId();
  const query = useInfiniteQuery(differencesQuery(home, source));
  const items = query.data?.pages.flatMap((page) => page.edges.map((edge) => edge.node)) ?? [];
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [refusals, setRefusals] = useState<readonly RefusalView[]>([]);
  const settle = useMutation({
    mutationFn: (differences: string[]) => {
      const input = { differences };
      return graphql(home, SettleDifferencesDocument, { input: { ...input, requestId: requestId(input) } });
    },
    onSuccess: ({ settleDifferences }) => {
      setRefusals(settleDifferences.refusals);
      if (settleDifferences.refusals.length > 0) return;
      say(t('imports.settled', { count: settleDifferences.settled }));
      setChosen([]);
      void client.invalidateQueries({ queryKey: [...importsKey(home), 'differences'] });
    },
  });
  if (query.error && items.length === 0) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <span className="bone preview-bone" />;
  if (items.length === 0)
    return (
      <StateView
        tone="good"
        icon={<IconCircleCheck size={38} stroke={1.4} />}
        title={t('imports.noDifferences')}
        text={t('imports.noDifferencesText')}
      />
    );
  const picked = items
    .filter((item) => chosen.includes(item.id))
    .slice(0, MOST)
    .map((item) => item.id);
  const all = picked.length === Math.min(items.length, MOST);
  return (
    <div className="sheet-box">
      <p className="muted">{t('imports.differencesText')}</p>
      <FormErrors refusals={refusals} error={settle.error} />
      <div className="form-end">
        <Button disabled={picked.length === 0} loading={settle.isPending} onClick={() => settle.mutate(picked)}>
          {t('imports.settle', { count: picked.length })}
        </Button>
      </div>
      <Sheet label={t('importTab.differences')}>
        <thead>
          <tr>
            <th scope="col">
              <Checkbox
                aria-label={t('imports.chooseAll')}
                checked={all}
                indeterminate={picked.length > 0 && !all}
                onChange={() => setChosen(all ? [] : items.map((item) => item.id))}
              />
            </th>
            <th scope="col">{t('imports.case')}</th>
            <th scope="col">{t('imports.field')}</th>
            <th scope="col">{t('imports.before')}</th>
            <th scope="col">{t('imports.after')}</th>
            <th scope="col">{t('imports.when')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row
              key={item.id}
              item={item}
              chosen={chosen.includes(item.id)}
              onChoose={(on) => setChosen(on ? [...chosen, item.id] : chosen.filter((id) => id !== item.id))}
            />
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
