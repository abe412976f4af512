import { useTranslation } from 'react-i18next';
import type { CaseCardFragment } from '@/gen/tenant';
import { Moment } from '@/ui/marks';

/** What happened, the latest first. */
export function Timeline({ card }: { card: CaseCardFragment }) {
  const { t } = useTranslation();
  const entries = [...card.timeline].sort((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id));
  return (
    <section className="part" aria-label={t('timeline.title')}>
      <h3>{t('timeline.title')}</h3>
      <ol className="timeline">
        {entries.map((entry) => (
          <li key={entry.id} data-kind={entry.kind}>
            <p>{entry.text}</p>
            <small>
              <Moment at={entry.at} /> · {entry.actor}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}
