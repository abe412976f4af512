import { Button, Select } from '@mantine/core';
import { IconFileUpload, IconPlayerPlay, IconTestPipe } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StartImportDocument } from '@/gen/tenant';
import { fileSize } from '@/lib/format';
import { graphql } from '@/lib/graphql';
import { useMe } from '@/lib/me';
import { useRequestId } from '@/lib/request-id';
import { FormErrors } from '@/ui/FormErrors';
import { type RefusalView, useRefusalText } from '@/ui/refusals';
import { Preview } from './Preview';
import { importsKey, previewQuery, profilesQuery, Refused, type Upload, upload } from './queries';

function DropZone({
  file,
  pending,
  onFile,
}: {
  file: Upload | undefined;
  pending: boolean;
  onFile: (file: File) => void;
}) {
  const { t, i18n } = useTranslation();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped) onFile(dropped);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the short way; the button inside does the same by keyboard
    <div
      className="drop"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,.xlsx,text/csv"
        className="unseen"
        tabIndex={-1}
        aria-label={t('imports.choose')}
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          if (chosen) onFile(chosen);
          event.currentTarget.value = '';
        }}
      />
      <IconFileUpload size={30} stroke={1.4} aria-hidden />
      <p>
        {file ? (
          <b>
            {file.name} · {fileSize(file.size, i18n.language)}
          </b>
        ) : (
          t('imports.drop')
        )}
      </p>
      <Button variant="default" loading={pending} onClick={() => input.current?.click()}>
        {t(file ? 'imports.another' : 'imports.choose')}
      </Button>
      <small className="muted">{t('imports.limits')}</small>
    </div>
  );
}

/** A file, its profile, what will become of its columns; then a trial or the import itself. */
export function NewImport({ onStarted }: { onStarted: (run: string) => void }) {
  const { t, i18n } = useTranslation();
  const { home } = useMe();
  const client = useQueryClient();
  const refusalText = useRefusalText();
  const requestId = useRequestId();
  const profiles = useQuery(profilesQuery(home));
  const [chosen, setChosen] = useState('');
  const profile = chosen || (profiles.data?.[0]?.code ?? '');
  const [refusals, setRefusals] = useState<readonly RefusalView[]>([]);
  const sent = useMutation({ mutationFn: (file: File) => upload(home, file) });
  const uploadId = sent.data?.id ?? '';
  const preview = useQuery({ ...previewQuery(home, uploadId, profile), enabled: uploadId !== '' && profile !== '' });
  const start = useMutation({
    mutationFn: (dryRun: boolean) => {
      const input = { upload: uploadId, profile, dryRun };
      return graphql(home, StartImportDocument, { input: { ...input, requestId: requestId(input) } });
    },
    onSuccess: ({ startImport }) => {
      setRefusals(startImport.refusals);
      void client.invalidateQueries({ queryKey: importsKey(home) });
      if (startImport.run) onStarted(startImport.run.id);
    },
  });
  const blocked = !preview.data || Boolean(preview.data.problem);
  return (
    <section className="sheet-box" aria-label={t('imports.new')}>
      <h2>{t('imports.new')}</h2>
      <div className="new-import">
        <DropZone file={sent.data} pending={sent.isPending} onFile={(file) => sent.mutate(file)} />
        <Select
          allowDeselect={false}
          label={t('imports.profile')}
          description={t('imports.profileText')}
          data={(profiles.data ?? []).map((item) => ({ value: item.code, label: item.title }))}
          value={profile || null}
          onChange={(code) => code && setChosen(code)}
        />
      </div>
      {sent.error instanceof Refused ? (
        <p className="note" data-tone="bad" role="alert">
          {(i18n.language === 'ru' && sent.error.detail) || refusalText(sent.error.refusal)}
        </p>
      ) : (
        <FormErrors refusals={refusals} error={sent.error ?? start.error ?? preview.error ?? profiles.error} />
      )}
      {preview.isFetching && !preview.data && <span className="bone preview-bone" />}
      {preview.data && <Preview preview={preview.data} />}
      {uploadId && (
        <div className="form-end">
          <Button
            variant="default"
            disabled={blocked}
            loading={start.isPending && start.variables === true}
            leftSection={<IconTestPipe size={17} aria-hidden />}
            onClick={() => start.mutate(true)}
          >
            {t('imports.dryRun')}
          </Button>
          <Button
            disabled={blocked}
            loading={start.isPending && start.variables === false}
            leftSection={<IconPlayerPlay size={17} aria-hidden />}
            onClick={() => start.mutate(false)}
          >
            {t('imports.start')}
          </Button>
          <small className="muted">{t('imports.dryRunText')}</small>
        </div>
      )}
    </section>
  );
}
