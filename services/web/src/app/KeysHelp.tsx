import { Kbd, Modal, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { letterKeys, useLetterKeys } from '@/lib/hotkeys';

const KEYS = [
  { keys: ['J', 'K'], text: 'move' },
  { keys: ['Enter'], text: 'open' },
  { keys: ['E'], text: 'act' },
  { keys: ['R'], text: 'reply' },
  { keys: ['C'], text: 'create' },
  { keys: ['/'], text: 'search' },
  { keys: ['Esc'], text: 'back' },
  { keys: ['?'], text: 'help' },
] as const;
const OF_REGION = new Set<string>(['move', 'open', 'back', 'help']);

export function KeysHelp({ region, onClose }: { region: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const on = useLetterKeys();
  const shown = KEYS.filter(({ text }) => !region || OF_REGION.has(text));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('keys.title')}
      centered
      lockScroll={false}
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <p className="muted">{t('keys.note')}</p>
      <dl className="keys">
        {shown.map(({ keys, text }) => (
          <div key={text}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{t(`keys.${text}`)}</dd>
          </div>
        ))}
      </dl>
      <Switch
        label={t('keys.letters')}
        checked={on}
        onChange={(event) => letterKeys.set(event.currentTarget.checked)}
      />
    </Modal>
  );
}
