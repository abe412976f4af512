import { Button } from '@mantine/core';
import { IconMoodConfuzed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/ui/ErrorState';
import { StateView } from '@/ui/StateView';

/** The whole page failed: something is said and can be tried again. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <main className="whole-page">
      <ErrorState whole error={error} onRetry={onRetry} />
    </main>
  );
}

export function NoSuchPage() {
  const { t } = useTranslation();
  return (
    <main className="whole-page">
      <StateView
        whole
        icon={<IconMoodConfuzed size={36} stroke={1.4} />}
        title={t('common.noPage')}
        text={t('common.noPageText')}
      >
        <Button component="a" href="/" variant="default">
          {t('common.toStart')}
        </Button>
      </StateView>
    </main>
  );
}
