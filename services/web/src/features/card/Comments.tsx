import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CaseCardFragment, CommentCaseDocument } from '@/gen/tenant';
import { graphql } from '@/lib/graphql';
import { useMe } from '@/lib/me';
import { FormErrors } from '@/ui/FormErrors';
import { Moment } from '@/ui/marks';
import { useAct } from './useAct';

function CommentForm({ card }: { card: CaseCardFragment }) {
  const { t } = useTranslation();
  const { home } = useMe();
  const [text, setText] = useState('');
  const act = useAct<{ text: string }>({
    card,
    fields: ['text'],
    versioned: false,
    done: t('done.comment'),
    perform: async (target, values) => {
      const input = { requestId: target.requestId, case: target.case, ...values };
      return (await graphql(home, CommentCaseDocument, { input })).commentCase;
    },
    onDone: () => setText(''),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) act.send({ text: text.trim() });
  };
  return (
    <form
      className="fields"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.code === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
    >
      <Textarea
        autosize
        minRows={1}
        maxRows={8}
        aria-label={t('comments.add')}
        placeholder={t('comments.hint')}
        value={text}
        error={act.fieldError('text')}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <FormErrors refusals={act.rest} error={act.error} />
      {text.trim() && (
        <div className="form-end">
          <Button type="submit" size="compact-sm" loading={act.isPending}>
            {t('comments.send')}
          </Button>
        </div>
      )}
    </form>
  );
}

export function Comments({ card }: { card: CaseCardFragment }) {
  const { t } = useTranslation();
  const { actions } = useMe();
  const mayComment = actions.has('case.comment');
  if (!mayComment && card.comments.length === 0) return null;
  return (
    <section className="part" aria-label={t('comments.title')}>
      <h3>
        {t('comments.title')}
        {card.comments.length > 0 && <small>{card.comments.length}</small>}
      </h3>
      {card.comments.length > 0 && (
        <ul className="comments">
          {card.comments.map((comment) => (
            <li key={comment.id}>
              <p>
                <b>{comment.author.position}</b> <Moment at={comment.at} />
              </p>
              {comment.text}
            </li>
          ))}
        </ul>
      )}
      {mayComment && <CommentForm card={card} />}
    </section>
  );
}
