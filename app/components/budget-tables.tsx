/** The budget of a year: one line a fund, each number a link to its rows; the documents; the forms of those who enter them. */
import { Form, Link } from "@remix-run/react";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { budgetWords } from "#app/messages/budget.ts";
import { countText } from "./count-text.ts";
import { DataTable, type Column } from "./data-table.tsx";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { Money } from "./money.tsx";
import { Pagination } from "./pagination.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type FundView = {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly priority: number;
  readonly perVisitCapFen: string | null;
  readonly stand: Readonly<Record<"capFen" | "committedFen" | "spentFen" | "freeFen" | "excessFen", string>> | null;
};

export type BudgetRowsView = {
  readonly fund: string;
  readonly of: "committed" | "spent";
  readonly count: number;
  readonly totalFen: string;
  readonly rows: readonly {
    /** "" for a subsidy of a family bed. */
    readonly visitNo: string;
    readonly bedNo: string;
    readonly start: string;
    readonly month: string;
    readonly provider: string;
    readonly amountFen: string;
    readonly adjustmentNo: string;
  }[];
};

function addressOf({ visitNo, bedNo }: BudgetRowsView["rows"][number], of: BudgetRowsView["of"]): string {
  if (bedNo !== "") return `/office/beds/${bedNo}`;
  return of === "spent" ? `/office/settlement/trace/${visitNo}` : `/office/visits/${visitNo}`;
}

const ROWS_ID = "rows";
const textOf = (amount: string) => staffYuanText(fen(BigInt(amount)));

function useFundName() {
  const locale = useLocale();
  return (fund: FundView | undefined) => (locale === "en" ? fund?.nameEn : fund?.nameZh) ?? "";
}

export function FundTable({ funds, year }: { funds: readonly FundView[]; year: number }) {
  const words = useWords(budgetWords);
  const nameOf = useFundName();
  const amount = (key: "capFen" | "freeFen", header: string): Column<FundView> => ({
    key,
    header,
    kind: "number",
    cell: (row) => row.stand && <Money fen={BigInt(row.stand[key])} />,
  });
  const opening = (of: "committed" | "spent"): Column<FundView> => ({
    key: of,
    header: words[of],
    kind: "number",
    cell: (row) =>
      row.stand && (
        <Link to={`/office/budget?year=${year}&fund=${row.code}&of=${of}#${ROWS_ID}`}>
          <Money fen={BigInt(row.stand[`${of}Fen`])} />
        </Link>
      ),
  });
  return (
    <Panel title={words.funds} note={words.lead} flush>
      <DataTable
        caption={words.funds}
        captionHidden
        rows={funds}
        rowKey={(row) => row.code}
        columns={[
          {
            key: "fund",
            header: words.fund,
            cell: (row) => (
              <>
                {nameOf(row)}
                {row.stand === null && <Tag tone="neutral">{words.not_watched}</Tag>}
                {row.stand !== null && row.stand.excessFen !== "0" && (
                  <Tag tone="danger">{words.excess(textOf(row.stand.excessFen))}</Tag>
                )}
              </>
            ),
          },
          { key: "order", header: words.order, kind: "number", cell: (row) => row.priority },
          {
            key: "cap",
            header: words.cap_per_visit,
            kind: "number",
            cell: (row) => (row.perVisitCapFen === null ? words.no_cap : <Money fen={BigInt(row.perVisitCapFen)} />),
          },
          {
            ...amount("capFen", words.given),
            cell: (row) => row.stand && <a href="#documents">{textOf(row.stand.capFen)}</a>,
          },
          opening("committed"),
          opening("spent"),
          amount("freeFen", words.free),
        ]}
      />
    </Panel>
  );
}

export function BudgetRows(props: {
  readonly behind: BudgetRowsView;
  readonly funds: readonly FundView[];
  readonly page: number;
  readonly pageSize: number;
}) {
  const { behind, funds, page, pageSize } = props;
  const words = useWords(budgetWords);
  const name = useFundName()(funds.find((fund) => fund.code === behind.fund));
  const title = behind.of === "committed" ? words.rows_committed(name) : words.rows_spent(name);
  const note = words.rows_note(countText(behind.count), textOf(behind.totalFen));
  return (
    <Panel title={title} note={note} id={ROWS_ID} flush>
      <DataTable
        caption={title}
        captionHidden
        rows={behind.rows}
        rowKey={(row) => [row.visitNo, row.bedNo, row.start, row.month, row.adjustmentNo].join(" ")}
        empty={words.no_rows}
        columns={[
          {
            key: "visit",
            header: words.visit,
            kind: "nowrap",
            cell: (row) => <Link to={addressOf(row, behind.of)}>{row.visitNo || row.bedNo}</Link>,
          },
          { key: "time", header: words.time, kind: "nowrap", cell: (row) => <TimeText at={row.start} /> },
          { key: "month", header: words.month, kind: "nowrap", cell: (row) => row.month },
          {
            key: "provider",
            header: words.provider,
            cell: (row) => (
              <>
                {row.provider}
                {row.adjustmentNo !== "" && <Tag tone="info">{words.late(row.adjustmentNo)}</Tag>}
              </>
            ),
          },
          { key: "amount", header: words.amount, kind: "number", cell: (row) => <Money fen={BigInt(row.amountFen)} /> },
        ]}
        note={<Pagination page={page} pageSize={pageSize} total={behind.count} />}
      />
    </Panel>
  );
}

type DocumentView = {
  readonly documentNo: string;
  readonly fund: string;
  readonly amountFen: string;
  readonly note: string;
  readonly enteredBy: string;
  readonly enteredAt: string;
};

export function BudgetDocuments(props: { documents: readonly DocumentView[]; funds: readonly FundView[] }) {
  const words = useWords(budgetWords);
  const nameOf = useFundName();
  const total = props.documents.reduce((sum, row) => sum + BigInt(row.amountFen), 0n);
  return (
    <Panel title={words.documents} id="documents" flush>
      <DataTable
        caption={words.documents}
        captionHidden
        rows={props.documents}
        rowKey={(row) => row.documentNo}
        empty={words.no_documents}
        totalLabel={words.total}
        columns={[
          { key: "no", header: words.document, kind: "nowrap", cell: (row) => row.documentNo },
          { key: "fund", header: words.fund, cell: (row) => nameOf(props.funds.find(({ code }) => code === row.fund)) },
          { key: "note", header: words.note, cell: (row) => row.note },
          {
            key: "entered",
            header: words.entered,
            cell: (row) => (
              <>
                <TimeText at={row.enteredAt} />
                <br />
                {words.entered_by(row.enteredBy)}
              </>
            ),
          },
          {
            key: "amount",
            header: words.amount,
            kind: "number",
            cell: (row) => <Money fen={BigInt(row.amountFen)} />,
            total: <Money fen={total} />,
          },
        ]}
      />
    </Panel>
  );
}

export function BudgetForms({ funds }: { funds: readonly FundView[] }) {
  const words = useWords(budgetWords);
  const nameOf = useFundName();
  const next = Math.max(0, ...funds.map(({ priority }) => priority)) + 1;
  return (
    <>
      <Panel title={words.enter_title} note={words.enter_note}>
        <Form method="post">
          <Field kind="text" name="documentNo" label={words.document} maxLength={60} required />
          <Field
            kind="select"
            name="fund"
            label={words.fund}
            emptyLabel={null}
            options={funds.map((fund) => ({ value: fund.code, label: nameOf(fund) }))}
          />
          <Field kind="money" name="amount" label={words.amount} help={words.amount_hint} width="short" required />
          <Field kind="text" name="note" label={words.note} maxLength={200} />
          <FormActions>
            <SubmitButton name="intent" value="enter">
              {words.enter}
            </SubmitButton>
          </FormActions>
        </Form>
      </Panel>
      <Panel title={words.add_title} note={words.add_note}>
        <Form method="post">
          <Field
            kind="text"
            name="code"
            label={words.code}
            help={words.code_hint}
            maxLength={20}
            width="short"
            required
          />
          <Field kind="text" name="nameZh" label={words.name_zh} maxLength={40} required />
          <Field kind="text" name="nameEn" label={words.name_en} maxLength={60} required />
          <Field
            kind="number"
            name="priority"
            label={words.order}
            defaultValue={String(next)}
            width="narrow"
            required
          />
          <Field kind="money" name="cap" label={words.cap_per_visit} width="short" />
          <FormActions>
            <SubmitButton kind="secondary" name="intent" value="add">
              {words.add}
            </SubmitButton>
          </FormActions>
        </Form>
      </Panel>
    </>
  );
}
