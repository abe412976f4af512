import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dismiss, useToasts } from '@/lib/toasts';

export function Toaster() {
  const { t } = useTranslation();
  const toasts = useToasts();
  return (
    <section className="toasts" aria-live="polite" aria-label={t('common.messages')}>
      {toasts.map((toast) => (
        <div key={toast.id} className="toast" data-tone={toast.tone}>
          {toast.tone === 'good' ? (
            <IconCircleCheck size={18} aria-hidden />
          ) : (
            <IconAlertTriangle size={18} aria-hidden />
          )}
          <span>{toast.text}</span>
          <ActionIcon
            variant="transparent"
            color="gray"
            size="sm"
            aria-label={t('common.close')}
            onClick={() => dismiss(toast.id)}
          >
            <IconX size={15} />
          </ActionIcon>
        </div>
      ))}
    </section>
  );
}
