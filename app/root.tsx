import type { LinksFunction } from "@remix-run/node";
import type { MetaFunction, ShouldRevalidateFunction } from "@remix-run/react";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { documentAttributes } from "#app/components/document-attributes.ts";
import { errorTitle, PageError } from "#app/components/page-error.tsx";
import { LocaleProvider } from "#app/components/words-context.tsx";
import { DEFAULT_LOCALE } from "#app/messages/locale.ts";
import { guarded } from "#app/web/guard.server.ts";
import { surfaceOf } from "#app/web/surface.server.ts";
import tokens from "./components/tokens.css?url";
import fonts from "./components/fonts.css?url";
import base from "./components/base.css?url";

export const links: LinksFunction = () => [
  ...[tokens, base].map((href) => ({ rel: "stylesheet", href })),
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export const loader = guarded({ action: "public.read" }, async ({ request, locale, nonce }) => ({
  locale,
  nonce,
  ...(await surfaceOf(request)),
}));

const isOnPhone = ({ pathname }: URL) => pathname === "/worker" || pathname.startsWith("/worker/");

/** A step from one page of the phone to the next asks no server: language and look stay, and there may be no network. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}) => (formMethod === undefined && isOnPhone(currentUrl) && isOnPhone(nextUrl) ? false : defaultShouldRevalidate);

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const locale = data?.locale ?? DEFAULT_LOCALE;
  // The browser hides nonces from scripts, so the hydrated page has none to compare.
  const nonce = typeof document === "undefined" ? data?.nonce : "";
  return (
    <html {...documentAttributes(data?.surface ?? "desk", { locale, ...data?.look })}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        {data?.hasOwnFonts !== true && <link rel="stylesheet" href={fonts} />}
        <Links />
      </head>
      <body>
        <LocaleProvider locale={locale}>{children}</LocaleProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

const statusOf = (thrown: unknown) => (isRouteErrorResponse(thrown) ? thrown.status : 500);

/** Pages name themselves; one that failed before it could is named by what went wrong. */
export const meta: MetaFunction<typeof loader> = ({ error, data }) =>
  error === undefined ? [] : [{ title: errorTitle(statusOf(error), data?.locale ?? DEFAULT_LOCALE) }];

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <PageError status={statusOf(useRouteError())} />;
}
