import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';

/** Puts the title of a page and its controls into the top bar, and the title into the tab. */
export function PageHead({
  title,
  count,
  children,
}: {
  title: string;
  count?: string | undefined;
  children?: ReactNode;
}) {
  const [bar, setBar] = useState<HTMLElement | null>(null);
  useEffect(() => setBar(document.getElementById('page-head')), []);
  useEffect(() => {
    document.title = `${title} · Отклик`;
  }, [title]);
  if (!bar) return null;
  return createPortal(
    <>
      <h1>{title}</h1>
      {count && <span className="page-count">{count}</span>}
      <span className="grow" />
      {children}
    </>,
    bar,
  );
}
