import { ActionIcon, Button, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconHelpCircle, IconMenu2, IconMoon, IconSun, IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestError } from '@/lib/graphql';
import type { Home } from '@/lib/home';
import { useHotkeys } from '@/lib/hotkeys';
import { setLanguage } from '@/lib/i18n';
import { MeContext } from '@/lib/me';
import { lastHome, sessionQuery } from '@/lib/session';
import { ErrorState } from '@/ui/ErrorState';
import { OfflineBanner } from '@/ui/OfflineBanner';
import { StateView } from '@/ui/StateView';
import { Bell } from './Bell';
import { meQuery } from './me';
import { Nav } from './Nav';

const KeysHelp = lazy(() => import('./KeysHelp').then((module) => ({ default: module.KeysHelp })));

function TopBar({
  home,
  onMenu,
  menuOpen,
  onHelp,
}: {
  home: Home;
  onMenu: () => void;
  menuOpen: boolean;
  onHelp: () => void;
}) {
  const { t, i18n } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const other = i18n.language === 'ru' ? 'en' : 'ru';
  const themeLabel = t(dark ? 'shell.toLight' : 'shell.toDark');
  return (
    <header className="top">
      <ActionIcon
        className="burger"
        variant="subtle"
        color="gray"
        aria-label={t('shell.menu')}
        aria-expanded={menuOpen}
        onClick={onMenu}
      >
        <IconMenu2 size={20} />
      </ActionIcon>
      <div id="page-head" className="page-head" />
      {home.kind === 't' && <Bell home={home} />}
      <Tooltip label={t('shell.keys')}>
        <ActionIcon
          className="wide-only"
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('shell.keys')}
          onClick={onHelp}
        >
          <IconHelpCircle size={19} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={themeLabel}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={themeLabel}
          onClick={() => setColorScheme(dark ? 'light' : 'dark')}
        >
          {dark ? <IconSun size={19} stroke={1.7} /> : <IconMoon size={19} stroke={1.7} />}
        </ActionIcon>
      </Tooltip>
      <Button
        className="language"
        variant="subtle"
        color="gray"
        size="compact-sm"
        lang={other}
        onClick={() => void setLanguage(other)}
      >
        {other === 'en' ? 'EN' : 'РУ'}
        <span className="unseen">{other === 'en' ? ' — English' : ' — по-русски'}</span>
      </Button>
    </header>
  );
}

/** A signed-in person without a post in this home. */
function NotMember({ code }: { code: string }) {
  const { t } = useTranslation();
  return (
    <main className="whole-page">
      <StateView
        whole
        icon={<IconUserOff size={34} stroke={1.4} />}
        title={t('shell.notMember', { code })}
        text={t('shell.notMemberText')}
      >
        <Button component="a" href="/login" variant="default">
          {t('shell.chooseAnother')}
        </Button>
      </StateView>
    </main>
  );
}

export function Shell({ home }: { home: Home }) {
  const { t } = useTranslation();
  const me = useQuery(meQuery(home));
  const { data: session } = useQuery({ ...sessionQuery, enabled: false });
  const [menuOpen, setMenuOpen] = useState(false);
  const [helpOpen, setHelpOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useHotkeys({ 'Shift+Slash': () => setHelpOpen(true) });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever the page changes
  useEffect(() => setMenuOpen(false), [path]);
  const member = !session || session.some((item) => item.code === home.code);
  useEffect(() => {
    if (me.data) lastHome.write(home.code);
  }, [me.data, home.code]);

  const closed = me.error instanceof RequestError && ['FORBIDDEN', 'NOT_FOUND'].includes(me.error.code);
  if (!member || closed) return <NotMember code={home.code} />;
  return (
    <div className="shell" data-menu={menuOpen || undefined}>
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <Nav home={home} me={me.data} session={session ?? []} />
      {menuOpen && (
        <button type="button" className="scrim" aria-label={t('common.close')} onClick={() => setMenuOpen(false)} />
      )}
      <div className="column">
        <TopBar
          home={home}
          menuOpen={menuOpen}
          onMenu={() => setMenuOpen(!menuOpen)}
          onHelp={() => setHelpOpen(true)}
        />
        <OfflineBanner />
        <main id="main" className="main" tabIndex={-1}>
          {me.data && (
            <MeContext value={me.data}>
              <Suspense fallback={null}>
                <Outlet />
              </Suspense>
            </MeContext>
          )}
          {me.isError && <ErrorState error={me.error} onRetry={() => void me.refetch()} />}
        </main>
      </div>
      {helpOpen && (
        <Suspense fallback={null}>
          <KeysHelp region={home.kind === 'r'} onClose={() => setHelpOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
