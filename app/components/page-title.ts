/** The title of a page in the browser's tab, in the language of the page; a screen reader says it first. */
import type { MetaFunction } from "@remix-run/react";
import type { Catalogue } from "#app/messages/locale.ts";
import { DEFAULT_LOCALE, type Locale } from "#app/messages/locale.ts";
import { shellWords } from "#app/messages/shell.ts";

const AREAS = {
  office: "area_office",
  provider: "area_provider",
  worker: "area_worker",
  family: "area_family",
} as const;

const areaOf = (pathname: string) => AREAS[pathname.split("/")[1] as keyof typeof AREAS] ?? "area_front";

type Page<Words> = {
  readonly words: Words;
  readonly locale: Locale;
  readonly params: Readonly<Record<string, string | undefined>>;
};

/**
 * `export const meta = pageTitle(screenWords, ({ words }) => words.visits_title)`. No name of a person stands in a title: tabs and
 * histories are seen by others.
 */
export function pageTitle<Words>(catalogue: Catalogue<Words>, nameOf: (page: Page<Words>) => string): MetaFunction {
  return ({ matches, params, location }) => {
    const root = matches.find(({ id }) => id === "root")?.data as { readonly locale?: Locale } | undefined;
    const locale = root?.locale ?? DEFAULT_LOCALE;
    const words = shellWords[locale];
    return [
      { title: words.title(nameOf({ words: catalogue[locale], locale, params }), words[areaOf(location.pathname)]) },
    ];
  };
}
