/** Money of a bed: the retrofit subsidy item by item with its second person, and the months with their arithmetic. */
import { Form } from "@remix-run/react";
import { dayRuns, type BedDay } from "#app/domain/family-beds/subsidy-clock.ts";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { bedWord } from "#app/messages/bed-codes.ts";
import { bedWords } from "#app/messages/beds.ts";
import { itemText } from "./bed-step-fields.tsx";
import { DataTable } from "./data-table.tsx";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { UnconfirmedTag } from "./unconfirmed-tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type SubsidyView = {
  readonly id: string;
  readonly costFen: bigint;
  readonly subsidyFen: bigint;
  readonly state: string;
  readonly proposedBy: string;
  readonly decidedBy: string | null;
  readonly note: string | null;
};

type SubsidyLine = {
  readonly itemNo: number;
  readonly costFen: bigint;
  readonly capFen: bigint | null;
  readonly subsidyFen: bigint;
};

type RetrofitProps = {
  readonly subsidies: readonly SubsidyView[];
  readonly lines: readonly SubsidyLine[];
  readonly isCounted: boolean;
  /** Audit name of who looks, where he or she may decide about money; null for others. */
  readonly decider: string | null;
};

function Decide({ subsidy, decider }: { subsidy: SubsidyView; decider: string }) {
  const words = useWords(bedWords);
  if (subsidy.proposedBy === decider) return <p>{words.own_proposal}</p>;
  return (
    <Form method="post">
      <Field kind="text" name="note" id="subsidy-note" label={words.note} optional maxLength={200} autoComplete="off" />
      <FormActions>
        <SubmitButton kind="secondary" name="intent" value="refuse-subsidy">
          {words.refuse}
        </SubmitButton>
        <SubmitButton name="intent" value="approve-subsidy">
          {words.approve}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}

function Propose() {
  const words = useWords(bedWords);
  return (
    <Form method="post">
      <FormActions>
        <SubmitButton name="intent" value="propose-subsidy">
          {words.propose}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}

export function RetrofitMoney({ subsidies, lines, isCounted, decider }: RetrofitProps) {
  const words = useWords(bedWords);
  const locale = useLocale();
  const [newest] = subsidies;
  const isOpen = newest === undefined || newest.state === "refused";
  return (
    <Panel title={words.retrofit} action={<UnconfirmedTag />}>
      {subsidies.map((one) => (
        <p key={one.id}>
          <Tag tone={one.state === "approved" ? "success" : one.state === "refused" ? "danger" : "info"}>
            {bedWord("money", one.state, locale)}
          </Tag>{" "}
          <Money fen={one.subsidyFen} /> / <Money fen={one.costFen} /> · {words.proposed_by(one.proposedBy)}
          {one.decidedBy !== null && ` · ${words.decided_by(one.decidedBy)}`} {one.note}
        </p>
      ))}
      {lines.length > 0 && (
        <DataTable
          caption={words.retrofit}
          captionHidden
          rows={lines}
          rowKey={(row) => String(row.itemNo)}
          columns={[
            { key: "item", header: words.item, cell: (row) => itemText(row.itemNo, locale) },
            ...(["costFen", "capFen", "subsidyFen"] as const).map((name) => ({
              key: name,
              header: { costFen: words.cost, capFen: words.cap, subsidyFen: words.subsidy }[name],
              unit: words.yuan,
              kind: "number" as const,
              cell: (row: SubsidyLine) => <Money fen={row[name]} form="plain" />,
            })),
          ]}
        />
      )}
      {decider !== null && isCounted && isOpen && <Propose />}
      {decider !== null && newest?.state === "proposed" && <Decide subsidy={newest} decider={decider} />}
    </Panel>
  );
}

export type BedMonthView = {
  readonly id: string;
  readonly bedNo?: string;
  readonly month: string;
  readonly monthDays: number;
  readonly inServiceDays: number;
  readonly suspendedDays: number;
  readonly offlineDays: number;
  readonly paidDays: number;
  readonly monthlyFen: bigint;
  readonly amountFen: bigint;
  readonly days: unknown;
  readonly state: string;
};

/** Runs of days that are no plain service, as sentences. */
export function DayReasons({ days }: { days: unknown }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  const runs = dayRuns(days as readonly BedDay[]).filter(({ kind }) => kind !== "service");
  if (runs.length === 0) return <>{bedWord("day", "service", locale)}</>;
  return (
    <ul>
      {runs.map(({ kind, why, from, to }) => (
        <li key={from}>
          {words.run(bedWord("day", kind, locale), from.slice(5), to.slice(5))}
          {why !== null && ` (${bedWord("reason", why, locale)})`}
        </li>
      ))}
    </ul>
  );
}

/** 300 × 26 ÷ 30 = 260, the whole arithmetic of one line. */
export function MonthArithmetic({ row }: { row: BedMonthView }) {
  const words = useWords(bedWords);
  return (
    <>
      {words.arithmetic(
        staffYuanText(fen(row.monthlyFen)),
        row.paidDays,
        row.monthDays,
        staffYuanText(fen(row.amountFen)),
      )}
    </>
  );
}

export function BedMonths({ months }: { months: readonly BedMonthView[] }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  return (
    <Panel title={words.months} flush={months.length > 0}>
      <DataTable
        caption={words.months}
        captionHidden
        rows={months}
        rowKey={(row) => row.id}
        empty={<p>{words.months_none}</p>}
        columns={[
          { key: "month", header: words.month, kind: "nowrap", cell: (row) => row.month.slice(0, 7) },
          { key: "in", header: words.in_service, kind: "number", cell: (row) => row.inServiceDays },
          { key: "suspended", header: words.suspended, kind: "number", cell: (row) => row.suspendedDays },
          { key: "offline", header: words.offline, kind: "number", cell: (row) => row.offlineDays },
          { key: "sum", header: words.amount, cell: (row) => <MonthArithmetic row={row} /> },
          { key: "why", header: words.why, cell: (row) => <DayReasons days={row.days} /> },
          { key: "state", header: words.state, kind: "nowrap", cell: (row) => bedWord("money", row.state, locale) },
        ]}
      />
    </Panel>
  );
}
