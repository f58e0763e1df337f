import { describe, expect, it } from "vitest";
import { BarList } from "#app/components/bar-list.tsx";
import { EvidencePanel } from "#app/components/evidence-panel.tsx";
import { MonthCalendar } from "#app/components/month-calendar.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { PlannedActualBar } from "#app/components/planned-actual-bar.tsx";
import { StackedBar } from "#app/components/stacked-bar.tsx";
import { StatTile } from "#app/components/stat-tile.tsx";
import type { TieNumber, TieReason } from "#app/components/tie-out-differences.ts";
import { isUnexplained, tieDifferences } from "#app/components/tie-out-differences.ts";
import { TieOut } from "#app/components/tie-out.tsx";
import { TimeLine } from "#app/components/time-line.tsx";
import { WeekStrip } from "#app/components/week-strip.tsx";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { renderMarkup, textOf } from "./render-markup.tsx";

const numbers: readonly TieNumber[] = [
  { step: "planned", count: 100, fen: null },
  { step: "delivered", count: 97, fen: null },
  { step: "verified", count: 95, fen: null },
  { step: "claimed", count: 96, fen: 336000n },
  { step: "approved", count: 94, fen: 329000 },
  { step: "paid", count: 94, fen: 329000n },
];
const reasons: readonly TieReason[] = [
  { step: "delivered", code: "missed-worker", label: "护理员未到", count: 3, fen: null },
  { step: "verified", code: "R-TOO-SHORT", label: "时长不足", count: 2, fen: null },
  { step: "claimed", code: "claimed-not-verified", label: "没核实也申报了", count: -1, fen: null },
  { step: "approved", code: "R-OVER-QUOTA", label: "超次数", count: 2, fen: 7000 },
];

describe("the chain of six numbers", () => {
  it("gives every difference with its reasons and nothing left over", () => {
    const differences = tieDifferences(numbers, reasons);
    expect(differences.map(({ count }) => count)).toEqual([3, 2, -1, 2, 0]);
    expect(differences.map(({ fen }) => fen)).toEqual([null, null, null, 7000n, 0n]);
    expect(differences.filter(isUnexplained)).toEqual([]);
    expect(textOf(renderMarkup(<TieOut numbers={numbers} reasons={reasons} />))).toContain("每一处差额都有说明");
  });

  it("shows what no reason explains as a row of its own", () => {
    const [, ...others] = reasons;
    const [first] = tieDifferences(numbers, others);
    expect(first?.unexplainedCount).toBe(3);
    const text = textOf(renderMarkup(<TieOut numbers={numbers} reasons={others} />));
    expect(text).toContain("有 1 处差额没有说明");
    expect(text).toContain("没有说明的差额 3");
  });

  it("does not spread an unexplained amount over reasons that fit in number", () => {
    const wrong = reasons.map((reason) => (reason.step === "approved" ? { ...reason, fen: 6500 } : reason));
    expect(tieDifferences(numbers, wrong).at(3)?.unexplainedFen).toBe(500n);
  });

  it("says rises with a plus sign and equals in a word", () => {
    const text = textOf(renderMarkup(<TieOut numbers={numbers} reasons={reasons} />));
    expect(text).toContain("+1 次");
    expect(text).toContain("−3 次");
    expect(text).toContain("相等");
  });
});

describe("planned over actual", () => {
  const planned = { startMinute: 540, endMinute: 600 };

  it("says the gaps in words", () => {
    expect(
      textOf(renderMarkup(<PlannedActualBar planned={planned} actual={{ startMinute: 558, endMinute: 605 }} />)),
    ).toMatch(/推迟 18 分钟开始 · 少 13 分钟$/);
    expect(
      textOf(renderMarkup(<PlannedActualBar planned={planned} actual={{ startMinute: 530, endMinute: 600 }} />)),
    ).toMatch(/提前 10 分钟开始 · 多 10 分钟$/);
    expect(textOf(renderMarkup(<PlannedActualBar planned={planned} actual={planned} />))).toMatch(/与计划一致$/);
  });

  it("says that nothing was recorded", () => {
    expect(textOf(renderMarkup(<PlannedActualBar planned={planned} actual={null} />))).toMatch(/没有记录$/);
  });

  it("runs past midnight", () => {
    expect(
      textOf(renderMarkup(<PlannedActualBar planned={{ startMinute: 1410, endMinute: 1480 }} actual={null} />)),
    ).toContain("23:30–00:40");
  });
});

describe("a month", () => {
  const visit = (key: string, date: string, startMinute: number) => ({
    key,
    date: plainDate(date),
    startMinute,
    endMinute: startMinute + 60,
    title: `老人${key}`,
    state: "已排",
    tone: "neutral" as const,
    to: `/v/${key}`,
  });

  it("starts on Monday and has a cell for each day", () => {
    const markup = renderMarkup(<MonthCalendar month={plainMonth("2026-10")} visits={[]} caption="十月" />);
    expect(textOf(markup)).toMatch(/^十月 星期一/);
    expect(markup.match(/<time /g)).toHaveLength(31);
    // October 2026 starts on a Thursday: three empty cells before, one after.
    expect(markup.match(/<td[^>]*><\/td>/g)).toHaveLength(4);
  });

  it("puts visits on their day in order of time, each a link with its state", () => {
    const visits = [visit("b", "2026-10-08", 600), visit("a", "2026-10-08", 540)];
    const markup = renderMarkup(<MonthCalendar month={plainMonth("2026-10")} visits={visits} caption="十月" />);
    expect(textOf(markup)).toContain("09:00–10:00 老人a 已排 10:00–11:00 老人b 已排");
    expect(markup).toContain('href="/v/a"');
  });

  it("counts what does not fit instead of hiding it", () => {
    const visits = Array.from({ length: 7 }, (_, index) => visit(String(index), "2026-10-08", 480 + index * 60));
    const text = textOf(
      renderMarkup(<MonthCalendar month={plainMonth("2026-10")} visits={visits} caption="十月" perDay={4} />),
    );
    expect(text).toContain("老人2");
    expect(text).not.toContain("老人3");
    expect(text).toContain("还有 4 次");
  });

  it("marks days off and make-up workdays by word", () => {
    const marks = [
      { date: plainDate("2026-10-01"), kind: "off" as const, name: "国庆节" },
      { date: plainDate("2026-10-10"), kind: "work" as const, name: "国庆节" },
    ];
    const markup = renderMarkup(
      <MonthCalendar month={plainMonth("2026-10")} visits={[]} marks={marks} caption="十月" />,
    );
    expect(markup).toContain('title="放假"');
    expect(markup).toContain('title="调休上班"');
  });

  it("leads to its neighbours over the turn of the year", () => {
    const markup = renderMarkup(<MonthSwitch month={plainMonth("2026-12")} />, {
      address: "/plan?worker=W1&month=2026-12",
    });
    expect(markup).toContain('href="/plan?worker=W1&amp;month=2026-11"');
    expect(markup).toContain('href="/plan?worker=W1&amp;month=2027-01"');
  });
});

describe("a week", () => {
  it("runs from Monday to Sunday around the chosen day and counts visits", () => {
    const markup = renderMarkup(
      <WeekStrip
        selected={plainDate("2026-11-29")}
        today={plainDate("2026-11-24")}
        counts={{ "2026-11-24": 5 }}
        addressOf={(date) => `/worker/today?on=${date}`}
      />,
    );
    expect([...markup.matchAll(/on=(2026-11-\d\d)/g)].map(([, date]) => date)).toEqual([
      ..."23 24 25 26 27 28 29".split(" ").map((day) => `2026-11-${day}`),
    ]);
    expect(markup).toMatch(/on=2026-11-29"[^>]*aria-current="date"|aria-current="date"[^>]*on=2026-11-29"/);
    expect(textOf(markup)).toContain("11月24日 星期二 5 次");
  });
});

describe("bars", () => {
  it("carry their number in words and their length by share", () => {
    const items = [
      { key: "a", label: "时长不足", value: 40, text: "40 次" },
      { key: "b", label: "迟到", value: 10, text: "10 次" },
    ];
    const markup = renderMarkup(<BarList items={items} />);
    expect(textOf(markup)).toBe("时长不足 40 次 迟到 10 次");
    expect(markup).toContain("width:100%");
    expect(markup).toContain("width:25%");
  });

  it("of one whole leave parts of nothing out of the bar, not out of the legend", () => {
    const parts = [
      { key: "4", label: "4 次", value: 9, text: "9", series: 1 as const },
      { key: "0", label: "0 次", value: 0, text: "0", series: 2 as const },
    ];
    const markup = renderMarkup(<StackedBar parts={parts} label="每人几次" />);
    expect(markup.match(/flex-grow/g)).toHaveLength(1);
    expect(textOf(markup)).toBe("4 次 9 0 次 0");
  });
});

describe("a tile", () => {
  it("asks, answers, and leads to the rows behind it", () => {
    const markup = renderMarkup(
      <StatTile question="准时吗？" value="93.1" unit="%" target="90%" to="/v" unconfirmed />,
    );
    expect(textOf(markup)).toBe("准时吗？ 93.1 % 目标 90% 示例/待确认");
    expect(markup).toContain('href="/v"');
  });

  it("keeps its bar between nothing and all", () => {
    expect(renderMarkup(<StatTile question="a" value="1" share={1.4} />)).toContain("width:100%");
    expect(renderMarkup(<StatTile question="a" value="1" share={-1} />)).toContain("width:0%");
  });
});

describe("evidence", () => {
  it("stands side by side, each row with its verdict in a word", () => {
    const text = textOf(
      renderMarkup(
        <EvidencePanel
          caption="证据"
          rows={[
            { key: "1", label: "开始", expected: "09:00", observed: "09:18", agreement: "differs" },
            { key: "2", label: "门牌码", expected: "该住户", observed: null, agreement: "missing" },
          ]}
          placeProofs={[{ key: "g", label: "签到定位" }]}
          personProofs={[]}
        />,
      ),
    );
    expect(text).toContain("开始 09:00 09:18 不一致");
    expect(text).toContain("门牌码 该住户 没有记录 缺");
    expect(text).toMatch(/地点证据 签到定位 本人证据 还没有$/);
  });
});

describe("a time line", () => {
  it("keeps what was recorded beside what was corrected", () => {
    const text = textOf(
      renderMarkup(
        <TimeLine events={[{ key: "1", at: "10:05", title: "签退", change: { raw: "10:05", corrected: "10:21" } }]} />,
      ),
    );
    expect(text).toBe("签退 10:05 原始记录 10:05 更正后 10:21");
  });
});
