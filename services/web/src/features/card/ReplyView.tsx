import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseCardFragment } from '@/gen/tenant';
import { day } from '@/lib/format';

const TONES = { SUBMITTED: 'violet', RETURNED: 'red', APPROVED: 'blue', PUBLISHED: 'green' } as const;

const isLink = (text: string) => /^https?:\/\//.test(text);

export function ReplyView({ card }: { card: CaseCardFragment }) {
  const { t, i18n } = useTranslation();
  const { reply } = card;
  if (!reply) return null;
  const wayOf = (code: string) => (i18n.exists(`way.${code}`) ? t(`way.${code as 'telephone'}`) : code);
  return (
    <section className="part reply" aria-label={t('reply.title')}>
      <h3>
        {t(`replyKind.${reply.kind}`)}
        <span className="pill" data-tone={TONES[reply.state]}>
          {t(`replyState.${reply.state}`)}
        </span>
      </h3>
      <blockquote>{reply.text}</blockquote>
      <dl className="facts">
        <div>
          <dt>{t('reply.author')}</dt>
          <dd>{reply.author.position}</dd>
        </div>
        {reply.approvedBy && (
          <div>
            <dt>{t('reply.approvedBy')}</dt>
            <dd>
              {reply.approvedBy.position}
              {reply.isSelfApproved && <small className="warn">{t('reply.selfApproved')}</small>}
            </dd>
          </div>
        )}
        {reply.promisedOn && (
          <div>
            <dt>{t('reply.promisedOn')}</dt>
            <dd>{day(reply.promisedOn, i18n.language)}</dd>
          </div>
        )}
        {reply.publishedAt && (
          <div>
            <dt>{t('reply.publishedAt')}</dt>
            <dd>
              {isLink(reply.publishedAt) ? (
                <a href={reply.publishedAt} target="_blank" rel="noreferrer noopener">
                  {reply.publishedAt.replace(/^https?:\/\//, '')} <IconExternalLink size={14} aria-hidden />
                </a>
              ) : (
                wayOf(reply.publishedAt)
              )}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
