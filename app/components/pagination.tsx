/** Pages of a list as links; the total is always said. */
import { useLocation } from "@remix-run/react";
import { shellWords } from "#app/messages/shell.ts";
import { countText } from "./count-text.ts";
import { LinkButton } from "./link-button.tsx";
import { listAddress } from "./list-address.ts";
import styles from "./pagination.module.css";
import { useWords } from "./words-context.tsx";

type PaginationProps = {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
};

export function Pagination({ page, pageSize, total }: PaginationProps) {
  const words = useWords(shellWords);
  const { pathname, search } = useLocation();
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const first = total === 0 ? 0 : (page - 1) * pageSize + 1;
  const last = Math.min(page * pageSize, total);
  const address = (target: number) => listAddress(pathname, search, { page: target === 1 ? null : String(target) });
  return (
    <nav aria-label={words.pages} className={styles.bar} data-list-part="pages">
      <span>{words.range(countText(first), countText(last), countText(total))}</span>
      {pages > 1 && (
        <span className={styles.moves}>
          {page > 1 && (
            <LinkButton to={address(page - 1)} size="small" icon="chevron-left">
              {words.previous}
            </LinkButton>
          )}
          <span>{words.page_of(page, pages)}</span>
          {page < pages && (
            <LinkButton to={address(page + 1)} size="small" icon="chevron-right">
              {words.next}
            </LinkButton>
          )}
        </span>
      )}
    </nav>
  );
}
