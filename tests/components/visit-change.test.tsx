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
  return markup(<VisitChangeForms start={start} inSeries={inSeries} answer={{ ...NO_ANSWER, edit: shown }} />);
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

  it("restore a cancelled visit, with everything that stands against it", () => {
    const shown = markup(
      <VisitRestoreForm answer={{ ...NO_ANSWER, conflicts: [{ code: "elder_busy", worker: null }] }} />,
    );
    expect(shown).toContain('value="restore"');
    expect(shown).toContain("老人同一时间已有服务");
  });
});
