/** Which rules are new in a month: the first lines that they speak of are audited whatever the draw says (visit rules 10.2). */
import type { PolicyVersion, RuleModeName } from "../policy/policy-version.ts";
import { ruleModeOn } from "../policy/policy-version.ts";
import { addDays, periodContains, type PlainDate } from "../time/plain-date.ts";
import { datesOf, firstDateOf, type PlainMonth } from "../time/plain-month.ts";

function inForceOn(versions: readonly PolicyVersion[], on: PlainDate): PolicyVersion | null {
  return (
    versions
      .filter((version) => periodContains({ from: version.effectiveFrom, to: version.effectiveTo }, on))
      .sort((left, right) => (left.effectiveFrom < right.effectiveFrom ? 1 : -1))[0] ?? null
  );
}

/**
 * Rules that were off on the day before the month and are on at some day of it. In the month in which a programme begins every rule is
 * new and none is singled out: all of that month is audited anyway.
 */
export function rulesBegun(versions: readonly PolicyVersion[], month: PlainMonth): ReadonlySet<string> {
  const dayBefore = addDays(firstDateOf(month), -1);
  const before = inForceOn(versions, dayBefore);
  if (before === null) return new Set();
  const wasOn = (code: string) => ruleModeOn(before, code, dayBefore) !== "off";
  return new Set(
    datesOf(month).flatMap((on) => {
      const policy = inForceOn(versions, on);
      const modeOf = (code: string): RuleModeName => (policy === null ? "off" : ruleModeOn(policy, code, on));
      return Object.keys(policy?.ruleModes ?? {}).filter((code) => modeOf(code) !== "off" && !wasOn(code));
    }),
  );
}
