/** One offer answered visit by visit: accept one, propose another time for one, and why this provider was asked. */
import { Form } from "@remix-run/react";
import { fen } from "#app/domain/money/fen.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import { instant, localTimeOf, type LocalTime } from "#app/domain/time/instant.ts";
import { offerWords } from "#app/messages/offers.ts";
import { conflictReason } from "#app/messages/planning.ts";
import { afterColon } from "#app/messages/punctuation.ts";
import { providerWords } from "#app/messages/provider.ts";
import { DataTable } from "./data-table.tsx";
import { Field } from "./field.tsx";
import { Halves } from "./layout.tsx";
import { Money } from "./money.tsx";
import { Notice } from "./notice.tsx";
import { AnswerFields } from "./offer-card.tsx";
import type { OfferFacts } from "./offer-facts.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type PartsProps = { readonly offer: OfferFacts; readonly requestKey: string };

export function VisitParts({ offer, requestKey }: PartsProps) {
  const provider = useWords(providerWords);
  const words = useWords(offerWords);
  return (
    <Panel title={words.part_title} note={words.part_lead} flush>
      <DataTable
        caption={words.parts_table}
        captionHidden
        rows={offer.visits}
        rowKey={(row) => row.visitNo}
        columns={[
          { key: "time", header: words.time, kind: "nowrap", cell: (row) => <TimeText at={row.start} /> },
          { key: "minutes", header: words.minutes, kind: "number", cell: (row) => provider.left_minutes(row.minutes) },
          { key: "price", header: words.price, kind: "number", cell: (row) => <Money fen={fen(row.plannedFen)} /> },
          {
            key: "answer",
            header: words.answer,
            cell: (row) => (
              <Form method="post">
                <AnswerFields intent="accept" requestKey={requestKey} />
                <input type="hidden" name="offerIds" value={offer.offerId} />
                <SubmitButton
                  kind="secondary"
                  size="small"
                  name="visitNo"
                  value={row.visitNo}
                  pendingWord={provider.accepting}
                >
                  {words.accept_visit}
                </SubmitButton>
              </Form>
            ),
          },
        ]}
      />
    </Panel>
  );
}

export type TimeConflict = { readonly at: LocalTime; readonly code: string };

/** What stands against the proposed times, each with its time. */
export function TimeConflicts({ conflicts }: { conflicts: readonly TimeConflict[] }) {
  const words = useWords(offerWords);
  const locale = useLocale();
  if (conflicts.length === 0) return null;
  return (
    <Notice tone="danger" title={words.conflicts} announced>
      <ul>
        {conflicts.map(({ at, code }) => {
          const time = `${at.date} ${clockText(at.minute)}`;
          return <li key={`${time} ${code}`}>{afterColon(time, conflictReason(code, locale), locale)}</li>;
        })}
      </ul>
    </Notice>
  );
}

function TimeFields({ place, given }: { place: 1 | 2; given: LocalTime | null }) {
  const words = useWords(offerWords);
  return (
    <Halves>
      <Field
        kind="date"
        name={`date${place}`}
        label={place === 1 ? words.first_date : words.second_date}
        defaultValue={given?.date ?? ""}
      />
      <Field
        kind="time"
        name={`time${place}`}
        label={place === 1 ? words.first_time : words.second_time}
        defaultValue={given === null ? "" : clockText(given.minute)}
      />
    </Halves>
  );
}

export function ProposeForm({ offer }: { offer: OfferFacts }) {
  const words = useWords(offerWords);
  const locale = useLocale();
  const [first] = offer.visits;
  if (!first || offer.proposal !== null) return null;
  return (
    <Panel title={words.other_time} note={words.other_time_lead}>
      <Form method="post">
        <input type="hidden" name="intent" value="propose" />
        <input type="hidden" name="offerIds" value={offer.offerId} />
        <Field
          kind="select"
          name="visitNo"
          label={words.which_visit}
          emptyLabel={null}
          defaultValue={first.visitNo}
          options={offer.visits.map((visit) => ({
            value: visit.visitNo,
            label: staffTimeText(instant(visit.start), locale),
          }))}
        />
        <TimeFields place={1} given={localTimeOf(instant(first.start))} />
        <TimeFields place={2} given={null} />
        <Field kind="text" name="note" label={words.note} />
        <SubmitButton icon="send" pendingWord={words.proposing}>
          {words.propose}
        </SubmitButton>
      </Form>
    </Panel>
  );
}
