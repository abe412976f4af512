import './app/styles';
import { MantineProvider } from '@mantine/core';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { makeRouter } from './app/router';
import { Toaster } from './app/Toaster';
import { resolver, theme } from './app/theme';
import { RequestError } from './lib/graphql';
import { startLanguage } from './lib/i18n';
import { sessionQuery } from './lib/session';

/** The code of the landing page comes beside the main chunk, not after it. */
if (/^\/t\/[^/]+\/queue/.test(location.pathname)) void import('./app/QueueScreen');

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
const MAX_RETRIES = 2;

const client = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (!(error instanceof RequestError) || error.code !== 'UNAUTHENTICATED') return;
      client.setQueryData(sessionQuery.queryKey, null);
      void router.invalidate();
    },
  }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      refetchOnWindowFocus: false,
      staleTime: 30_000,
      retry: (count, error) =>
        count < MAX_RETRIES && error instanceof RequestError && ['NETWORK', 'INTERNAL'].includes(error.code),
    },
    mutations: { networkMode: 'always' },
  },
});
const router = makeRouter(client);

await startLanguage();
createRoot(document.getElementById('root') as HTMLElement).render(
  <QueryClientProvider client={client}>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolver}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
      deduplicateInlineStyles
    >
      <RouterProvider router={router} />
      <Toaster />
    </MantineProvider>
  </QueryClientProvider>,
);
