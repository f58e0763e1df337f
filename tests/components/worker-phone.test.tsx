/** What the worker's pages say by the state of the phone: one line of words that never disappears, and a door that never blocks what is recorded. */
import { describe, expect, it } from "vitest";
import { OutboxPanel } from "#app/components/outbox-panel.tsx";
import { PhoneProvider, type PhoneCamera } from "#app/components/phone-context.tsx";
import { AppCodePanel, PhoneDoor } from "#app/components/phone-door.tsx";
import { WorkerShell } from "#app/components/worker-shell.tsx";
import { WorkerVisitScreen } from "#app/components/worker-visit-screen.tsx";
import { PHONE_NOT_OPEN, type PhonePort, type PhoneState } from "#app/domain/visits/phone-state.ts";
import type { KeptPhoto } from "#app/domain/photos/kept-photos.ts";
import { NOTHING_WAITS, type OutboxFacts } from "#app/domain/visits/outbox.ts";
import type { ShownVisit } from "#app/domain/visits/phone-visit.ts";
import type { WorkerDay } from "#app/domain/visits/sync-message.ts";
import { renderMarkup, textOf } from "./render-markup.tsx";

const NOON = Date.parse("2026-11-15T04:00:00Z");

function phoneIn(changes: Partial<PhoneState>): PhonePort {
  const state: PhoneState = { ...PHONE_NOT_OPEN, status: "ready", session: "good", nowMs: NOON, ...changes };
  return {
    subscribe: () => () => undefined,
    snapshot: () => state,
    record: async () => Promise.resolve(true),
    recordDoorCode: async () => Promise.resolve(true),
    recordPhoto: async () => Promise.resolve(),
    recordUnscheduled: async () => Promise.resolve(""),
    sendNow: () => undefined,
    setCode: async () => Promise.resolve(null),
    unlock: async () => Promise.resolve("again"),
    leave: async () => Promise.resolve(true),
  };
}

const facts = (changes: Partial<OutboxFacts>): OutboxFacts => ({ ...NOTHING_WAITS, ...changes });
const waiting = (count: number, photos = 0) => facts({ waiting: count, photos });

function lineOf(changes: Partial<PhoneState>, atMs: number | null = NOON): string {
  const markup = renderMarkup(
    <PhoneProvider phone={phoneIn(changes)}>
      <WorkerShell title="今天" atMs={atMs}>
        {null}
      </WorkerShell>
    </PhoneProvider>,
    { address: "/worker" },
  );
  // A browser with scripts draws nothing of a noscript element.
  const drawn = markup.replaceAll(/<noscript>[\s\S]*?<\/noscript>/g, "");
  return (
    textOf(/<header[\s\S]*?<div role="status"[\s\S]*?<\/header>/.exec(drawn)?.[0] ?? "")
      .split("English")[1]
      ?.trim() ?? ""
  );
}

describe("the line that says what has been uploaded", () => {
  it.each([
    ["everything", { allSentMs: NOON }, "已全部上传 12:00"],
    ["some events wait", { outbox: waiting(3) }, "3 条待上传 立即上传"],
    ["events and photographs wait", { outbox: waiting(3, 2) }, "3 条、2 张照片待上传 立即上传"],
    ["only photographs wait", { outbox: waiting(0, 2) }, "2 张照片待上传 立即上传"],
    [
      "no network, a photograph waits",
      { isOnline: false, outbox: waiting(0, 1) },
      "没有网络，已存在手机里（1 张照片）",
    ],
    ["no network, nothing waits", { isOnline: false }, "没有网络，照常签到，有网就上传"],
    ["no network, some wait", { isOnline: false, outbox: waiting(2) }, "没有网络，已存在手机里（2 条）"],
    ["the session has ended", { session: "ended", outbox: waiting(2) }, "请重新登录，已存在手机里（2 条） 重新登录"],
    ["somebody else is signed in", { session: "other" }, "这部手机上登录的是别人，请退出后重新登录"],
    ["the app is too old", { isTooOld: true, outbox: waiting(1) }, "请关掉应用再打开，更新后自动上传"],
  ] satisfies [string, Partial<PhoneState>, string][])("says it when %s", (_when, changes, said) => {
    expect(lineOf(changes)).toBe(said);
  });

  it("does not claim that everything was uploaded before the phone's store has been looked into", () => {
    expect(lineOf({ status: "opening" })).toBe("正在查看有没有没上传的");
  });

  it("says that all is uploaded where a browser keeps nothing, because the server answered every step", () => {
    expect(lineOf({ status: "none" })).toBe("已全部上传 12:00");
  });

  it("says nothing of having uploaded on a page that has not reached a server", () => {
    expect(lineOf({}, null)).toBe("没有网络，照常签到，有网就上传");
  });

  it("warns of what has waited too long, and of what the provider must be asked", () => {
    expect(lineOf({ outbox: facts({ waiting: 1, warning: "half-day" }) })).toContain("12 小时没有上传");
    expect(lineOf({ outbox: facts({ waiting: 1, warning: "day" }) })).toContain("24 小时没有上传");
    expect(lineOf({ outbox: facts({ rejected: 2 }) })).toContain("2 条请联系机构");
  });
});

describe("the door", () => {
  const doorOf = (changes: Partial<PhoneState>) =>
    textOf(renderMarkup(<PhoneProvider phone={phoneIn(changes)}>{<PhoneDoor />}</PhoneProvider>));

  it.each([
    ["asks for the digits", { vault: "locked" }, "请输入 6 位应用密码"],
    ["says that it is closed and that nothing is lost", { vault: "closed" }, "记录都在"],
    ["says that nothing is kept", { vault: "none", isOnline: false }, "手机里也没有存服务"],
    ["says that a visit is not kept", { vault: "open", day: { visits: [] } as unknown as WorkerDay }, "没有这次服务"],
  ] satisfies [string, Partial<PhoneState>, string][])("%s", (_what, changes, said) => {
    expect(doorOf(changes)).toContain(said);
  });
});

describe("the digits", () => {
  const panelOf = (changes: Partial<PhoneState>, onlyToSet: boolean) =>
    textOf(
      renderMarkup(<PhoneProvider phone={phoneIn(changes)}>{<AppCodePanel onlyToSet={onlyToSet} />}</PhoneProvider>),
    );

  it("are offered on the first page until they are set, and can be set anew under 我的", () => {
    expect(panelOf({ vault: "none" }, true)).toContain("没有网络也能用");
    expect(panelOf({ vault: "open" }, true)).toBe("");
    expect(panelOf({ vault: "locked" }, false)).toContain("忘了也不要紧");
  });
});

const photo = (state: "waiting" | "refused"): KeptPhoto => ({
  digest: "d".repeat(64),
  eventId: "e",
  visitNo: "V1",
  end: "photo_start",
  byteCount: 9,
  savedMs: NOON,
  state,
});

describe("what the server kept aside", () => {
  it("stays in sight with its reason and names nobody guilty", () => {
    const rejected = [
      { eventId: "e", visitNo: "V9", kind: "check_in", deviceMs: NOON, reason: "not-your-visit" as const },
    ];
    const state = { rejected, photos: [photo("refused")], outbox: facts({ rejected: 2 }) };
    const text = textOf(renderMarkup(<PhoneProvider phone={phoneIn(state)}>{<OutboxPanel />}</PhoneProvider>));
    expect(text).toContain("请联系机构");
    expect(text).toContain("签到 · 2026-11-15 周日 12:00 · V9 · 这次服务没有派给您");
    expect(text).toContain("开始照片 · 2026-11-15 周日 12:00 · V1 · 平台收不了这张照片");
  });
});

describe("the page of a visit", () => {
  const visit: ShownVisit = {
    visitNo: "V1",
    plannedStartMs: NOON,
    plannedEndMs: NOON + 3_600_000,
    clock: "12:00–13:00",
    near: true,
    name: "王秀英",
    place: "人民路 1 号",
    phone: null,
    family: [],
    livingRisk: null,
    note: null,
    services: [{ code: "LC-01", zh: "助浴", en: "Bathing" }],
    deliveryState: "accepted",
    missedSide: null,
    hasPin: true,
    pinWaits: false,
    doorCodeWaits: false,
    recorded: {
      checkedInMs: null,
      checkedOutMs: null,
      positionFailure: null,
      done: [],
      confirmed: [],
      noAnswer: false,
      notes: [],
    },
  };

  const pageOf = (changes: Partial<ShownVisit>, minutes = 0) =>
    textOf(
      renderMarkup(<WorkerVisitScreen visit={{ ...visit, ...changes }} nowMs={NOON + minutes * 60_000} eventId="" />),
    );

  it("begins with one button for the arrival", () => {
    const text = pageOf({});
    expect(text).toContain("① 到达签到");
    expect(text).not.toContain("离开签退");
  });

  const begun = { deliveryState: "in_progress", recorded: { ...visit.recorded, checkedInMs: NOON } };

  it("says how much is missing to the hour and refuses nothing", () => {
    const text = pageOf(begun, 47);
    expect(text).toContain("已服务 47 分钟");
    expect(text).toContain("还差 13 分钟满 1 小时，现在离开吗？");
    expect(text).toContain("离开签退");
    expect(pageOf(begun, 60)).not.toContain("还差");
  });

  it("says that digits were noted and nobody has compared them yet", () => {
    expect(pageOf({ ...begun, pinWaits: true }, 5)).toContain("密码已记下，上传后核对。");
  });

  const camera: PhoneCamera = {
    watchForCode: async () => Promise.resolve(null),
    canReadTags: () => false,
    watchForTag: async () => Promise.resolve(null),
    readCodeOnPicture: async () => Promise.resolve(null),
    shrinkPhoto: async () => Promise.resolve({ digest: "", content: new Uint8Array(), pictureAgeMs: null }),
  };
  const onPhone = (changes: Partial<ShownVisit>, state: Partial<PhoneState> = {}) =>
    renderMarkup(
      <PhoneProvider phone={phoneIn({ isOnline: false, ...state })} camera={camera}>
        <WorkerVisitScreen visit={{ ...visit, ...changes }} nowMs={NOON} eventId="" />
      </PhoneProvider>,
    );

  it("takes door code and photographs on the phone itself, without a network", () => {
    const markup = onPhone(begun);
    expect(textOf(markup)).toMatch(/扫门牌码.*拍开始照片.*拍结束照片/);
    expect(markup).not.toContain("/scan");
    expect(markup.match(/type="file"[^>]*capture="environment"/g)).toHaveLength(2);
    expect(textOf(onPhone({}))).not.toContain("拍结束照片");
  });

  it("leads to the server's pages where a browser keeps nothing", () => {
    const markup = renderMarkup(<WorkerVisitScreen visit={visit} nowMs={NOON} eventId="" />);
    expect(markup).toContain("/worker/visits/V1/scan");
    expect(markup).toContain("/worker/visits/V1/photo?end=photo_start");
  });

  it("says what is proved already, by the server's word and by what the phone still keeps", () => {
    const codeHash = "a".repeat(64);
    const photos = [{ end: "photo_start" as const, digest: "d".repeat(64) }];
    const shown = (recorded: Partial<ShownVisit["recorded"]>, doorCodeWaits = false) =>
      textOf(
        onPhone(
          { ...begun, doorCodeWaits, recorded: { ...begun.recorded, ...recorded } },
          { photos: [photo("waiting")] },
        ),
      );
    expect(shown({ doorCodes: [{ codeHash, verdict: "right" }] })).toContain("门牌码已扫，是这户人家的。");
    expect(shown({ doorCodes: [{ codeHash, verdict: "void" }] })).toContain("不是这户现在用的");
    expect(shown({}, true)).toContain("门牌码已记下，上传后核对。");
    expect(shown({ photos })).toContain("开始照片：1 张 1 张在手机里，有网就上传。");
  });
});
