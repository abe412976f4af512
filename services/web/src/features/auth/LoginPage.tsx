import { Button, PasswordInput, TextInput, UnstyledButton } from '@mantine/core';
import { IconArrowRight, IconChevronRight } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setLanguage } from '@/lib/i18n';
import { landing, lastHome, login, type Membership, sessionQuery } from '@/lib/session';
import { Logo } from '@/ui/Logo';
import { OfflineBanner } from '@/ui/OfflineBanner';
import './auth.css';

const route = getRouteApi('/login');

/** The home that an address of ours belongs to. */
export function homeCodeOf(path: string | undefined): string | undefined {
  return /^\/[tr]\/([^/?#]+)/.exec(path ?? '')?.[1];
}

/** Where a person goes after signing in: back to the link that brought them, else to the only post they hold. */
export function destination(memberships: readonly Membership[], to: string | undefined): string | undefined {
  const code = homeCodeOf(to);
  if (to && code && memberships.some((item) => item.code === code)) return to;
  const [only, second] = memberships;
  return only && !second ? landing(only) : undefined;
}

function useCountdown(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return;
    const timer = window.setTimeout(() => setLeft(left - 1), 1000);
    return () => window.clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}

type Problem = 'WRONG_PASSWORD' | 'TOO_MANY' | 'INTERNAL' | 'NETWORK' | 'NO_MEMBERSHIP';

function SignIn({ onSignedIn }: { onSignedIn: (memberships: Membership[]) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem | undefined>();
  const [pending, setPending] = useState(false);
  const [wait, setWait] = useCountdown();
  const passwordField = useRef<HTMLInputElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    setProblem(undefined);
    const answer = await login(name.trim(), password);
    setPending(false);
    if (answer.ok) {
      if (answer.memberships.length > 0) onSignedIn(answer.memberships);
      else setProblem('NO_MEMBERSHIP');
      return;
    }
    setProblem(answer.code);
    if (answer.code === 'TOO_MANY') setWait(answer.seconds);
    setPassword('');
    passwordField.current?.focus();
  };
  const locked = problem === 'TOO_MANY' && wait > 0;
  return (
    <form className="fields" onSubmit={(event) => void submit(event)}>
      <h1>{t('auth.title')}</h1>
      <TextInput
        required
        size="md"
        label={t('auth.login')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        required
        size="md"
        ref={passwordField}
        label={t('auth.password')}
        name="password"
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword'), 'aria-hidden': false, tabIndex: 0 }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <div role="alert">
        {problem && !(problem === 'TOO_MANY' && !locked) && (
          <p className="note" data-tone={problem === 'NETWORK' || locked ? 'warn' : 'bad'}>
            {t(`auth.problem.${problem}`, { count: wait })}
          </p>
        )}
      </div>
      <Button
        type="submit"
        size="md"
        fullWidth
        loading={pending}
        disabled={locked}
        rightSection={<IconArrowRight size={18} aria-hidden />}
      >
        {t('auth.submit')}
      </Button>
      <p className="muted">{t('auth.help')}</p>
    </form>
  );
}

function Choice({
  memberships,
  onChoose,
  onOther,
}: {
  memberships: readonly Membership[];
  onChoose: (item: Membership) => void;
  onOther: () => void;
}) {
  const { t } = useTranslation();
  const last = lastHome.read();
  const sorted = [...memberships].sort((a, b) => Number(b.code === last) - Number(a.code === last));
  return (
    <div className="fields">
      <h1>{t('auth.choose')}</h1>
      <ul className="homes">
        {sorted.map((item, index) => (
          <li key={item.code}>
            <UnstyledButton className="home-choice" autoFocus={index === 0} onClick={() => onChoose(item)}>
              <span>
                <b>{item.shortName}</b>
                <small>{item.position}</small>
              </span>
              {item.code === last && <em>{t('auth.lastTime')}</em>}
              <IconChevronRight size={18} aria-hidden />
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <Button variant="subtle" color="gray" onClick={onOther}>
        {t('auth.other')}
      </Button>
    </div>
  );
}

export function LoginPage() {
  const { t, i18n } = useTranslation();
  const { to } = route.useSearch();
  const client = useQueryClient();
  const navigate = useNavigate();
  const session = useQuery({ ...sessionQuery, retry: false });
  const [again, setAgain] = useState(false);
  useEffect(() => {
    document.title = `${t('auth.title')} · Отклик`;
  }, [t]);
  const enter = (href: string) => void navigate({ href, replace: true });
  const signedIn = (memberships: Membership[]) => {
    client.clear();
    client.setQueryData(sessionQuery.queryKey, memberships);
    setAgain(false);
    const href = destination(memberships, to);
    if (href) enter(href);
  };
  const known = again ? undefined : session.data;
  const other = i18n.language === 'ru' ? 'en' : 'ru';
  return (
    <main className="login">
      <OfflineBanner />
      <div className="login-face" aria-hidden>
        <Logo size={44} />
        <p>{t('auth.slogan')}</p>
      </div>
      <div className="login-form">
        <p className="login-brand">
          <Logo size={30} /> {t('shell.product')}
        </p>
        {known && known.length > 0 ? (
          <Choice memberships={known} onChoose={(item) => enter(landing(item))} onOther={() => setAgain(true)} />
        ) : (
          <SignIn onSignedIn={signedIn} />
        )}
        <Button
          className="login-language"
          variant="subtle"
          color="gray"
          size="compact-sm"
          lang={other}
          onClick={() => void setLanguage(other)}
        >
          {other === 'en' ? 'English' : 'По-русски'}
        </Button>
      </div>
    </main>
  );
}
