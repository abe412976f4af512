import { Button, TextInput } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dayShort, today } from '@/lib/format';
import { useMe } from '@/lib/me';
import { compact } from '@/lib/search';
import { ErrorState } from '@/ui/ErrorState';
import { PageHead } from '@/ui/PageHead';
import { Acts, Blocks } from './Blocks';
import { Functions } from './Functions';
import { annexFile, compositionQuery } from './queries';
import { Seats } from './Seats';
import '@/ui/sheet.css';
import './centre.css';

const route = getRouteApi('/t/$tenant/centre');

/** The centre by its act: who, which blocks, what it is charged with, as of a day. */
export function CentrePage() {
  const { t, i18n } = useTranslation();
  const { home, zone } = useMe();
  const { on } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery({ ...compositionQuery(home, on), placeholderData: keepPreviousData });
  const centre = query.data;
  const shown = on ?? today(zone);
  return (
    <div className="sheet-page">
      <PageHead title={t('centre.title')}>
        <Button
          component="a"
          variant="default"
          download
          href={annexFile(home, shown)}
          leftSection={<IconFileText size={17} aria-hidden />}
        >
          DOCX
        </Button>
      </PageHead>
      <div className="tabs">
        <TextInput
          type="date"
          className="as-of"
          label={t('centre.asOf')}
          value={shown}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            void navigate({
              search: compact({ on: chosen === today(zone) ? undefined : chosen || undefined }),
              replace: true,
            });
          }}
        />
      </div>
      {centre?.isDraft && (
        <p className="note" data-tone="warn">
          {t('centre.isDraft')}
        </p>
      )}
      {centre?.isEnded && (
        <p className="note" data-tone="warn">
          {t('centre.isEnded')}
        </p>
      )}
      {on && centre && on !== today(zone) && (
        <p className="note">{t('centre.otherDay', { on: dayShort(centre.shownOn, i18n.language) })}</p>
      )}
      {query.error && !centre && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <span className="bone preview-bone" />}
      {centre && (
        <>
          <Seats centre={centre} />
          <Blocks centre={centre} />
          <Functions centre={centre} />
          <Acts centre={centre} />
        </>
      )}
    </div>
  );
}
