import { describe, expect, it } from "vitest";
import type { LeaveAnswer, ShownLeave, ShownLeaveLine } from "#app/components/worker-leave-answer.ts";
import { WorkerLeaveForm } from "#app/components/worker-leave-form.tsx";
import { WorkerLeavePreview } from "#app/components/worker-leave-preview.tsx";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { renderMarkup as markup } from "./render-markup.tsx";

const asked = { worker: "W000001", from: "2026-12-01", to: "2026-12-02", reason: "sick" };
const place = (minute: number, worker: string) => ({ date: plainDate("2026-12-01"), minute, workers: [worker] });
const line: ShownLeaveLine = {
  visitNo: "2026-12-E000001-1",
  elder: "王*英",
  from: place(540, "张三"),
  to: place(600, "李四"),
  outcome: "placed",
  why: "worker_on_leave",
  owedFor: null,
  told: [
    { kind: "elder", name: "王*英", matters: ["other_worker", "other_time"] },
    { kind: "worker", name: "李四", matters: ["visit_added"] },
  ],
};
const counts = { hit: 1, sameDay: 1, makeUpDay: 0, owed: 0, held: 0, othersTold: 0, eldersTold: 1, workersTold: 2 };
const preview: ShownLeave = { worker: "张三", lines: [line], counts, digest: "ab".repeat(32) };
const answer: LeaveAnswer = { asked, fields: [], refused: null, preview, hasChanged: false };
const shown = (changes: Partial<ShownLeave>, hasChanged = false) =>
  markup(<WorkerLeavePreview answer={{ ...answer, hasChanged, preview: { ...preview, ...changes } }} />);

describe("the form of a leave", () => {
  it("keeps what was filled in and says beside each field what is wrong", () => {
    const workers = [{ workerNo: "W000001", name: "张三" }];
    const form = markup(
      <WorkerLeaveForm
        workers={workers}
        today="2026-11-25"
        answer={{ ...answer, preview: null, fields: ["to"], asked: { ...asked, to: "x" } }}
      />,
    );
    expect(form).toContain('action="/provider/workers/leave"');
    expect(form).toContain('value="2026-12-01"');
    expect(form).toContain("请填最后一天");
    expect(form).not.toContain("请填第一天，");
  });
});

describe("the preview of a leave", () => {
  it("says where a visit goes, who goes, and what each person is told, and confirms exactly that", () => {
    const page = shown({});
    for (const words of ["09:00", "10:00", "张三 → 李四", "换护理员、改时间", "李四：新增一次"])
      expect(page).toContain(words);
    expect(page).toContain(`name="confirmed" value="${"ab".repeat(32)}"`);
    for (const [name, value] of Object.entries(asked)) expect(page).toContain(`name="${name}" value="${value}"`);
    expect(page).not.toContain("没有排上的");
  });

  it("lists apart what is owed and what is held, with the reason", () => {
    const told = [{ kind: "elder", name: "王*英", matters: ["visit_owed"] }] as const;
    const owed: ShownLeaveLine = { ...line, to: null, outcome: "owed", owedFor: "no_free_worker", told };
    const held: ShownLeaveLine = { ...line, visitNo: "2026-12-E000002-1", to: null, outcome: "held" };
    const page = shown({ lines: [owed, held] });
    expect(page).toContain("没有排上的");
    expect(page).toContain("时间已约定，等派人");
    expect(page).toContain("这次没有，记欠次");
  });

  it("says in words that the plan changed and nothing was entered", () => {
    expect(shown({}, true)).toContain("没有登记");
    expect(shown({})).not.toContain("安排刚刚变了");
  });

  it("can be confirmed when nothing has to change", () => {
    const page = shown({ lines: [], counts: { ...counts, hit: 0 } });
    expect(page).toContain("这几天没有要改的服务");
    expect(page).toContain('name="confirmed"');
  });
});
