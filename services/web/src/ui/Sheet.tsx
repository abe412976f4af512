import type { ReactNode } from 'react';

/** A plain table in a box of its own that scrolls sideways, not the page; on a phone its cells may stand one below the other. */
export function Sheet({ label, stacks, children }: { label: string; stacks?: boolean; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
    <section className="sheet" data-stacks={stacks || undefined} tabIndex={0} aria-label={label}>
      <table>
        <caption className="unseen">{label}</caption>
        {children}
      </table>
    </section>
  );
}
