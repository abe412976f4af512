import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateTime } from '@/lib/format';
import type { Home } from '@/lib/home';
import { meQuery, notificationsQuery } from './me';

/** What the centre told this person, newest first. */
export function Bell({ home }: { home: Home }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const { data: me } = useQuery(meQuery(home));
  const { data = [] } = useQuery({ ...notificationsQuery(home), enabled: me !== undefined });
  const unread = data.filter((item) => !item.isRead).length;
  const label = unread ? t('shell.notificationsUnread', { count: unread }) : t('shell.notifications');
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={360} trapFocus shadow="md">
      <Popover.Target>
        <Tooltip label={label} disabled={open}>
          <ActionIcon
            className="bell"
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={label}
            data-unread={unread > 0 || undefined}
            onClick={() => setOpen(!open)}
          >
            <IconBell size={19} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className="bell-list" aria-label={t('shell.notifications')}>
        <b>{t('shell.notifications')}</b>
        {data.length === 0 && <p className="muted">{t('shell.noNotifications')}</p>}
        <ul>
          {data.map((item) => (
            <li key={item.id} data-unread={!item.isRead || undefined}>
              {item.case ? (
                <Link
                  to="/t/$tenant/cases/$id"
                  params={{ tenant: home.code, id: item.case }}
                  onClick={() => setOpen(false)}
                >
                  {item.text}
                </Link>
              ) : (
                <span>{item.text}</span>
              )}
              <time dateTime={item.at}>{dateTime(item.at, i18n.language, me?.zone)}</time>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
