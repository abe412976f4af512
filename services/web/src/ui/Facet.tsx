import { Button, Checkbox, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface FacetProps<T extends string> {
  label: string;
  options: readonly { value: T; label: string }[];
  value: readonly T[];
  /** One value at most. */
  single?: boolean;
  onChange: (value: T[]) => void;
}

/** One condition of a filter: a button that says what is chosen, and its list. */
export function Facet<T extends string>({ label, options, value, single, onChange }: FacetProps<T>) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const chosen = options.filter((option) => value.includes(option.value));
  const toggle = (option: T, on: boolean) => {
    if (single) {
      onChange(on ? [option] : []);
      setOpen(false);
      return;
    }
    onChange(options.map((item) => item.value).filter((item) => (item === option ? on : value.includes(item))));
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus shadow="md">
      <Popover.Target>
        <Button
          className="facet"
          variant="default"
          data-on={chosen.length > 0 || undefined}
          rightSection={<IconChevronDown size={15} aria-hidden />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {label}
          {chosen.length > 0 && <b>{chosen.length === 1 ? chosen[0]?.label : chosen.length}</b>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="facet-list" aria-label={label}>
        {options.length === 0 && <span className="muted">{t('common.nothingToChoose')}</span>}
        {options.map((option) => (
          <Checkbox
            key={option.value}
            label={option.label}
            checked={value.includes(option.value)}
            onChange={(event) => toggle(option.value, event.currentTarget.checked)}
          />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
