import { describe, expect, it } from "vitest";
import { AppShell } from "#app/components/app-shell.tsx";
import { documentAttributes } from "#app/components/document-attributes.ts";
import { EntryFrame } from "#app/components/entry-frame.tsx";
import type { JobView } from "#app/components/job-progress.tsx";
import { JobProgress } from "#app/components/job-progress.tsx";
import { LinkCards } from "#app/components/link-cards.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageError } from "#app/components/page-error.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PhoneShell } from "#app/components/phone-shell.tsx";
import { SyncLine } from "#app/components/sync-line.tsx";
import { VisitCard } from "#app/components/visit-card.tsx";
import { renderMarkup, textOf } from "./render-markup.tsx";

const shell = (
  <AppShell
    homeTo="/office"
    area="崇川区 · 秦灶街道"
    isDemo
    person={{ name: "刘敏", role: "街道审核" }}
    navigation={[
      { items: [{ to: "/office", label: "今天", icon: "list-checks", end: true, count: 17 }] },
      { label: "老人", items: [{ to: "/office/elders", label: "老人", icon: "users" }] },
    ]}
  >
    <PageHeader title="老人" status="1,104 人" trail={[{ to: "/office", label: "今天" }]} />
  </AppShell>
);

describe("the frame of the office", () => {
  const markup = renderMarkup(shell, { address: "/office/elders?page=2" });

  it("begins with a link to the content", () => {
    expect(markup.indexOf('href="#content"')).toBeLessThan(markup.indexOf("<header"));
    expect(markup).toContain('<main id="content"');
  });

  it("has one h1 and marks the current task only", () => {
    expect(markup.match(/<h1/g)).toHaveLength(1);
    expect(markup.match(/aria-current="page"/g)).toHaveLength(1);
  });

  it("signs out and changes the language by plain forms that come back to the same page", () => {
    expect(markup).toContain('<form method="post" action="/sign-out">');
    expect(markup).toContain('<form method="post" action="/language">');
    expect(markup).toContain('name="returnTo" value="/office/elders?page=2"');
    expect(markup).toMatch(/name="locale" value="en" lang="en"/);
  });

  it("says on every page that the data are a demonstration", () => {
    expect(textOf(markup)).toContain("演示数据");
  });

  it("offers Chinese when it is in English", () => {
    expect(renderMarkup(shell, { locale: "en" })).toMatch(/name="locale" value="zh-CN" lang="zh-CN"/);
  });
});

describe("the frame of the phone", () => {
  it("has title, sync line, the one main button and tabs", () => {
    const markup = renderMarkup(
      <PhoneShell
        title="今天"
        backTo="/worker"
        sync={<SyncLine state={{ kind: "waiting", unsent: { waiting: 3, photos: 0 } }} />}
        action={<button type="submit">到达签到</button>}
        tabs={[{ to: "/office/elders", label: "今天", icon: "calendar-check" }]}
      >
        <VisitCard to="/v/1" clock="09:00–10:00" name="王*英" state="已接" services="助浴" warnings={["易跌倒"]} />
      </PhoneShell>,
    );
    expect(textOf(markup)).toContain("3 条待上传");
    expect(markup).toContain('aria-label="返回"');
    expect(markup).toContain("<a class=");
    expect(textOf(markup)).toContain("易跌倒");
  });

  it("never says that something failed to upload", () => {
    const offline = (waiting: number) =>
      textOf(renderMarkup(<SyncLine state={{ kind: "offline", unsent: { waiting, photos: 0 } }} />));
    expect(offline(3)).toBe("没有网络，已存在手机里（3 条）");
    expect(offline(0)).toBe("没有网络，照常签到，有网就上传");
    expect(textOf(renderMarkup(<SyncLine state={{ kind: "sent", clock: "14:02" }} />))).toBe("已全部上传 14:02");
  });
});

describe("the frame before sign-in", () => {
  it("has the language switch and the choice of surfaces", () => {
    const markup = renderMarkup(
      <EntryFrame title="Bedside 床边" lead="从名册到拨付">
        <LinkCards cards={[{ to: "/kiosk", icon: "monitor", title: "一体机", text: "四步约好" }]} />
      </EntryFrame>,
    );
    expect(markup).toContain('action="/language"');
    expect(textOf(markup)).toContain("一体机 四步约好");
  });
});

describe("notices", () => {
  it("that answer a step are announced, danger at once", () => {
    expect(renderMarkup(<Notice tone="success" title="已保存" announced />)).toContain('role="status"');
    expect(renderMarkup(<Notice tone="danger" title="没存上" announced />)).toContain('role="alert"');
    expect(renderMarkup(<Notice title="提示" />)).not.toContain("role=");
  });
});

describe("a page that could not be shown", () => {
  it.each([
    [404, "没有找到这一页"],
    [403, "您不能查看这一页"],
    [409, "别人刚改过"],
    [500, "这一步没办成"],
  ])("with status %d says %s and leads on", (status, title) => {
    const markup = renderMarkup(<PageError status={status} homeTo="/office" />);
    expect(textOf(markup)).toContain(title);
    expect(markup).toContain('href="/office"');
  });

  it("brings the sentence of a refusal, or the number for support", () => {
    expect(textOf(renderMarkup(<PageError status={422} message="回复时间已过。" />))).toContain(
      "这一步不能做 回复时间已过。",
    );
    expect(textOf(renderMarkup(<PageError status={500} support={{ code: "7F3A", clock: "14:02" }} />))).toContain(
      "编号 7F3A（14:02）",
    );
  });
});

describe("long work", () => {
  const job: JobView = {
    id: "j1",
    state: "running",
    stage: "plan",
    done: 312,
    total: 1104,
    stages: [
      { code: "import", state: "done", seconds: 1.24 },
      { code: "plan", state: "running" },
    ],
  };

  it("shows the state that the server knows and refreshes itself where no script runs", () => {
    const markup = renderMarkup(<JobProgress job={job} statusUrl="/jobs/j1" />);
    expect(markup).toContain('<noscript><meta http-equiv="refresh" content="3"/></noscript>');
    expect(markup).toContain('aria-valuenow="28"');
    expect(textOf(markup)).toContain("排本月服务 312 / 1,104");
    expect(textOf(markup)).toContain("写入名册 1.2 s");
  });

  it("stops refreshing when it is over, and says why when it failed", () => {
    const done = renderMarkup(<JobProgress job={{ ...job, state: "done" }} statusUrl="/jobs/j1" />);
    expect(done).not.toContain("refresh");
    expect(done).toContain('aria-valuenow="100"');
    const failed = renderMarkup(
      <JobProgress job={{ ...job, state: "failed" }} statusUrl="/jobs/j1" failure="该月已关账。" />,
    );
    expect(textOf(failed)).toMatch(/没完成 该月已关账。$/);
  });

  it("says what it counts, and of work that was stopped that nothing was stored", () => {
    const planning = <JobProgress job={{ ...job, stage: "plan", done: 300, total: 1100 }} statusUrl="/jobs/j1" />;
    expect(textOf(renderMarkup(planning))).toContain("300 / 1,100 位老人");
    expect(textOf(renderMarkup(planning, { locale: "en" }))).toContain("300 of 1,100 elders");
    const stopped = renderMarkup(<JobProgress job={{ ...job, state: "cancelled" }} statusUrl="/jobs/j1" />);
    expect(textOf(stopped)).toMatch(/已停止 什么都没有存下。需要时可以重新开始。$/);
    expect(stopped).not.toContain("progressbar");
  });

  it("without a known total claims no percentage", () => {
    const markup = renderMarkup(<JobProgress job={{ ...job, total: null, done: 12 }} statusUrl="/jobs/j1" />);
    expect(markup).not.toContain("aria-valuenow");
    expect(textOf(markup)).toContain("排本月服务 12");
  });
});

describe("the attributes of the document", () => {
  it("leave out what is the surface's default", () => {
    expect(documentAttributes("desk", { locale: "zh-CN" })).toEqual({ lang: "zh-CN", "data-surface": "desk" });
  });

  it("hold step and contrast of a phone, and density only on a desk", () => {
    expect(documentAttributes("phone", { locale: "en", step: 2, contrast: "high", density: "compact" })).toEqual({
      lang: "en",
      "data-surface": "phone",
      "data-step": 2,
      "data-contrast": "high",
    });
    expect(documentAttributes("desk", { locale: "en", step: 2, density: "compact" })).toEqual({
      lang: "en",
      "data-surface": "desk",
      "data-density": "compact",
    });
  });

  it("seat nobody before a landscape kiosk", () => {
    expect(documentAttributes("kiosk", { locale: "zh-CN", low: true })["data-low"]).toBe("on");
    expect(documentAttributes("kiosk", { locale: "zh-CN", low: true, orient: "landscape" })).toEqual({
      lang: "zh-CN",
      "data-surface": "kiosk",
      "data-orient": "landscape",
    });
  });
});
