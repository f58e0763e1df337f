/** Pages of cards by two large buttons; never by scrolling. A page that does not exist has no button. */
import { useLocation } from "@remix-run/react";
import { listAddress } from "#app/components/list-address.ts";
import { useWords } from "#app/components/words-context.tsx";
import { kioskWords } from "#app/messages/kiosk.ts";
import { ActionRow } from "./action-row.tsx";
import styles from "./action-row.module.css";
import { KioskLink } from "./kiosk-button.tsx";

export function Pager({ page, pages }: { page: number; pages: number }) {
  const words = useWords(kioskWords);
  const { pathname, search } = useLocation();
  const address = (target: number) => listAddress(pathname, search, { page: String(target) });
  return (
    <ActionRow layout="paging">
      {page > 1 ? <KioskLink to={address(page - 1)}>{words.previous_page}</KioskLink> : <span />}
      <span className={styles.page} data-said>
        {words.page_of(page, pages)}
      </span>
      {page < pages ? <KioskLink to={address(page + 1)}>{words.next_page}</KioskLink> : <span />}
    </ActionRow>
  );
}
