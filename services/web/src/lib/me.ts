import { createContext, useContext } from 'react';
import type { Home } from './home';

/** The caller in the home that is open. */
export interface Me {
  home: Home;
  user: { id: string; position: string };
  name: string;
  shortName: string;
  /** IANA zone of the tenant; without one the browser's own is shown. */
  zone: string | undefined;
  actions: ReadonlySet<string>;
  /** The centre works by a draft act. */
  isDraft: boolean;
}

export const MeContext = createContext<Me | null>(null);

export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('a screen of a home is always drawn inside its shell');
  return me;
}
