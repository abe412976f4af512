import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconEye, IconFileOff, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LateDetailFragment, RegionAcknowledgeStepDocument } from '@/gen/region';
import { graphql, RequestError } from '@/lib/graphql';
import { useMe } from '@/lib/me';
import { useRequestId } from '@/lib/request-id';
import { say } from '@/lib/toasts';
import { ErrorState } from '@/ui/ErrorState';
import { FormErrors } from '@/ui/FormErrors';
import { LatenessMark, LevelMark, Moment, PhasePill } from '@/ui/marks';
import { useRefusals } from '@/ui/refusals';
import { StateView } from '@/ui/StateView';
import { useStepTitle, useTitle } from '@/ui/titles';
import { lateCaseQuery, lateKey } from './queries';

type Step = LateDetailFragment['steps'][number];

function Acknowledge({ late, step }: { late: LateDetailFragment; step: Step }) {
  const { t } = useTranslation();
  const { home } = useMe();
  const client = useQueryClient();
  const requestId = useRequestId();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const { fieldError, setRefusals, rest } = useRefusals(['note']);
  const query = lateCaseQuery(home, late.tenant.id, late.id);
  const send = useMutation({
    mutationFn: () => {
      const input = {
        tenant: late.tenant.id,
        case: late.id,
        expectedRevision: late.revision,
        timer: step.timer,
        step: step.id,
        note: note.trim(),
      };
      return graphql(home, RegionAcknowledgeStepDocument, { input: { ...input, requestId: requestId(input) } });
    },
    onSuccess: ({ acknowledgeStep }) => {
      setRefusals(acknowledgeStep.refusals);
      if (!acknowledgeStep.case) return;
      client.setQueryData(query.queryKey, acknowledgeStep.case);
      void client.invalidateQueries({ queryKey: lateKey(home) });
      say(t('done.acknowledge'));
    },
    onError: (error) => {
      if (error instanceof RequestError && error.code === 'CONFLICT')
        void client.invalidateQueries({ queryKey: query.queryKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (note.trim()) send.mutate();
  };
  if (!open) {
    return (
      <Button
        variant="light"
        size="compact-sm"
        leftSection={<IconEye size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('ladder.see')}
      </Button>
    );
  }
  return (
    <form className="fields inset" onSubmit={submit}>
      <Textarea
        required
        autosize
        autoFocus
        minRows={2}
        label={t('ladder.note')}
        placeholder={t('ladder.noteHint')}
        value={note}
        error={fieldError('note')}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <FormErrors refusals={rest} error={send.error} />
      <div className="form-end">
        <Button type="submit" loading={send.isPending} disabled={!note.trim()}>
          {t('ladder.acknowledge')}
        </Button>
        <Button variant="default" onClick={() => setOpen(false)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

function Steps({ late }: { late: LateDetailFragment }) {
  const { t } = useTranslation();
  const title = useTitle();
  const stepTitle = useStepTitle();
  const steps = [...late.steps].sort((a, b) => b.firedAt.localeCompare(a.firedAt));
  return (
    <ol className="ladder" aria-label={t('ladder.title')}>
      {steps.map((step) => (
        <li key={`${step.timer}${step.id}`} className="rung-line" data-fired>
          <div>
            <b>{stepTitle(step.id)}</b>
            <Moment at={step.firedAt} />
          </div>
          <p>{title('clock', step.clock, '')}</p>
          {step.acknowledgedAt && (
            <p className="seen">
              {t('ladder.seen')}, <Moment at={step.acknowledgedAt} />
              {step.acknowledgementNote && <q>{step.acknowledgementNote}</q>}
            </p>
          )}
          {step.canAcknowledge && <Acknowledge late={late} step={step} />}
        </li>
      ))}
    </ol>
  );
}

function Facts({ late }: { late: LateDetailFragment }) {
  const { t } = useTranslation();
  return (
    <dl className="facts">
      <div>
        <dt>{t('late.columnMember')}</dt>
        <dd>{late.tenant.shortName}</dd>
      </div>
      <div>
        <dt>{t('late.sphere')}</dt>
        <dd>{t(`sphere.${late.topic.sphere}`)}</dd>
      </div>
      <div>
        <dt>{t('card.regime')}</dt>
        <dd>{t(`regime.${late.regime}`)}</dd>
      </div>
      <div>
        <dt>{t('late.urgency')}</dt>
        <dd>{t(`topicClass.${late.topic.topicClass}`)}</dd>
      </div>
      <div>
        <dt>{t('card.received')}</dt>
        <dd>
          <Moment at={late.receivedAt} />
        </dd>
      </div>
      {late.nextDueAt && (
        <div>
          <dt>{t('late.nextDue')}</dt>
          <dd>
            <Moment at={late.nextDueAt} />
          </dd>
        </div>
      )}
      <div>
        <dt>{t('late.level')}</dt>
        <dd>{t(`level.${late.level}`)}</dd>
      </div>
    </dl>
  );
}

export function LateCaseView({ tenant, id, onClose }: { tenant: string; id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { home } = useMe();
  const { data: late, error, refetch } = useQuery(lateCaseQuery(home, tenant, id));
  return (
    <article className="card" aria-label={t('card.label', { number: late?.number ?? '' })}>
      <header className="card-head">
        <b className="mono">{late?.number ?? '…'}</b>
        {late && <PhasePill phase={late.phase} />}
        {late && <LevelMark level={late.level} />}
        <span className="grow" />
        <ActionIcon variant="subtle" color="gray" aria-label={t('card.close')} onClick={onClose}>
          <IconX size={18} />
        </ActionIcon>
      </header>
      {error && !late && <ErrorState error={error} onRetry={() => void refetch()} />}
      {late === null && (
        <StateView icon={<IconFileOff size={34} stroke={1.4} />} title={t('late.gone')} text={t('late.goneText')} />
      )}
      {late && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        <section className="card-body" tabIndex={0} aria-label={t('card.content')}>
          <div className="essence">
            <h2>{late.topic.title}</h2>
            <p className="age-line">
              <LatenessMark lateness={late.lateness} />
              <span>{late.lateDays > 0 ? t('late.lateFor', { count: late.lateDays }) : t('late.lateToday')}</span>
            </p>
          </div>
          <section className="part" aria-label={t('ladder.title')}>
            <h3>{t('ladder.title')}</h3>
            <Steps late={late} />
          </section>
          <section className="part" aria-label={t('card.facts')}>
            <h3>{t('card.facts')}</h3>
            <Facts late={late} />
          </section>
          <p className="muted note" data-tone="plain">
            {t('late.privacy')}
          </p>
        </section>
      )}
    </article>
  );
}
