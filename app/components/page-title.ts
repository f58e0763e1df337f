/** The title of a page in the browser's tab, in the language of the page; a screen reader says it first. */
import type { MetaFunction } from "@remix-run/react";
import type { Catalogue } from "#app/messages/locale.ts";
import { DEFAULT_LOCALE, type Locale } from "#app/messages/locale.ts";
import { shellWords } from "#app/messages/shell.ts";

type Area = keyof (typeof shellWords)["zh-CN"]["areas"];

const isArea = (name: string): name is Area => name in shellWords[DEFAULT_LOCALE].areas;

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
    const first = location.pathname.split("/")[1] ?? "";
    const area = shellWords[locale].areas[isArea(first) ? first : "front"];
    return [{ title: shellWords[locale].title(nameOf({ words: catalogue[locale], locale, params }), area) }];
  };
}
