import { ActionIcon } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseCardFragment } from '@/gen/tenant';
import { useMe } from '@/lib/me';
import { Moment } from '@/ui/marks';
import { Applicant } from './Applicant';

const TopicForm = lazy(() => import('./TopicForm').then((module) => ({ default: module.TopicForm })));

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Facts({ card }: { card: CaseCardFragment }) {
  const { t } = useTranslation();
  const me = useMe();
  const [correcting, setCorrecting] = useState(false);
  return (
    <section className="part" aria-label={t('card.facts')}>
      <h3>{t('card.facts')}</h3>
      <dl className="facts">
        <Fact name={t('card.topic')}>
          {card.topic.title}
          {me.actions.has('case.correct_topic') && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('card.correctTopic')}
              aria-expanded={correcting}
              onClick={() => setCorrecting(!correcting)}
            >
              <IconPencil size={15} />
            </ActionIcon>
          )}
          {card.topic.isRestricted && <small className="muted">{t('card.restricted')}</small>}
        </Fact>
        <Fact name={t('card.block')}>
          {card.block?.name ?? <span className="muted">{t('queue.noBlock')}</span>}
          {card.block && !card.block.hasLead && <small className="warn">{t('card.noLead')}</small>}
        </Fact>
        <Fact name={t('card.organization')}>
          {card.organization?.name ?? <span className="muted">{t('card.noOrganization')}</span>}
        </Fact>
        <Fact name={t('card.assignee')}>
          {card.assignee?.position ?? <span className="muted">{t('queue.nobody')}</span>}
        </Fact>
        <Fact name={t('card.channel')}>{t(`channel.${card.channel}`)}</Fact>
        <Fact name={t('card.received')}>
          <Moment at={card.receivedAt} />
        </Fact>
        <Fact name={t('card.regime')}>{t(`regime.${card.regime}`)}</Fact>
        <Fact name={t('card.applicant')}>
          <Applicant card={card} />
        </Fact>
      </dl>
      {card.route.length > 0 && (
        <details className="route">
          <summary>{t('card.route')}</summary>
          <ol className="explanation">
            {card.route.map((line) => (
              <li key={`${line.code}${line.text}`}>{line.text}</li>
            ))}
          </ol>
        </details>
      )}
      {correcting && (
        <Suspense fallback={null}>
          <TopicForm card={card} onClose={() => setCorrecting(false)} />
        </Suspense>
      )}
    </section>
  );
}
