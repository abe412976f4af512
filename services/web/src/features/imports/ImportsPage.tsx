import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/lib/me';
import { IMPORT_TABS, type ImportsSearch } from '@/lib/routes';
import { compact } from '@/lib/search';
import { PageHead } from '@/ui/PageHead';
import { Differences } from './Differences';
import { NewImport } from './NewImport';
import { profilesQuery } from './queries';
import { Reconciliation } from './Reconciliation';
import { RunsList } from './RunsList';
import { RunView } from './RunView';
import '@/ui/sheet.css';
import './imports.css';

const route = getRouteApi('/t/$tenant/imports');

/** Sources of the profiles, each once. */
function useSources() {
  const { home } = useMe();
  const { data = [] } = useQuery(profilesQuery(home));
  return [...new Map(data.map((item) => [item.source, item.sourceTitle]))].map(([value, label]) => ({ value, label }));
}

function SourcePicker({ value, onChange }: { value: string; onChange: (source: string) => void }) {
  const { t } = useTranslation();
  const sources = useSources();
  return (
    <Select
      className="source"
      allowDeselect={false}
      aria-label={t('imports.source')}
      data={sources}
      value={value || null}
      onChange={(source) => source && onChange(source)}
    />
  );
}

/** Files of outside systems: bring them in, see what differs, compare the two. */
export function ImportsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const sources = useSources();
  const tab = search.tab ?? 'runs';
  const source = search.source ?? sources[0]?.value ?? '';
  const change = (next: Partial<ImportsSearch>) => void navigate({ search: (old) => compact({ ...old, ...next }) });
  return (
    <div className="sheet-page">
      <PageHead title={t('imports.title')} />
      <div className="tabs">
        {IMPORT_TABS.map((name) => (
          <button
            key={name}
            type="button"
            className="tab"
            aria-pressed={tab === name}
            onClick={() => change({ tab: name === 'runs' ? undefined : name, run: undefined })}
          >
            {t(`importTab.${name}`)}
          </button>
        ))}
        <span className="grow" />
        {tab !== 'runs' && <SourcePicker value={source} onChange={(next) => change({ source: next })} />}
      </div>
      {tab === 'runs' && search.run && (
        <RunView key={search.run} id={search.run} onClose={() => change({ run: undefined })} />
      )}
      {tab === 'runs' && !search.run && (
        <>
          <NewImport onStarted={(run) => change({ run })} />
          <RunsList onOpen={(run) => change({ run })} />
        </>
      )}
      {tab === 'differences' && <Differences source={source || undefined} />}
      {tab === 'reconciliation' && (
        <Reconciliation source={source} mismatch={search.mismatch} onMismatch={(mismatch) => change({ mismatch })} />
      )}
    </div>
  );
}
