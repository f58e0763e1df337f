/** The month's plan as a workbook: one row a visit, what is owed and why, and each care worker's month. */
import { clockText } from "#app/domain/time/time-window.ts";
import { weekdayOf } from "#app/domain/time/plain-date.ts";
import { layoutSheet, type FormColumn } from "#app/integrations/workbooks/sheet-form.ts";
import { writeWorkbook } from "#app/integrations/workbooks/write-workbook.server.ts";
import type { PlannedMonthView, PlannedVisitLine, VisitDebtLine } from "./read-planned-month.server.ts";

type ColumnKey =
  | "visit_no"
  | "elder_no"
  | "elder_name"
  | "street"
  | "date"
  | "weekday"
  | "time"
  | "minutes"
  | "minutes_unit"
  | "worker"
  | "worker_no"
  | "provider"
  | "services"
  | "moved_from"
  | "move_reason"
  | "sequence"
  | "debt_reason"
  | "visits"
  | "hours_total"
  | "days"
  | "elders_served"
  | "moved_visits";

/** Words of the workbook, in the language of its readers. */
export type PlanWorkbookWords = {
  readonly column: Readonly<Record<ColumnKey, string>>;
  readonly plan_sheet: string;
  readonly debt_sheet: string;
  readonly worker_sheet: string;
  readonly plan_title: (month: string) => string;
  readonly debt_title: (month: string) => string;
  readonly worker_title: (month: string) => string;
  readonly plan_unit: (month: string) => string;
  readonly weekday: (weekday: number) => string;
  readonly debtReason: (code: string) => string;
  readonly moveReason: (code: string) => string;
  /** Stands on every sheet of a simulated month; null otherwise. */
  readonly watermark: string | null;
};

const joined = (parts: readonly string[]) => parts.join("、");

function planColumns({ column, ...words }: PlanWorkbookWords): FormColumn<PlannedVisitLine>[] {
  return [
    { key: "visit_no", header: column.visit_no, kind: "identifier", width: 18, value: (row) => row.visitNo },
    { key: "elder_no", header: column.elder_no, kind: "identifier", width: 10, value: (row) => row.elder.number },
    { key: "elder_name", header: column.elder_name, kind: "text", width: 11, value: (row) => row.elder.name },
    { key: "street", header: column.street, kind: "text", width: 12, value: (row) => row.street },
    { key: "date", header: column.date, kind: "date", width: 12, value: (row) => row.start.date },
    {
      key: "weekday",
      header: column.weekday,
      kind: "text",
      width: 8,
      value: (row) => words.weekday(weekdayOf(row.start.date)),
    },
    { key: "time", header: column.time, kind: "text", width: 8, value: (row) => clockText(row.start.minute) },
    {
      key: "minutes",
      header: column.minutes,
      unit: column.minutes_unit,
      kind: "whole",
      width: 10,
      total: true,
      value: (row) => row.minutes,
    },
    {
      key: "worker",
      header: column.worker,
      kind: "text",
      width: 20,
      value: (row) => joined(row.workers.map((worker) => `${worker.name} ${worker.number}`)),
    },
    { key: "provider", header: column.provider, kind: "text", width: 24, value: (row) => row.provider },
    { key: "services", header: column.services, kind: "text", width: 32, value: (row) => joined(row.services) },
    { key: "moved_from", header: column.moved_from, kind: "date", width: 12, value: (row) => row.movedFrom },
    {
      key: "move_reason",
      header: column.move_reason,
      kind: "text",
      width: 24,
      value: (row) => (row.moveReason === null ? null : words.moveReason(row.moveReason)),
    },
  ];
}

function debtColumns({ column, debtReason }: PlanWorkbookWords): FormColumn<VisitDebtLine>[] {
  return [
    { key: "elder_no", header: column.elder_no, kind: "identifier", width: 10, value: (row) => row.elder.number },
    { key: "elder_name", header: column.elder_name, kind: "text", width: 11, value: (row) => row.elder.name },
    { key: "street", header: column.street, kind: "text", width: 12, value: (row) => row.street },
    { key: "provider", header: column.provider, kind: "text", width: 24, value: (row) => row.provider },
    { key: "sequence", header: column.sequence, kind: "whole", width: 12, value: (row) => row.sequence },
    { key: "moved_from", header: column.moved_from, kind: "date", width: 12, value: (row) => row.originalOn },
    {
      key: "debt_reason",
      header: column.debt_reason,
      kind: "text",
      width: 36,
      value: (row) => debtReason(row.reason),
    },
  ];
}

type WorkerMonth = {
  readonly number: string;
  readonly name: string;
  readonly provider: string;
  readonly visits: number;
  readonly minutes: number;
  readonly days: number;
  readonly elders: number;
  readonly moved: number;
};

function workerMonths(view: PlannedMonthView): WorkerMonth[] {
  const byWorker = new Map<string, PlannedVisitLine[]>();
  for (const visit of view.visits)
    for (const { number } of visit.workers) byWorker.set(number, [...(byWorker.get(number) ?? []), visit]);
  return view.workers.map(({ number, name, provider }) => {
    const visits = byWorker.get(number) ?? [];
    return {
      number,
      name,
      provider,
      visits: visits.length,
      minutes: visits.reduce((sum, visit) => sum + visit.minutes, 0),
      days: new Set(visits.map((visit) => visit.start.date)).size,
      elders: new Set(visits.map((visit) => visit.elder.number)).size,
      moved: visits.filter((visit) => visit.moveReason !== null).length,
    };
  });
}

function workerColumns({ column }: PlanWorkbookWords): FormColumn<WorkerMonth>[] {
  const count = (key: ColumnKey, value: (row: WorkerMonth) => number, total = true): FormColumn<WorkerMonth> => ({
    key,
    header: column[key],
    kind: "whole",
    width: 11,
    total,
    value,
  });
  return [
    { key: "worker_no", header: column.worker_no, kind: "identifier", width: 12, value: (row) => row.number },
    { key: "worker", header: column.worker, kind: "text", width: 11, value: (row) => row.name },
    { key: "provider", header: column.provider, kind: "text", width: 24, value: (row) => row.provider },
    count("visits", (row) => row.visits),
    { ...count("hours_total", (row) => row.minutes), unit: column.minutes_unit },
    count("days", (row) => row.days, false),
    count("elders_served", (row) => row.elders, false),
    count("moved_visits", (row) => row.moved),
  ];
}

/** Three sheets in the layout of the offices' forms: plan, visit debt, care workers. Two workers' visits count for both of them. */
export async function writePlanWorkbook(view: PlannedMonthView, words: PlanWorkbookWords): Promise<Uint8Array> {
  const { month } = view;
  const shared = {
    unitLine: words.plan_unit(month),
    totals: true,
    ...(words.watermark === null ? {} : { watermark: words.watermark }),
  };
  const mark = words.watermark === null ? "" : `（${words.watermark}）`;
  return writeWorkbook([
    layoutSheet({
      ...shared,
      name: words.plan_sheet,
      title: `${words.plan_title(month)}${mark}`,
      columns: planColumns(words),
      rows: view.visits,
    }),
    layoutSheet({
      ...shared,
      totals: false,
      name: words.debt_sheet,
      title: `${words.debt_title(month)}${mark}`,
      columns: debtColumns(words),
      rows: view.debts,
    }),
    layoutSheet({
      ...shared,
      name: words.worker_sheet,
      title: `${words.worker_title(month)}${mark}`,
      columns: workerColumns(words),
      rows: workerMonths(view),
    }),
  ]);
}
