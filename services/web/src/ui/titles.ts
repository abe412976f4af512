import { useTranslation } from 'react-i18next';

/** A definition speaks the tenant's Russian; another language takes our word for the same code where we have one. */
export function useTitle() {
  const { t, i18n } = useTranslation();
  return (group: 'state' | 'act' | 'clock', code: string, title: string): string => {
    if (i18n.language === 'ru' && title) return title;
    const key = `${group}.${code}`;
    return i18n.exists(key) ? t(key as 'state.NEW') : title || code;
  };
}

/** `p50`, `due`, `plus_4wh`, `minus_1wd`: the moment of a ladder's step in words. */
export function useStepTitle() {
  const { t } = useTranslation();
  return (id: string): string => {
    const share = /^p(\d+)$/.exec(id);
    if (share) return t('step.share', { percent: share[1] });
    if (id === 'start') return t('step.start');
    const ofBudget = /^(plus|minus)_p(\d+)$/.exec(id);
    if (ofBudget) {
      const amount = t('step.p', { count: Number(ofBudget[2]) });
      return t(ofBudget[1] === 'plus' ? 'step.after' : 'step.before', { amount });
    }
    const offset = /^(plus|minus)_(\d+)(wd|wh|d|h|min)$/.exec(id);
    if (offset) {
      const count = Number(offset[2]);
      const unit = offset[3] as 'wd';
      return t(offset[1] === 'plus' ? 'step.after' : 'step.before', { amount: t(`step.${unit}`, { count }) });
    }
    if (id === 'due' || id === 'legal_due' || id === 'control_due') return t(`step.${id}`);
    return id;
  };
}
