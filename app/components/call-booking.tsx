/** Booking on behalf in three steps, each a page: what, when, and the words that are read out with who agrees. Works without client JavaScript. */
import { Form, Link, useLocation } from "@remix-run/react";
import { callWords } from "#app/messages/calls.ts";
import { careWorkersText } from "#app/messages/care-workers.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { elderTimeText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import styles from "./centre.module.css";
import { CheckboxField, ChoiceField } from "./choice-field.tsx";
import { LinkButton } from "./link-button.tsx";
import { listAddress } from "./list-address.ts";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type BasketRow = { readonly key: string; readonly codes: readonly string[]; readonly minutes: number };

export type SlotRow = {
  readonly key: string;
  readonly date: PlainDate;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly surnames: readonly string[];
  readonly visitsBefore: number;
};

export function BasketStep({ baskets }: { baskets: readonly BasketRow[] }) {
  const words = useWords(callWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  return (
    <Panel title={words.book_what}>
      <ul className={styles.choices}>
        {baskets.map((basket) => (
          <li key={basket.key}>
            <LinkButton to={listAddress(pathname, search, { basket: basket.key })} kind="secondary" wide>
              {basket.key === "usual" ? `${words.basket_usual} · ` : ""}
              {elderServices(basket.codes, locale)} · {words.minutes(basket.minutes)}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function useSlotText(): (slot: SlotRow) => string {
  const words = useWords(callWords);
  const locale = useLocale();
  return (slot) =>
    [
      elderTimeText(slot.date, slot.startMinute, locale),
      careWorkersText(slot.surnames, locale),
      slot.visitsBefore > 0 ? words.came_before(slot.visitsBefore) : words.first_time,
    ].join(" · ");
}

export function TimeStep({ slots, taken }: { slots: readonly SlotRow[]; taken: boolean }) {
  const words = useWords(callWords);
  const textOf = useSlotText();
  const { pathname, search } = useLocation();
  return (
    <Panel
      title={words.book_when}
      action={
        <Link to={listAddress(pathname, search, { basket: null, slot: null, taken: null })}>{words.other_basket}</Link>
      }
    >
      <div className={styles.form}>
        {taken && <Notice tone="warning">{words.taken}</Notice>}
        {slots.length === 0 && <p>{words.no_times}</p>}
        <ul className={styles.choices}>
          {slots.map((slot) => (
            <li key={slot.key}>
              <LinkButton to={listAddress(pathname, search, { slot: slot.key, taken: null })} kind="secondary" wide>
                {textOf(slot)}
              </LinkButton>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

type ConsentStepProps = {
  readonly givers: readonly string[];
  readonly name: string;
  readonly familyName: string | null;
  /** As they are read out. */
  readonly read: string;
};

export function ConsentStep({ givers, name, familyName, read }: ConsentStepProps) {
  const words = useWords(callWords);
  const { pathname, search } = useLocation();
  const labels: Readonly<Record<string, string>> = {
    elder: words.giver_elder(name),
    family: words.giver_family(familyName ?? ""),
  };
  return (
    <Panel
      title={words.book_check}
      action={<Link to={listAddress(pathname, search, { slot: null })}>{words.other_time}</Link>}
    >
      <Form method="post" className={styles.form}>
        <p className={styles.readOut} data-part="read-out">
          {read}
        </p>
        <ChoiceField
          kind="radio"
          name="giver"
          label={words.giver}
          required
          chosen={givers.length === 1 ? givers : []}
          choices={givers.map((value) => ({ value, label: labels[value] ?? value }))}
        />
        <CheckboxField name="saidYes" label={words.said_yes} required />
        <div>
          <SubmitButton icon="calendar-check">{words.confirm}</SubmitButton>
        </div>
      </Form>
    </Panel>
  );
}
