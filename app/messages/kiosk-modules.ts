/** The nine tiles of the kiosk's first page. Two names are confirmed by the customer; the others are samples and may change without a release. */
import type { Locale } from "./locale.ts";
import modules from "./kiosk-modules.json";

export type KioskModuleWords = {
  readonly code: string;
  readonly icon: string;
  readonly confirmed: boolean;
  readonly name: string;
  readonly line: string;
};

/** All nine in the order of the screen, row by row; the last is always the call for help. */
export function kioskModules(locale: Locale): readonly KioskModuleWords[] {
  return modules.map(({ code, icon, confirmed, ...words }) => {
    const [name = code, line = ""] = words[locale];
    return { code, icon, confirmed, name, line };
  });
}
