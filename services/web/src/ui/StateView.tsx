import type { ReactNode } from 'react';

interface StateViewProps {
  icon: ReactNode;
  title: string;
  text?: string | undefined;
  tone?: 'good' | 'bad' | 'plain';
  /** The only thing on the page. */
  whole?: boolean;
  children?: ReactNode;
}

/** What a list or a page shows instead of its content: the reason and one action. */
export function StateView({ icon, title, text, tone = 'plain', whole, children }: StateViewProps) {
  return (
    <div className="state" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <span className="state-icon" aria-hidden>
        {icon}
      </span>
      {whole ? <h1>{title}</h1> : <b>{title}</b>}
      {text && <p>{text}</p>}
      {children}
    </div>
  );
}
