import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface RefusalView {
  code: string;
  field?: string | null | undefined;
  parameters: readonly { name: string; value: string }[];
}

/** Field names come in the words of the server's input: `promised_on` and `promisedOn` are one field. */
export function sameField(a: string, b: string): boolean {
  const plain = (name: string) => (name.split('.')[0] ?? '').replaceAll('_', '').toLowerCase();
  return plain(a) === plain(b);
}

/** The sentence of a refusal; a code we do not know yet is shown as it is, never swallowed. */
export function useRefusalText() {
  const { t, i18n } = useTranslation();
  return (refusal: RefusalView): string => {
    const parameters = Object.fromEntries(refusal.parameters.map(({ name, value }) => [name, value]));
    const reason = `refusalReason.${parameters.reason}`;
    const key = parameters.reason && i18n.exists(reason) ? reason : `refusal.${refusal.code}`;
    return i18n.exists(key)
      ? (t as (key: string, parameters: object) => string)(key, parameters)
      : t('refusal.other', { code: refusal.code });
  };
}

/** Refusals of a form: each beside its field, those without a field below. */
export function useRefusals(fields: readonly string[]) {
  const [refusals, setRefusals] = useState<readonly RefusalView[]>([]);
  const say = useRefusalText();
  const isOf = (field: string) => (refusal: RefusalView) => Boolean(refusal.field && sameField(refusal.field, field));
  return {
    refusals,
    setRefusals,
    fieldError: (field: string) => refusals.filter(isOf(field)).map(say).join(' ') || undefined,
    rest: refusals.filter((refusal) => !fields.some((field) => isOf(field)(refusal))),
  };
}
