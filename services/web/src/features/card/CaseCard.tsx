import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconChevronDown,
  IconChevronUp,
  IconExternalLink,
  IconFileOff,
  IconFlame,
  IconLink,
  IconMapPin,
  IconX,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseCardFragment } from '@/gen/tenant';
import { caseQuery } from '@/lib/cases';
import { useHotkeys } from '@/lib/hotkeys';
import { withTexts } from '@/lib/i18n';
import { useMe } from '@/lib/me';
import { say } from '@/lib/toasts';
import { ErrorState } from '@/ui/ErrorState';
import { LatenessMark, LevelMark, StatePill } from '@/ui/marks';
import { StateView } from '@/ui/StateView';
import { ActBar } from './ActBar';
import { Attachments } from './Attachments';
import { offersOf } from './acts';
import { Clocks } from './Clocks';
import { Comments } from './Comments';
import { Facts } from './Facts';
import { ReplyView } from './ReplyView';
import { Timeline } from './Timeline';
import './card.css';

const AppealParts = lazy(() =>
  withTexts(import('./appeal/AppealParts')).then((module) => ({ default: module.AppealParts })),
);

interface CaseCardProps {
  id: string;
  /** On a page of its own, not beside a list. */
  whole?: boolean;
  startWith?: 'act' | 'reply' | undefined;
  onClose: () => void;
  onStep?: (by: 1 | -1) => void;
}

function Head({ card, id, whole, onClose, onStep }: CaseCardProps & { card: CaseCardFragment | null | undefined }) {
  const { t } = useTranslation();
  const { home } = useMe();
  const address = `${location.origin}/t/${home.code}/cases/${id}`;
  const copy = () =>
    void navigator.clipboard.writeText(address).then(
      () => say(t('card.copied')),
      () => say(address),
    );
  return (
    <header className="card-head">
      <b className="mono">{card?.number ?? '…'}</b>
      <span className="grow" />
      {onStep && (
        <>
          <Tooltip label={t('card.previous')}>
            <ActionIcon
              className="wide-only"
              variant="subtle"
              color="gray"
              aria-label={t('card.previous')}
              onClick={() => onStep(-1)}
            >
              <IconChevronUp size={18} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('card.next')}>
            <ActionIcon
              className="wide-only"
              variant="subtle"
              color="gray"
              aria-label={t('card.next')}
              onClick={() => onStep(1)}
            >
              <IconChevronDown size={18} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
      <Tooltip label={t('card.copy')}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('card.copy')} onClick={copy}>
          <IconLink size={17} />
        </ActionIcon>
      </Tooltip>
      {!whole && (
        <Tooltip label={t('card.openWhole')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('card.openWhole')}
            component={Link}
            to={`/t/${home.code}/cases/${id}`}
          >
            <IconExternalLink size={17} />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={t('card.close')}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('card.close')} onClick={onClose}>
          <IconX size={18} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}

/** Up to this length the essence reads as a heading. */
const HEADLINE = 110;

function Essence({ card }: { card: CaseCardFragment }) {
  const { t } = useTranslation();
  return (
    <div className="essence">
      <p className="standing">
        <StatePill phase={card.phase} state={card.state} />
        {card.lateness !== 'ON_TIME' && <LatenessMark lateness={card.lateness} />}
        <LevelMark level={card.level} />
      </p>
      {card.topic.topicClass === 'EMERGENCY' && (
        <p className="note" data-tone="bad">
          <IconFlame size={16} aria-hidden /> {t('card.emergency')}
        </p>
      )}
      <h2 data-long={card.essence.length > HEADLINE || undefined}>{card.essence}</h2>
      {card.address && (
        <p className="place">
          <IconMapPin size={16} stroke={1.8} aria-hidden />
          {card.address}
        </p>
      )}
      {'threadUrl' in card.details && card.details.threadUrl && (
        <p className="place">
          <IconExternalLink size={16} stroke={1.8} aria-hidden />
          <a href={card.details.threadUrl} target="_blank" rel="noreferrer noopener">
            {t('card.thread')}
          </a>
        </p>
      )}
    </div>
  );
}

function Bones() {
  return (
    <div className="card-body" aria-hidden>
      <div className="bones">
        {['84%', '56%', '98%', '96%', '70%', '62%', '78%', '40%'].map((width) => (
          <span key={width} className="bone" style={{ width, height: width > '9' ? 64 : 14 }} />
        ))}
      </div>
    </div>
  );
}

export function CaseCard(props: CaseCardProps) {
  const { id, startWith, onClose } = props;
  const { t } = useTranslation();
  const { home } = useMe();
  const { data: card, error, refetch, isPending } = useQuery(caseQuery(home, id));
  const [chosen, setChosen] = useState<string | undefined>();
  const body = useRef<HTMLDivElement>(null);
  useHotkeys({ Escape: () => (chosen ? setChosen(undefined) : onClose()) });
  const offers = useMemo(() => (card ? offersOf(card.availableActs, card.reply?.kind) : []), [card]);
  useEffect(() => {
    if (card && startWith === 'act' && offers.length === 0) say(t('card.nothingToDo'));
  }, [card, startWith, offers.length, t]);
  return (
    <article
      className="card"
      data-whole={props.whole || undefined}
      aria-label={t('card.label', { number: card?.number ?? '' })}
    >
      <Head {...props} card={card} />
      {isPending && <Bones />}
      {error && !card && <ErrorState error={error} onRetry={() => void refetch()} />}
      {card === null && (
        <StateView
          icon={<IconFileOff size={34} stroke={1.4} />}
          title={t('card.missing')}
          text={t('card.missingText')}
        />
      )}
      {card && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
          <section className="card-body" ref={body} tabIndex={0} aria-label={t('card.content')}>
            <div className="card-columns">
              <div>
                <Essence card={card} />
                {'questions' in card.details && (
                  <Suspense fallback={<span className="bone" />}>
                    <AppealParts details={card.details} />
                  </Suspense>
                )}
                <ReplyView card={card} />
              </div>
              <div className="side">
                <Clocks card={card} />
                <Facts card={card} />
              </div>
              <div>
                <Attachments card={card} />
                <Comments card={card} />
                <Timeline card={card} />
              </div>
            </div>
          </section>
          <ActBar card={card} offers={offers} chosen={chosen} onChoose={setChosen} startWith={startWith} />
        </>
      )}
    </article>
  );
}
