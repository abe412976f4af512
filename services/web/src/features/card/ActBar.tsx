import { Button, Kbd, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCheck,
  IconChecks,
  IconDots,
  IconFileText,
  IconHandStop,
  IconMessage2,
  IconRotate,
  IconRubberStamp,
  IconSend,
  IconSignature,
  IconUserPlus,
  IconUserShare,
  IconX,
} from '@tabler/icons-react';
import { type ComponentType, lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseCardFragment } from '@/gen/tenant';
import { useHotkeys } from '@/lib/hotkeys';
import { withTexts } from '@/lib/i18n';
import { useMe } from '@/lib/me';
import { FormErrors } from '@/ui/FormErrors';
import { useTitle } from '@/ui/titles';
import type { ActFormProps } from './ActFrame';
import { type ActForm, type ActValues, nextOf, type Offer, perform } from './acts';
import { useAct } from './useAct';

/** The forms come with the first act that needs one. */
const formOf = (name: 'AssignForm' | 'ConfirmForm' | 'PublishForm' | 'ReasonForm' | 'ReplyForm' | 'SourceForm') =>
  lazy(() => import('./ActForms').then((module) => ({ default: module[name] })));

const AppealForm = lazy(() =>
  withTexts(import('./appeal/AppealForm')).then((module) => ({ default: module.AppealForm })),
);

const FORMS: Partial<Record<ActForm, ComponentType<ActFormProps>>> = {
  confirm: formOf('ConfirmForm'),
  assign: formOf('AssignForm'),
  reason: formOf('ReasonForm'),
  reply: formOf('ReplyForm'),
  publish: formOf('PublishForm'),
  source: formOf('SourceForm'),
  appeal: AppealForm,
};

const ICONS: Record<string, typeof IconCheck> = {
  accept: IconCheck,
  take_self: IconHandStop,
  assign: IconUserPlus,
  reassign: IconUserShare,
  approve: IconChecks,
  publish: IconSend,
  reply: IconMessage2,
  return_draft: IconArrowBackUp,
  send_back: IconArrowBackUp,
  enter_in_source: IconChecks,
  reopen_by_error: IconRotate,
  register: IconRubberStamp,
  sign: IconSignature,
  dispatch: IconSend,
};

const BESIDE = 2;

export function useOfferTitle() {
  const { t } = useTranslation();
  const title = useTitle();
  return (offer: Offer) => {
    if (offer.key === 'reply') return t('act.reply');
    if (offer.key === 'publish') return t('act.publish');
    return title('act', offer.key, offer.acts[0]?.title ?? '');
  };
}

interface ActBarProps {
  card: CaseCardFragment;
  offers: readonly Offer[];
  /** The open form. */
  chosen: string | undefined;
  onChoose: (key: string | undefined) => void;
  startWith: 'act' | 'reply' | undefined;
}

export function ActBar({ card, offers, chosen, onChoose, startWith }: ActBarProps) {
  const { t } = useTranslation();
  const { home } = useMe();
  const titleOf = useOfferTitle();
  const direct = useAct<{ act: string } & ActValues>({
    card,
    fields: [],
    done: t('done.direct', { number: card.number }),
    perform: (target, { act, ...values }) => perform(home, act, target, values),
  });
  const begin = (offer: Offer | undefined) => {
    if (!offer) return;
    if (offer.form === 'direct') direct.send({ act: offer.acts[0]?.act ?? offer.key });
    else onChoose(offer.key);
  };
  const main = nextOf(offers);
  const others = offers.filter((offer) => offer !== main);
  const reply = offers.find((offer) => offer.key === 'reply');
  useHotkeys({ KeyE: () => begin(main), ...(reply ? { KeyR: () => begin(reply) } : {}) });

  const started = useRef(false);
  useEffect(() => {
    if (started.current || !startWith) return;
    started.current = true;
    begin(startWith === 'reply' ? reply : main);
  });

  const open = offers.find((offer) => offer.key === chosen);
  const Form = open && FORMS[open.form];
  if (open && Form) {
    return (
      <div className="card-foot" data-form>
        <Suspense fallback={<span className="bone" />}>
          <Form key={open.key} card={card} offer={open} title={titleOf(open)} onClose={() => onChoose(undefined)} />
        </Suspense>
      </div>
    );
  }
  if (offers.length === 0) return null;
  const face = (offer: Offer) => {
    const Icon = ICONS[offer.key] ?? (offer.form === 'appeal' ? IconFileText : IconX);
    return <Icon size={17} stroke={1.9} aria-hidden />;
  };
  return (
    <div className="card-foot">
      <FormErrors refusals={direct.rest} error={direct.error} />
      <div className="acts">
        {main && (
          <Button leftSection={face(main)} loading={direct.isPending} onClick={() => begin(main)}>
            {titleOf(main)}
            <Kbd className="wide-only" aria-hidden>
              E
            </Kbd>
          </Button>
        )}
        {others.slice(0, BESIDE).map((offer) => (
          <Button key={offer.key} variant="default" leftSection={face(offer)} onClick={() => begin(offer)}>
            {titleOf(offer)}
          </Button>
        ))}
        {others.length > BESIDE && (
          <Menu position="top-end">
            <Menu.Target>
              <Button variant="default" leftSection={<IconDots size={17} aria-hidden />}>
                {t('card.more')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {others.slice(BESIDE).map((offer) => (
                <Menu.Item key={offer.key} leftSection={face(offer)} onClick={() => begin(offer)}>
                  {titleOf(offer)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
    </div>
  );
}
