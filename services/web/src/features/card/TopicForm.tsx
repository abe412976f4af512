import { Button, Select, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CaseCardFragment, CorrectTopicDocument } from '@/gen/tenant';
import { topicsQuery } from '@/lib/cases';
import { graphql } from '@/lib/graphql';
import { useMe } from '@/lib/me';
import { FormErrors } from '@/ui/FormErrors';
import { useAct } from './useAct';

export function TopicForm({ card, onClose }: { card: CaseCardFragment; onClose: () => void }) {
  const { t } = useTranslation();
  const { home } = useMe();
  const { data = [] } = useQuery(topicsQuery(home));
  const [topic, setTopic] = useState(card.topic.code);
  const [note, setNote] = useState('');
  const act = useAct<{ topic: string; note: string | null }>({
    card,
    fields: ['topic', 'note'],
    done: t('done.correctTopic'),
    perform: async (target, values) =>
      (await graphql(home, CorrectTopicDocument, { input: { ...target, ...values } })).correctTopic,
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.send({ topic, note: note.trim() || null });
  };
  return (
    <form className="fields inset" aria-label={t('card.correctTopic')} onSubmit={submit}>
      <Select
        searchable
        allowDeselect={false}
        label={t('enter.topic')}
        description={t('card.correctTopicText')}
        nothingFoundMessage={t('common.nothingFound')}
        data={data.map((item) => ({ value: item.code, label: item.title }))}
        value={topic}
        error={act.fieldError('topic')}
        onChange={(code) => code && setTopic(code)}
      />
      <Textarea
        autosize
        minRows={1}
        label={t('form.noteOptional')}
        value={note}
        error={act.fieldError('note')}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <FormErrors refusals={act.rest} error={act.error} />
      <div className="form-end">
        <Button type="submit" loading={act.isPending} disabled={topic === card.topic.code}>
          {t('card.correctTopic')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
