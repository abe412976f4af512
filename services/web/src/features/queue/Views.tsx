import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { viewsQuery } from '@/lib/cases';
import { number } from '@/lib/format';
import { useMe } from '@/lib/me';
import { type CaseView, VIEWS } from '@/lib/terms';

export function Views({ value, onChange }: { value: CaseView; onChange: (view: CaseView) => void }) {
  const { t, i18n } = useTranslation();
  const { home } = useMe();
  const { data } = useQuery(viewsQuery(home));
  return (
    <fieldset className="views">
      <legend className="unseen">{t('queue.views')}</legend>
      {VIEWS.map((view) => {
        const count = data?.find((item) => item.view === view)?.count;
        return (
          <button
            key={view}
            type="button"
            className="view"
            data-view={view}
            data-none={count === 0 || undefined}
            aria-pressed={view === value}
            onClick={() => onChange(view)}
          >
            {t(`view.${view}`)}
            <b>{count === undefined ? '…' : number(count, i18n.language)}</b>
          </button>
        );
      })}
    </fieldset>
  );
}
