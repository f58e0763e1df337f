import { describe, expect, it } from "vitest";
import { NO_ANSWER, type ShownEdit } from "#app/components/visit-change-answer.ts";
import { VisitChangeForms, VisitRestoreForm } from "#app/components/visit-change-forms.tsx";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { renderMarkup as markup } from "./render-markup.tsx";

const at = (date: string) => ({ date: plainDate(date), minute: 540 });
const start = at("2026-12-01");
const line = {
  visitNo: "2026-12-E1-1",
  fate: "follows",
  from: start,
  to: at("2026-12-03"),
  reason: null,
  conflicts: [],
} as const;
const edit: ShownEdit = { state: "possible", lines: [line], scope: "all", date: "2026-12-03", time: "09:00" };

function forms(inSeries: boolean, shown: ShownEdit | null = null): string {
  return markup(
    <VisitChangeForms start={start} inSeries={inSeries} staffing={null} answer={{ ...NO_ANSWER, edit: shown }} />,
  );
}

describe("the forms that change a visit", () => {
  it("offer this, this and following, and all only for a visit of a series", () => {
    expect(forms(false)).not.toContain('name="scope"');
    for (const scope of ["this", "this_and_following", "all"]) expect(forms(true)).toContain(`value="${scope}"`);
  });

  it("show every date of the edit before it can be confirmed, and keep what was chosen", () => {
    const shown = forms(true, edit);
    expect(shown).toContain('name="confirmed"');
    expect(shown).toMatch(/<input type="hidden" name="date" value="2026-12-03"/);
    expect(shown.match(/周四|星期四/g)?.length).toBeGreaterThan(0);
    expect(forms(true)).not.toContain('name="confirmed"');
  });

  it("name each conflict beside its date with the worker, and offer nothing to confirm", () => {
    const conflicts = [
      { code: "min_gap", worker: null },
      { code: "on_leave", worker: "王*英" },
    ];
    const shown = forms(true, { ...edit, state: "blocked", lines: [{ ...line, conflicts }] });
    expect(shown).toContain("王*英：");
    expect(shown).toContain("与前后一次离得太近");
    expect(shown).toContain('role="alert"');
    expect(shown).not.toContain('name="confirmed"');
  });

  it("say why the calendar moves a date on, and leave a dropped date empty", () => {
    const moved = { ...line, reason: "day_off" };
    const dropped = { ...line, visitNo: null, fate: "dropped", from: null, to: null } as const;
    const shown = forms(true, { ...edit, lines: [moved, dropped] });
    expect(shown).toContain("放假");
    expect(shown).toContain("已取消，仍然取消");
  });

  it("offer the provider's care workers, who goes now chosen, each with what speaks against; two fields for a visit of two", () => {
    const choice = (workerNo: string, goes: boolean, against: readonly string[]) => ({
      ...{ workerNo, goes, against, name: `王*${workerNo}`, cameBefore: goes ? 3 : 0 },
    });
    const choices = [choice("W1", true, []), choice("W2", false, ["on_leave"])];
    const show = (workersNeeded: 1 | 2) =>
      markup(<VisitChangeForms start={start} inSeries staffing={{ choices, workersNeeded }} answer={NO_ANSWER} />);
    expect(show(1)).toMatch(/<option value="W1" selected="">王\*W1 · 现在去的、来过 3 次/);
    expect(show(1)).toMatch(/<option value="W2">王\*W2 · [^<]*请假/);
    expect(show(1)).not.toContain('name="second"');
    expect(show(2)).toContain('name="second"');
  });

  it("say who comes instead, how often before, and what it does to the month's work", () => {
    const team = {
      coming: [{ worker: "李*", cameBefore: 0, minutesBefore: 600, minutesAfter: 660 }],
      leaving: [{ worker: "王*", cameBefore: 4, minutesBefore: 1500, minutesAfter: 1440 }],
      averageMinutes: 900,
    };
    const price = { wayAdded: 7, fromWeekday: null, later: 0, daysToNearest: null, team };
    const answer = { ...NO_ANSWER, price, asked: { ...start, workers: ["W2"] } };
    const shown = markup(<VisitChangeForms start={start} inSeries={false} staffing={null} answer={answer} />);
    for (const text of [
      "路上多 7 分钟",
      "老人还没见过",
      "王*不再去这一次",
      "10.0 小时，改后 11.0 小时",
      "平均 15.0 小时",
    ])
      expect(shown).toContain(text);
  });

  it("restore a cancelled visit, with everything that stands against it", () => {
    const shown = markup(
      <VisitRestoreForm answer={{ ...NO_ANSWER, conflicts: [{ code: "elder_busy", worker: null }] }} />,
    );
    expect(shown).toContain('value="restore"');
    expect(shown).toContain("老人同一时间已有服务");
  });
});
