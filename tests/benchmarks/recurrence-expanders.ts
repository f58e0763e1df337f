/**
 * Four ways to expand a rule, made alike: `prepare` reads the rule once, what it returns expands the rule's window and counts or
 * lists the dates. The frame is floating: local civil time dressed as UTC, so no library sees a time zone.
 */
import { RRule as RuleOfRrule, RRuleSet as SetOfRrule } from "./rrule-package.ts";
import type { Time } from "rrule-rust";
import { DateTime, RRuleSet as SetOfRust } from "rrule-rust";
import { RRuleTemporal } from "rrule-temporal";
import { compileRecurrence, writeOccurrences } from "#app/domain/scheduling/recurrence.ts";
import { plainDateOfDay } from "#app/domain/time/plain-date.ts";
import type { RandomRule } from "#tests/support/random-rules.ts";
import { basicTime } from "#tests/support/random-rules.ts";

const MILLISECONDS_PER_DAY = 86_400_000;

/** Day numbers of the window. */
export type PreparedRule = {
  /** Does the whole work of expanding and returns how many dates came out. */
  readonly expand: () => number;
  readonly list: () => number[];
};

export type Expander = { readonly name: string; readonly prepare: (rule: RandomRule) => PreparedRule };

const instantOf = (day: number, minute: number) => new Date(day * MILLISECONDS_PER_DAY + minute * 60_000);
const dayOfTime = (milliseconds: number) => Math.floor(milliseconds / MILLISECONDS_PER_DAY);
const windowOf = (rule: RandomRule): [Date, Date] => [instantOf(rule.fromDay, 0), instantOf(rule.toDay, 1439)];

function ruleText(rule: RandomRule, zulu: "" | "Z"): string {
  if (rule.count !== null) return `${rule.openText};COUNT=${rule.count}`;
  if (rule.until === null) return rule.openText;
  return `${rule.openText};UNTIL=${basicTime(rule.until.day, rule.until.minute)}${zulu}`;
}

function calendarText(rule: RandomRule): string {
  const dates = (name: string, days: readonly number[]) =>
    days.length === 0 ? [] : [`${name}:${days.map((day) => `${basicTime(day, rule.startMinute)}Z`).join(",")}`];
  return [
    `DTSTART:${basicTime(rule.startDay, rule.startMinute)}Z`,
    `RRULE:${ruleText(rule, "Z")}`,
    ...dates("EXDATE", rule.excludedDays),
    ...dates("RDATE", rule.addedDays),
  ].join("\n");
}

/** One array for all: the planner expands thousands of series into one. */
const buffer = { days: new Int32Array(4096), length: 0 };

const closedForm: Expander = {
  name: "closed form",
  prepare: (rule) => {
    const at = (day: number) => ({ date: plainDateOfDay(day), minute: rule.startMinute });
    const compiled = compileRecurrence({
      rrule: ruleText(rule, ""),
      start: at(rule.startDay),
      exdates: rule.excludedDays.map(at),
      rdates: rule.addedDays.map(at),
    });
    if (compiled.closedForm === null) throw new Error(`outside the class: ${rule.openText}`);
    const expand = () => {
      buffer.length = 0;
      writeOccurrences(compiled, rule.fromDay, rule.toDay, buffer);
      return buffer.length;
    };
    return { expand, list: () => Array.from(buffer.days.subarray(0, expand())) };
  },
};

const rrule: Expander = {
  name: "rrule",
  prepare: (rule) => {
    // Without its memory of answers: every call does the work.
    const single = new RuleOfRrule(
      {
        ...RuleOfRrule.parseString(ruleText(rule, "Z")),
        dtstart: instantOf(rule.startDay, rule.startMinute),
      },
      true,
    );
    const withExceptions = () => {
      const set = new SetOfRrule(true);
      set.rrule(single);
      for (const day of rule.excludedDays) set.exdate(instantOf(day, rule.startMinute));
      for (const day of rule.addedDays) set.rdate(instantOf(day, rule.startMinute));
      return set;
    };
    const plain = rule.excludedDays.length === 0 && rule.addedDays.length === 0;
    const asked = plain ? single : withExceptions();
    const [from, to] = windowOf(rule);
    const between = () => asked.between(from, to, true);
    return { expand: () => between().length, list: () => between().map((date) => dayOfTime(date.getTime())) };
  },
};

const rruleTemporal: Expander = {
  name: "rrule-temporal",
  prepare: (rule) => {
    const asked = new RRuleTemporal({ rruleString: calendarText(rule), cache: false });
    const [from, to] = windowOf(rule);
    const between = () => asked.between(from, to, true);
    return { expand: () => between().length, list: () => between().map((date) => dayOfTime(date.epochMilliseconds)) };
  },
};

const rruleRust: Expander = {
  name: "rrule-rust",
  prepare: (rule) => {
    const asked = SetOfRust.fromString<DateTime<Time>>(calendarText(rule));
    asked.cache.disable();
    const at = (date: Date) =>
      DateTime.utc(
        date.getUTCFullYear(),
        date.getUTCMonth() + 1,
        date.getUTCDate(),
        date.getUTCHours(),
        date.getUTCMinutes(),
        0,
      );
    const [from, to] = windowOf(rule).map(at) as [DateTime<Time>, DateTime<Time>];
    const between = () => asked.between(from, to, true);
    // It gives an added date twice that the rule gives too; a set of dates holds it once.
    const list = () => [...new Set(between().map((date) => dayOfTime(date.toDate().getTime())))];
    return { expand: () => between().length, list };
  },
};

/** The closed form first, then the library it is measured against. */
export const EXPANDERS: readonly Expander[] = [closedForm, rrule, rruleTemporal, rruleRust];
