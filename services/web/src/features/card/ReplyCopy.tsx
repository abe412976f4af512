import { Button, Textarea } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '@/lib/format';
import { say } from '@/lib/toasts';

/** The answer as it goes into the source: plain text, its length, one button to take it along. */
export function ReplyCopy({ text }: { text: string }) {
  const { t, i18n } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const length = [...text].length;
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => say(t('form.replyCopied')),
      () => field.current?.select(),
    );
  return (
    <div className="fields">
      <Textarea ref={field} readOnly autosize minRows={3} maxRows={10} label={t('form.replyForSource')} value={text} />
      <div className="under-text">
        <Button variant="default" size="compact-sm" leftSection={<IconCopy size={15} aria-hidden />} onClick={copy}>
          {t('form.copyReply')}
        </Button>
        <span className="grow" />
        <small className="muted">{t('form.characters', { count: length, shown: number(length, i18n.language) })}</small>
      </div>
    </div>
  );
}
