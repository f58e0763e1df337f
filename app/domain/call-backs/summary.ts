/**
 * The summary of call-backs as the district hands it in: seventeen columns, for the first round, the second and both together, and the
 * two rates that a provider sees (domain reference 11).
 */
import type { Ratio } from "../scores/provider-score.ts";
import type { Connection } from "./connection.ts";
import type { AnswerGroup } from "./questionnaire.ts";

export type CallResult = {
  /** Null while the call is open. */
  readonly connection: Connection | null;
  /** Of an answered call. */
  readonly group: AnswerGroup | null;
  /** Its answers differ from what was recorded. */
  readonly differs: boolean;
};

export type CallOfPerson = {
  readonly first: CallResult;
  /** Null when no second round was made for the person. */
  readonly second: CallResult | null;
};

/** In the order of the form, after 单位. */
export const SUMMARY_COLUMNS = [
  "total",
  "not_called",
  "answered",
  "satisfied",
  "fairly",
  "dissatisfied",
  "unclear_rating",
  "not_served",
  "hung_up",
  "deceased",
  "unclear_served",
  "no_answer",
  "wrong_information",
  "switched_off",
  "no_such_number",
  "suspended",
  "barred",
] as const;
export type SummaryColumn = (typeof SUMMARY_COLUMNS)[number];

export type CallSummary = Readonly<Record<SummaryColumn, number>>;

/** The sheet has no column for a busy line: who is busy did not answer. */
function columnsOf({ connection, group }: CallResult): SummaryColumn[] {
  if (connection === null) return ["not_called"];
  if (connection === "answered") return group === null ? ["answered"] : ["answered", group];
  return [connection === "busy" ? "no_answer" : connection];
}

export function summarise(results: Iterable<CallResult>): CallSummary {
  const sums = Object.fromEntries(SUMMARY_COLUMNS.map((column) => [column, 0])) as Record<SummaryColumn, number>;
  for (const result of results) {
    sums.total += 1;
    for (const column of columnsOf(result)) sums[column] += 1;
  }
  return sums;
}

/** The latest result of a person. A second round that has not come to an end says nothing yet. */
export function latestResult({ first, second }: CallOfPerson): CallResult {
  return second === null || second.connection === null ? first : second;
}

/** First round, second round, and both together by the latest result of each person. */
export function summariseRounds(persons: readonly CallOfPerson[]): {
  readonly first: CallSummary;
  readonly second: CallSummary;
  readonly merged: CallSummary;
} {
  return {
    first: summarise(persons.map(({ first }) => first)),
    second: summarise(persons.flatMap(({ second }) => second ?? [])),
    merged: summarise(persons.map(latestResult)),
  };
}

/** Both tie-outs of the form: every person in one column, every answered call in one group. */
export function tiesOut(sums: CallSummary): boolean {
  const { not_called, answered, hung_up, no_answer, wrong_information, switched_off } = sums;
  const { no_such_number, suspended, barred } = sums;
  const reached = not_called + answered + hung_up + no_answer + wrong_information + switched_off;
  const { satisfied, fairly, dissatisfied, unclear_rating, not_served, deceased, unclear_served } = sums;
  const said = satisfied + fairly + dissatisfied + unclear_rating + not_served + deceased + unclear_served;
  return sums.total === reached + no_such_number + suspended + barred && answered === said;
}

/** Satisfied and fairly satisfied among those who rated. */
export function satisfactionOf({ satisfied, fairly, dissatisfied }: CallSummary): Ratio {
  return { part: satisfied + fairly, whole: satisfied + fairly + dissatisfied };
}

/** Calls that deny the visit or differ from its record, among those who knew whether they were served. */
export function errorsOf(results: Iterable<CallResult>): Ratio {
  let [part, whole] = [0, 0];
  for (const { connection, group, differs } of results) {
    if (connection !== "answered" || group === null || group === "unclear_served") continue;
    whole += 1;
    if (group === "not_served" || group === "deceased" || differs) part += 1;
  }
  return { part, whole };
}
