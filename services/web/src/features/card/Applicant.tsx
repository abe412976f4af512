import { Button, Popover } from '@mantine/core';
import { IconEyeOff, IconLock } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CaseCardFragment, RevealApplicantDocument } from '@/gen/tenant';
import { graphql } from '@/lib/graphql';
import { useMe } from '@/lib/me';
import { useRequestId } from '@/lib/request-id';
import { PURPOSES, type RevealPurpose } from '@/lib/terms';
import { FormErrors } from '@/ui/FormErrors';

function PurposeForm({ pending, onChoose }: { pending: boolean; onChoose: (purpose: RevealPurpose) => void }) {
  const { t } = useTranslation();
  const [purpose, setPurpose] = useState<RevealPurpose | undefined>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (purpose) onChoose(purpose);
  };
  return (
    <form className="fields" onSubmit={submit}>
      <fieldset className="choices">
        <legend>{t('applicant.purpose')}</legend>
        {PURPOSES.map((item) => (
          <label key={item}>
            <input type="radio" name="purpose" checked={purpose === item} onChange={() => setPurpose(item)} />
            {t(`purpose.${item}`)}
          </label>
        ))}
      </fieldset>
      <p className="muted">{t('applicant.audited')}</p>
      <Button type="submit" disabled={!purpose} loading={pending}>
        {t('applicant.show')}
      </Button>
    </form>
  );
}

/** Hidden until a purpose is named; the answer is kept nowhere and goes with the card. */
export function Applicant({ card }: { card: CaseCardFragment }) {
  const { t } = useTranslation();
  const me = useMe();
  const requestId = useRequestId();
  const [open, setOpen] = useState(false);
  const reveal = useMutation({
    gcTime: 0,
    mutationFn: (purpose: RevealPurpose) => {
      const input = { case: card.id, purpose };
      return graphql(me.home, RevealApplicantDocument, { input: { ...input, requestId: requestId(input) } });
    },
    onSuccess: ({ revealApplicant }) => {
      if (revealApplicant.applicant) setOpen(false);
    },
  });
  if (!card.hasApplicant) return <span className="muted">{t('applicant.none')}</span>;
  const shown = reveal.data?.revealApplicant.applicant;
  if (shown) {
    return (
      <div className="applicant">
        <b>{shown.name}</b>
        {shown.phone && <a href={`tel:${shown.phone}`}>{shown.phone}</a>}
        {shown.email && <a href={`mailto:${shown.email}`}>{shown.email}</a>}
        {shown.postalAddress && <span>{shown.postalAddress}</span>}
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconEyeOff size={15} aria-hidden />}
          onClick={() => reveal.reset()}
        >
          {t('applicant.hide')}
        </Button>
      </div>
    );
  }
  return (
    <span className="hidden-applicant">
      <IconLock size={15} stroke={1.8} aria-hidden />
      {t('applicant.hidden')}
      {me.actions.has('applicant.reveal') && (
        <Popover opened={open} onChange={setOpen} position="bottom-end" width={300} trapFocus shadow="md">
          <Popover.Target>
            <Button variant="default" size="compact-sm" aria-expanded={open} onClick={() => setOpen(!open)}>
              {t('applicant.show')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('applicant.purpose')}>
            <PurposeForm pending={reveal.isPending} onChoose={(purpose) => reveal.mutate(purpose)} />
            <FormErrors refusals={reveal.data?.revealApplicant.refusals ?? []} error={reveal.error} />
          </Popover.Dropdown>
        </Popover>
      )}
    </span>
  );
}
