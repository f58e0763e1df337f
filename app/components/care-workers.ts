/** Who comes, in the language of the page. Apart from the family's words, which bring a calendar that a kiosk has no room for. */
import { careWorkersText } from "#app/messages/care-workers.ts";
import { useLocale } from "./words-context.tsx";

/** "王护理员、李护理员". */
export function useCareWorkers(): (surnames: readonly string[]) => string {
  const locale = useLocale();
  return (surnames) => careWorkersText(surnames, locale);
}
