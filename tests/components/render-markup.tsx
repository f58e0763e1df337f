/** Server markup of a component inside the router that the product uses, as the browser gets it before any script runs. */
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { createMemoryRouter, RouterProvider } from "react-router-dom";
import { LocaleProvider } from "#app/components/words-context.tsx";
import type { Locale } from "#app/messages/locale.ts";

type Place = { readonly address?: string; readonly locale?: Locale };

/** The router's own layout effects are announced on each server rendering and mean nothing here; any other warning of React is a fault. */
function withStrictWarnings<Result>(render: () => Result): Result {
  const report = console.error;
  console.error = (message: unknown, ...rest: unknown[]) => {
    if (String(message).includes("useLayoutEffect does nothing on the server")) return;
    throw new Error([message, ...rest].map(String).join(" "));
  };
  try {
    return render();
  } finally {
    console.error = report;
  }
}

export function renderMarkup(
  element: ReactElement,
  { address = "/office/elders", locale = "zh-CN" }: Place = {},
): string {
  const router = createMemoryRouter([{ path: "*", element }], { initialEntries: [address] });
  const markup = withStrictWarnings(() =>
    renderToStaticMarkup(
      <LocaleProvider locale={locale}>
        <RouterProvider router={router} />
      </LocaleProvider>,
    ),
  );
  router.dispose();
  return markup;
}

/** What a person reads: tags and icons taken away, spaces joined. What a line may not break in is part of its sentence. */
export function textOf(markup: string): string {
  return markup
    .replace(/<svg[\s\S]*?<\/svg>/g, "")
    .replace(/<span class="[^"]*whole[^"]*">([^<]*)<\/span>/g, "$1")
    .replace(/<[^>]+>/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, " ")
    .trim();
}
