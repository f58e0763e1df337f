/** The language of the page, chosen by the server and read by every component. */
import type { ReactNode } from "react";
import { createContext, useContext } from "react";
import type { Catalogue, Locale } from "#app/messages/locale.ts";
import { DEFAULT_LOCALE } from "#app/messages/locale.ts";

const LocaleContext = createContext<Locale>(DEFAULT_LOCALE);

/** Put once around the document by the root, with the locale that the loader decided. */
export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

/** The words of a surface in the language of the page: `const words = useWords(officeWords)`. */
export function useWords<Words>(catalogue: Catalogue<Words>): Words {
  return catalogue[useLocale()];
}
