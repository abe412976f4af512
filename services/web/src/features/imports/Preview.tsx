import { useTranslation } from 'react-i18next';
import type { ImportPreviewQuery } from '@/gen/tenant';
import { number } from '@/lib/format';
import { Sheet } from '@/ui/Sheet';

type PreviewData = ImportPreviewQuery['importPreview'];

/** Separators as people call them. */
const SEPARATORS: Record<string, 'comma' | 'semicolon' | 'tab'> = { ',': 'comma', ';': 'semicolon', '\t': 'tab' };

/** Which column fills which field, with the first rows as the profile reads them. */
export function Preview({ preview }: { preview: PreviewData }) {
  const { t, i18n } = useTranslation();
  const separator = preview.separator ? SEPARATORS[preview.separator] : undefined;
  if (preview.problem)
    return (
      <p className="note" data-tone="bad" role="alert">
        {preview.problem.message}
      </p>
    );
  return (
    <div className="fields">
      <p>{t('imports.rowCount', { count: preview.rowCount, shown: number(preview.rowCount, i18n.language) })}</p>
      {preview.encoding && preview.separator && (
        <p className="muted">
          {t('imports.read', {
            encoding: preview.encoding,
            separator: separator ? t(`imports.${separator}`) : preview.separator,
          })}
        </p>
      )}
      {preview.missing.length > 0 && (
        <p className="note" data-tone="warn">
          {t('imports.missing', { fields: preview.missing.join(', ') })}
        </p>
      )}
      <Sheet label={t('imports.preview')}>
        <thead>
          <tr>
            {preview.columns.map((column) => (
              <th key={column.letter} scope="col" data-off={column.field ? undefined : true}>
                <small>{column.letter}</small> {column.header || t('imports.noHeader')}
                <small className="mapped">
                  {column.field ? `→ ${column.field}` : t(column.isAuthor ? 'imports.author' : 'imports.leftOut')}
                  {column.isByLetter && ` (${t('imports.byLetter')})`}
                </small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no name but their place
            <tr key={line}>
              {preview.columns.map((column, index) => (
                <td key={column.letter} data-off={column.field ? undefined : true}>
                  <span className="cell-text">{row[index]}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Sheet>
    </div>
  );
}
