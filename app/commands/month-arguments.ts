/** Arguments of the month command. What cannot be used is refused in clear words before anything is opened. */
import { parseArgs } from "node:util";
import { firstDateOf, isPlainMonth, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { addDays, isPlainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import type { RosterKind } from "#app/usecases/imports/import-outcome.ts";
import { both } from "./month-report.ts";

/** The order in which files are imported: workers name providers, elders wish for them. */
const ORDER: readonly RosterKind[] = ["facilities", "providers", "workers", "elders"];

export type MonthArguments = {
  readonly month: PlainMonth;
  /** The day the office plans on. */
  readonly today: PlainDate;
  readonly seed: string;
  readonly files: readonly { readonly kind: RosterKind; readonly path: string }[];
  readonly out: string | null;
  readonly databaseUrl: string | null;
  readonly simulate: boolean;
  readonly json: boolean;
};

/** Arguments that cannot be used; the message is ready to be shown. */
export class WrongArguments extends Error {
  constructor(message: string) {
    super(`${message}\n${both((words) => words.usage).replace(" / ", "\n")}`);
    this.name = "WrongArguments";
  }
}

const OPTIONS = {
  elders: { type: "string" },
  providers: { type: "string" },
  workers: { type: "string" },
  facilities: { type: "string" },
  month: { type: "string" },
  seed: { type: "string", default: "1" },
  out: { type: "string" },
  database: { type: "string" },
  today: { type: "string" },
  simulate: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    throw new WrongArguments(both((words) => words.wrong_option(detail)));
  }
}

/** Throws WrongArguments. The plan's day is two weeks before the month when none is given, so that a run can be repeated. */
export function readMonthArguments(args: readonly string[]): MonthArguments {
  const values = parsed(args);
  const { month = "", today } = values;
  if (!isPlainMonth(month)) throw new WrongArguments(both((words) => words.wrong_month(month)));
  if (today !== undefined && !isPlainDate(today)) throw new WrongArguments(both((words) => words.wrong_day(today)));
  const files = ORDER.flatMap((kind) => {
    const path = values[kind];
    if (path !== undefined) return [{ kind, path }];
    if (kind === "facilities") return [];
    throw new WrongArguments(both((words) => words.missing_file(kind)));
  });
  return {
    month,
    today: today ?? addDays(firstDateOf(month), -14),
    seed: values.seed,
    files,
    out: values.out ?? null,
    databaseUrl: values.database ?? null,
    simulate: values.simulate,
    json: values.json,
  };
}
