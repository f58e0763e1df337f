/** Who goes to a visit: those who can, ranked with reasons, to choose from; below them those who cannot, each with why. */
import { Form } from "@remix-run/react";
import type { AssignmentConflict } from "#app/domain/matching/assignment-conflicts.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { expiryLevel } from "#app/domain/workforce/credential-expiry.ts";
import { qualificationWord } from "#app/messages/people.ts";
import { conflictReason } from "#app/messages/planning.ts";
import { providerVisitWords } from "#app/messages/provider-visits.ts";
import { inBrackets } from "#app/messages/punctuation.ts";
import { ChoiceField } from "./choice-field.tsx";
import { DataTable } from "./data-table.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type StaffingCandidate = {
  readonly workerNo: string;
  readonly name: string;
  readonly against: readonly AssignmentConflict[];
  readonly kilometres: number;
  readonly travelMinutes: number;
  readonly cameBefore: number;
  readonly weekMinutes: number;
  readonly weekMinutesMax: number;
  readonly qualifications: readonly {
    readonly code: string;
    readonly expiresOn: string | null;
    readonly daysLeft: number | null;
  }[];
};

type StaffingFormProps = {
  readonly candidates: readonly StaffingCandidate[];
  /** Worker numbers assigned now. */
  readonly assigned: readonly string[];
  readonly workersNeeded: 1 | 2;
};

const hours = (minutes: number) => String(Math.round(minutes / 6) / 10);

/** "空闲 · 熟悉（来过 3 次）· 1.2 公里，路上约 12 分钟 · 本周 32/40 小时 · …": why this one, and certificates that end soon. */
function useHints(): (candidate: StaffingCandidate) => string {
  const words = useWords(providerVisitWords);
  const locale = useLocale();
  return ({ cameBefore, kilometres, travelMinutes, weekMinutes, weekMinutesMax, qualifications }) =>
    [
      words.free,
      ...(cameBefore > 0 ? [words.came(cameBefore)] : []),
      words.near(kilometres.toFixed(1), travelMinutes),
      words.week(hours(weekMinutes), hours(weekMinutesMax)),
      ...qualifications.map(({ code, expiresOn, daysLeft }) => {
        const name = qualificationWord(code, locale);
        if (expiresOn === null) return name;
        return daysLeft !== null && daysLeft >= 0 && expiryLevel(daysLeft) !== "far"
          ? words.expires_soon(name, expiresOn, daysLeft)
          : `${name} ${expiresOn}`;
      }),
    ].join(" · ");
}

/** "同一时间已有服务（14:00–15:00）": a conflict with what it rests on. */
function useConflictText(): (conflict: AssignmentConflict) => string {
  const words = useWords(providerVisitWords);
  const locale = useLocale();
  const named = (codes: readonly string[]) =>
    codes.map((code) => qualificationWord(code, locale)).join(` ${words.any_of} `);
  return (conflict) => {
    switch (conflict.code) {
      case "worker_busy":
      case "travel_too_tight": {
        const range = `${clockText(conflict.startMinute)}–${clockText(conflict.endMinute)}`;
        return conflict.code === "worker_busy" ? words.busy(range) : words.tight(range);
      }
      case "on_leave":
        return conflict.to === null ? words.leave_open(conflict.from) : words.on_leave(conflict.from, conflict.to);
      case "unqualified":
        return words.lacks(named(conflict.needs));
      case "credential_expired":
        return words.expired(named(conflict.needs), conflict.expiredOn);
      case "week_hours":
        return words.week_over(hours(conflict.weekMinutes), hours(conflict.weekMinutesMax));
      case "day_hours":
      case "day_visits":
      case "lunch_break":
      case "not_employed":
      case "outside_availability":
      case "refused_by_elder":
      case "sex_not_wanted":
        return conflictReason(conflict.code, locale);
    }
  };
}

export function StaffingForm({ candidates, assigned, workersNeeded }: StaffingFormProps) {
  const words = useWords(providerVisitWords);
  const locale = useLocale();
  const hints = useHints();
  const textOf = useConflictText();
  const able = candidates.filter((one) => one.against.length === 0);
  const unable = candidates.filter((one) => one.against.length > 0);
  const two = workersNeeded === 2;
  return (
    <>
      {two && <p>{words.two_needed}</p>}
      {able.length === 0 ? (
        <p>{words.nobody_can}</p>
      ) : (
        <Form method="post">
          <ChoiceField
            kind={two ? "checkbox" : "radio"}
            name="worker"
            label={words.can_go(able.length)}
            inColumn
            chosen={assigned}
            choices={able.map((one) => ({
              value: one.workerNo,
              label: assigned.includes(one.workerNo) ? one.name + inBrackets(words.now_assigned, locale) : one.name,
              note: hints(one),
            }))}
          />
          <SubmitButton pendingWord={words.saving}>{two ? words.save_two : words.save}</SubmitButton>
        </Form>
      )}
      {unable.length > 0 && (
        <DataTable
          caption={words.cannot_go(unable.length)}
          rows={unable}
          rowKey={(row) => row.workerNo}
          columns={[
            { key: "name", header: words.worker, kind: "nowrap", cell: (row) => row.name },
            {
              key: "why",
              header: words.why_not,
              cell: (row) => row.against.map((conflict) => textOf(conflict)).join(" · "),
            },
          ]}
        />
      )}
    </>
  );
}
