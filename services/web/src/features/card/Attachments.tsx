import { Button } from '@mantine/core';
import { IconFile, IconFileTypePdf, IconPaperclip, IconPhoto } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseCardFragment } from '@/gen/tenant';
import { caseQuery } from '@/lib/cases';
import { fileSize } from '@/lib/format';
import { RequestError, send } from '@/lib/graphql';
import { type Home, homePath } from '@/lib/home';
import { useMe } from '@/lib/me';
import { say } from '@/lib/toasts';
import { type RefusalView, useRefusalText } from '@/ui/refusals';

/** A file that was not taken, with the code of the rule. */
class Refused extends Error {
  readonly refusal: RefusalView;
  constructor(code: string) {
    super(code);
    this.refusal = { code, parameters: [] };
  }
}

async function upload(home: Home, id: string, file: File): Promise<void> {
  const response = await send(`${homePath(home)}/files/${id}?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': file.type || 'application/octet-stream', 'x-requested-by': 'otklik' },
    body: file,
  });
  if (response.ok) return;
  const answer = (await response.json().catch(() => ({}))) as { code?: string };
  if (answer.code) throw new Refused(answer.code);
  if (response.status === 413) throw new Refused('TOO_LARGE');
  if (response.status === 415) throw new Refused('FILE_TYPE_NOT_ALLOWED');
  throw new RequestError(response.status === 401 ? 'UNAUTHENTICATED' : 'INTERNAL');
}

function FileIcon({ mediaType }: { mediaType: string }) {
  const Icon = mediaType.startsWith('image/')
    ? IconPhoto
    : mediaType === 'application/pdf'
      ? IconFileTypePdf
      : IconFile;
  return <Icon size={18} stroke={1.6} aria-hidden />;
}

export function Attachments({ card }: { card: CaseCardFragment }) {
  const { t, i18n } = useTranslation();
  const { home, actions } = useMe();
  const client = useQueryClient();
  const refusalText = useRefusalText();
  const input = useRef<HTMLInputElement>(null);
  const add = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) await upload(home, card.id, file);
    },
    onSuccess: () => say(t('files.added')),
    onError: (error) => say(error instanceof Refused ? refusalText(error.refusal) : t('files.failed'), 'bad'),
    onSettled: () => client.invalidateQueries({ queryKey: caseQuery(home, card.id).queryKey }),
  });
  const mayAttach = actions.has('case.attach');
  if (!mayAttach && card.attachments.length === 0) return null;
  return (
    <section className="part" aria-label={t('files.title')}>
      <h3>
        {t('files.title')}
        {card.attachments.length > 0 && <small>{card.attachments.length}</small>}
      </h3>
      {card.attachments.length > 0 && (
        <ul className="files">
          {card.attachments.map((file) => (
            <li key={file.id}>
              <a href={file.url} download={file.name}>
                <FileIcon mediaType={file.mediaType} />
                <span>{file.name}</span>
                <small>{fileSize(file.size, i18n.language)}</small>
              </a>
            </li>
          ))}
        </ul>
      )}
      {mayAttach && (
        <>
          <input
            ref={input}
            type="file"
            multiple
            className="unseen"
            tabIndex={-1}
            aria-label={t('files.choose')}
            onChange={(event) => {
              add.mutate([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
          <Button
            variant="default"
            size="compact-sm"
            loading={add.isPending}
            leftSection={<IconPaperclip size={16} aria-hidden />}
            onClick={() => input.current?.click()}
          >
            {t('files.add')}
          </Button>
        </>
      )}
    </section>
  );
}
