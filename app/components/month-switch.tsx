/** The month shown, with links to the one before and the one after; other parameters of the address stay. */
import { useLocation } from "@remix-run/react";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { addMonths } from "#app/domain/time/plain-month.ts";
import { figureWords } from "#app/messages/figures.ts";
import { LinkButton } from "./link-button.tsx";
import { listAddress } from "./list-address.ts";
import styles from "./month-switch.module.css";
import { useWords } from "./words-context.tsx";

type MonthSwitchProps = {
  readonly month: PlainMonth;
  /** Where a month lives; without it the parameter `month` of this address. */
  readonly addressOf?: (month: PlainMonth) => string;
};

export function MonthSwitch({ month, addressOf }: MonthSwitchProps) {
  const words = useWords(figureWords);
  const { pathname, search } = useLocation();
  const address = addressOf ?? ((target: PlainMonth) => listAddress(pathname, search, { month: target }));
  return (
    <nav className={styles.switch} aria-label={words.month_title(month.slice(0, 4), Number(month.slice(5)))}>
      <LinkButton to={address(addMonths(month, -1))} size="small" icon="chevron-left">
        {words.previous_month}
      </LinkButton>
      <span className={styles.name}>{words.month_title(month.slice(0, 4), Number(month.slice(5)))}</span>
      <LinkButton to={address(addMonths(month, 1))} size="small" icon="chevron-right">
        {words.next_month}
      </LinkButton>
    </nav>
  );
}
