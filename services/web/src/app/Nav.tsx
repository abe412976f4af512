import { Menu, UnstyledButton } from '@mantine/core';
import {
  IconBook,
  IconBuildingCommunity,
  IconChartBar,
  IconClockExclamation,
  IconFileImport,
  IconInbox,
  IconLogout,
  IconSelector,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { viewsQuery } from '@/lib/cases';
import { number } from '@/lib/format';
import type { Home } from '@/lib/home';
import type { Me } from '@/lib/me';
import { landing, logout, type Membership } from '@/lib/session';
import { Logo } from '@/ui/Logo';

/** A tenant's name and, with several memberships, the way to another. */
function HomeSwitch({ home, me, session }: { home: Home; me: Me | undefined; session: readonly Membership[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const others = session.filter((item) => item.code !== home.code);
  const face = (
    <>
      <Logo />
      <span className="home-name">
        <b>{t('shell.product')}</b>
        <small title={me?.name}>{me?.shortName ?? ' '}</small>
        {me?.isDraft && <small>{t('shell.byDraft')}</small>}
      </span>
    </>
  );
  if (others.length === 0) return <div className="home">{face}</div>;
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <UnstyledButton className="home">
          {face}
          <span className="unseen">{t('shell.switchHome')}</span>
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {others.map((item) => (
          <Menu.Item key={item.code} onClick={() => void navigate({ href: landing(item) })}>
            {item.shortName}
            <br />
            <small className="muted">{item.position}</small>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function QueueLink({ home }: { home: Home }) {
  const { t, i18n } = useTranslation();
  const { data } = useQuery(viewsQuery(home));
  const fresh = data?.find((item) => item.view === 'NEW')?.count ?? 0;
  return (
    <Link to="/t/$tenant/queue" params={{ tenant: home.code }} className="nav-link">
      <IconInbox size={18} stroke={1.7} aria-hidden />
      <span>{t('shell.queue')}</span>
      {fresh > 0 && (
        <b>
          {number(fresh, i18n.language)}
          <span className="unseen"> {t('shell.newOnes')}</span>
        </b>
      )}
    </Link>
  );
}

const PLACES = [
  { to: '/t/$tenant/journal', action: 'journal.view', text: 'shell.journal', Icon: IconBook },
  { to: '/t/$tenant/imports', action: 'import.run', text: 'shell.imports', Icon: IconFileImport },
  { to: '/t/$tenant/centre', action: 'tenant.view', text: 'shell.centre', Icon: IconBuildingCommunity },
] as const;

function TenantLinks({ home, me }: { home: Home; me: Me | undefined }) {
  const { t } = useTranslation();
  return (
    <>
      {me?.actions.has('case.view') !== false && <QueueLink home={home} />}
      {PLACES.filter((place) => me?.actions.has(place.action)).map(({ to, text, Icon }) => (
        <Link key={to} to={to} params={{ tenant: home.code }} className="nav-link">
          <Icon size={18} stroke={1.7} aria-hidden />
          <span>{t(text)}</span>
        </Link>
      ))}
    </>
  );
}

function RegionLinks({ home, me }: { home: Home; me: Me | undefined }) {
  const { t } = useTranslation();
  const params = { region: home.code };
  return (
    <>
      {me?.actions.has('region.late.view') !== false && (
        <Link to="/r/$region/late" params={params} className="nav-link">
          <IconClockExclamation size={18} stroke={1.7} aria-hidden />
          <span>{t('shell.late')}</span>
        </Link>
      )}
      {me?.actions.has('region.board.view') !== false && (
        <Link to="/r/$region/board" params={params} className="nav-link">
          <IconChartBar size={18} stroke={1.7} aria-hidden />
          <span>{t('shell.board')}</span>
        </Link>
      )}
    </>
  );
}

export function Nav({ home, me, session }: { home: Home; me: Me | undefined; session: readonly Membership[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    await logout().catch(() => undefined);
    client.clear();
    await navigate({ to: '/login' });
  };
  return (
    <nav className="nav" aria-label={t('shell.menu')}>
      <HomeSwitch home={home} me={me} session={session} />
      <p className="nav-title">{t(home.kind === 't' ? 'shell.work' : 'shell.oversight')}</p>
      {home.kind === 't' ? <TenantLinks home={home} me={me} /> : <RegionLinks home={home} me={me} />}
      <span className="grow" />
      <div className="person">
        <span>
          <small>{t('shell.signedInAs')}</small>
          <b>{me?.user.position ?? ' '}</b>
        </span>
      </div>
      <button type="button" className="nav-link" onClick={() => void leave()}>
        <IconLogout size={18} stroke={1.7} aria-hidden />
        <span>{t('shell.signOut')}</span>
      </button>
    </nav>
  );
}
