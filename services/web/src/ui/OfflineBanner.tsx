import { IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useOnline } from '@/lib/network';

export function OfflineBanner() {
  const { t } = useTranslation();
  const online = useOnline();
  return (
    <div role="status" className="offline" data-on={!online || undefined}>
      {!online && (
        <>
          <IconWifiOff size={16} aria-hidden />
          {t('shell.offline')}
        </>
      )}
    </div>
  );
}
