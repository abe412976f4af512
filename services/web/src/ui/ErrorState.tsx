import { Button } from '@mantine/core';
import { IconCloudOff, IconLock, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RequestError } from '@/lib/graphql';
import { StateView } from './StateView';

/** What failed, what to do, and the number to name to support. */
export function ErrorState({ error, whole, onRetry }: { error: unknown; whole?: boolean; onRetry?: () => void }) {
  const { t } = useTranslation();
  const code = error instanceof RequestError ? error.code : 'INTERNAL';
  const requestId = error instanceof RequestError ? error.requestId : undefined;
  const closed = code === 'FORBIDDEN' || code === 'NOT_FOUND';
  return (
    <StateView
      whole={whole ?? false}
      tone={closed ? 'plain' : 'bad'}
      icon={closed ? <IconLock size={34} stroke={1.4} /> : <IconCloudOff size={34} stroke={1.4} />}
      title={t(`error.${code}.title`)}
      text={t(`error.${code}.text`)}
    >
      {onRetry && !closed && (
        <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={onRetry}>
          {t('common.retry')}
        </Button>
      )}
      {requestId && (
        <small className="mono">
          {t('common.requestId')} {requestId}
        </small>
      )}
    </StateView>
  );
}
