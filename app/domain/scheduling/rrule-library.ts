/**
 * The one door to the package `rrule`. It is published as CommonJS for Node and as ES modules for bundlers, so a named import
 * type-checks, builds, and then fails at start with "Named export not found" (jkbrzt/rrule#548). The whole module is imported,
 * and its `default` member is taken where the loader wraps CommonJS in one.
 *
 * Dates of the library never leave this file: it works on wall-clock times dressed as UTC, so a local start goes in as if it were
 * UTC and day numbers come out. No zone id is ever passed: the library's answer would then depend on the zone of the process.
 */
import * as packaged from "rrule";

type Library = typeof packaged;

const library: Library = "default" in packaged ? (packaged.default as Library) : packaged;

const MILLISECONDS_PER_DAY = 86_400_000;
const MILLISECONDS_PER_MINUTE = 60_000;

/** A rule in the library's frame: everything is local civil time. */
export type FloatingRule = {
  /** Rule parts without UNTIL, such as "FREQ=MONTHLY;BYDAY=1TU". */
  readonly ruleText: string;
  readonly startDay: number;
  readonly startMinute: number;
  /** Last start that still counts, as local day and minute; null means open. */
  readonly until: { readonly day: number; readonly minute: number } | null;
};

/** Expands one rule between two days, both included; parsed once, asked often. */
export type FloatingExpander = (fromDay: number, toDay: number) => number[];

/** Day numbers (days since 1970-01-01) of the rule's occurrences inside the days from `fromDay` to `toDay`, both included. */
export function libraryDays(rule: FloatingRule, fromDay: number, toDay: number): number[] {
  return floatingExpander(rule)(fromDay, toDay);
}

/** The library keeps every answer it ever gave unless told not to; a planner asks for every month once. */
const REMEMBERS_NOTHING = true;

export function floatingExpander(rule: FloatingRule): FloatingExpander {
  const expanded = new library.RRule(
    {
      ...library.RRule.parseString(rule.ruleText),
      dtstart: new Date(rule.startDay * MILLISECONDS_PER_DAY + rule.startMinute * MILLISECONDS_PER_MINUTE),
      until:
        rule.until === null
          ? null
          : new Date(rule.until.day * MILLISECONDS_PER_DAY + rule.until.minute * MILLISECONDS_PER_MINUTE),
    },
    REMEMBERS_NOTHING,
  );
  return (fromDay, toDay) =>
    expanded
      .between(new Date(fromDay * MILLISECONDS_PER_DAY), new Date((toDay + 1) * MILLISECONDS_PER_DAY - 1), true)
      .map((date) => Math.floor(date.getTime() / MILLISECONDS_PER_DAY));
}
