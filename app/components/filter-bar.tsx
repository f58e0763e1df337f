/**
 * Filters above a list: a GET form, so that the address holds them. Choices apply at once where scripts run, text on Enter or the button.
 * Active filters stand below as chips that are links without that filter; the number of hits is announced politely.
 */
import { Form, Link, useLocation, useSubmit } from "@remix-run/react";
import type { ChangeEvent, ReactNode } from "react";
import { useEffect, useRef } from "react";
import { shellWords } from "#app/messages/shell.ts";
import { countText } from "./count-text.ts";
import styles from "./filter-bar.module.css";
import { Icon } from "./icon.tsx";
import { Button } from "./button.tsx";
import { listAddress } from "./list-address.ts";
import { useWords } from "./words-context.tsx";

/** A filter in force: the parameter it comes from and how it reads. */
export type ActiveFilter = { readonly name: string; readonly label: string };

type FilterBarProps = {
  /** At most four Field elements. */
  readonly children: ReactNode;
  /** The rest, behind 更多条件. */
  readonly more?: ReactNode;
  readonly active?: readonly ActiveFilter[];
  readonly hits?: number;
  /** Parameters that the form keeps though no field shows them, such as the sort order. */
  readonly kept?: Readonly<Record<string, string>>;
};

function FilterState({ active, hits }: { active: readonly ActiveFilter[]; hits: number | undefined }) {
  const words = useWords(shellWords);
  const { pathname, search } = useLocation();
  const nothing = Object.fromEntries(active.map((filter) => [filter.name, null]));
  return (
    <div className={styles.state}>
      {hits !== undefined && (
        <span role="status" className={styles.hits}>
          {words.hits(countText(hits))}
        </span>
      )}
      {active.map((filter) => (
        <Link
          key={filter.name}
          to={listAddress(pathname, search, { [filter.name]: null })}
          className={styles.chip}
          aria-label={words.remove_filter(filter.label)}
        >
          {filter.label}
          <Icon name="x" size="small" />
        </Link>
      ))}
      {active.length > 0 && <Link to={listAddress(pathname, search, nothing)}>{words.clear_filters}</Link>}
    </div>
  );
}

/** The browser holds the values; when the address changes by another way (a chip, the back button), the controls follow it. */
function useControlsFollowAddress() {
  const { search } = useLocation();
  const form = useRef<HTMLFormElement>(null);
  const followed = useRef(search);
  useEffect(() => {
    if (followed.current === search) return;
    followed.current = search;
    const parameters = new URLSearchParams(search);
    for (const control of form.current?.elements ?? []) {
      const isText = control instanceof HTMLInputElement && control.type !== "hidden" && control.type !== "checkbox";
      if (isText || control instanceof HTMLSelectElement) {
        const value = parameters.get(control.name) ?? "";
        if (control.value !== value && document.activeElement !== control) control.value = value;
      }
    }
  }, [search]);
  return form;
}

export function FilterBar({ children, more, active = [], hits, kept = {} }: FilterBarProps) {
  const words = useWords(shellWords);
  const submit = useSubmit();
  const form = useControlsFollowAddress();
  const applyChoice = (event: ChangeEvent<HTMLFormElement>) => {
    const control: unknown = event.target;
    if (control instanceof HTMLSelectElement) submit(event.currentTarget, { replace: true, preventScrollReset: true });
  };
  return (
    <Form ref={form} data-list-part="filters" method="get" role="search" className={styles.bar} onChange={applyChoice}>
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className={styles.fields}>
        {children}
        <Button icon="search">{words.apply_filters}</Button>
      </div>
      {more !== undefined && (
        <details className={styles.more}>
          <summary>
            {words.more_filters}
            <Icon name="chevron-down" size="small" />
          </summary>
          <div className={styles.fields}>{more}</div>
        </details>
      )}
      {(active.length > 0 || hits !== undefined) && <FilterState active={active} hits={hits} />}
    </Form>
  );
}
