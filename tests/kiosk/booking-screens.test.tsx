import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { CheckScreen, RemarksScreen } from "#app/kiosk/booking-check-screen.tsx";
import { AgainScreen, FullScreen } from "#app/kiosk/booking-entry-screens.tsx";
import { WhatScreen, type Purpose } from "#app/kiosk/booking-screens.tsx";
import { BookingDaysScreen, BookingTimeScreen, NoneFitsScreen } from "#app/kiosk/booking-time-screens.tsx";
import { textOf } from "../components/render-markup.tsx";
import { kioskMarkup } from "./kiosk-markup.tsx";

const DECEMBER = plainMonth("2026-12");
const ahead = { month: DECEMBER, left: 3 };
const purpose: Purpose = { name: "张*英", place: 1, allowed: 4, price: "40", paysSelf: false, monthAhead: DECEMBER };
const running = { ...purpose, monthAhead: null };
const slot = {
  key: "2026-12-03_540_W00012",
  date: plainDate("2026-12-03"),
  startMinute: 540,
  durationMinutes: 60,
  surnames: ["李"],
  visitsBefore: 2,
};
const codes = ["LC01"];
const cost = { price: "40", paid: "40", own: null };
const LARGEST = { layout: { orient: "portrait", step: 3, low: false } } as const;

/** Phrases are kept together by marks of their own, which the reader does not see. */
const wordsOf = (markup: string) => textOf(markup).replaceAll(/([，：？]) /g, "$1");

/** Addresses of links of a screen. */
const linksOf = (markup: string) =>
  [...markup.matchAll(/href="([^"]+)"/g)].map(([, to = ""]) => to.replaceAll("&amp;", "&"));

describe("a booking in the coming month", () => {
  it("names the month in words on every step", () => {
    const what = kioskMarkup(
      <WhatScreen
        baskets={[{ key: "usual", codes, minutes: 60 }]}
        {...{ purpose, likeLast: null, kept: null }}
        otherMonth={null}
      />,
    );
    expect(wordsOf(what)).toContain("12月，要哪项服务？");
    expect(wordsOf(what)).toContain("新约一次：12月 4 次里的第 1 次");
    const time = kioskMarkup(
      <BookingTimeScreen {...{ purpose, codes }} slots={[slot]} isTaken={false} otherMonth={null} />,
    );
    expect(wordsOf(time)).toContain("12月哪个时间方便？");
    expect(linksOf(time)).toContain("/kiosk/book?month=2026-12&days=1");
    expect(wordsOf(kioskMarkup(<FullScreen purpose={purpose} />))).toContain("12月 4 次都排好了");
  });

  it("leads back to the running month where that still has days", () => {
    const what = kioskMarkup(
      <WhatScreen
        baskets={[]}
        {...{ purpose, likeLast: null, kept: null }}
        otherMonth={{ month: plainMonth("2026-11"), left: null }}
      />,
    );
    expect(wordsOf(what)).toContain("看11月的");
    expect(linksOf(what)).toContain("/kiosk/book?month=2026-11");
  });

  it("is one card away from the running month's days and from no time that suits, and from none for who pays", () => {
    const of = { codes, otherMonth: ahead } as const;
    const days = [{ date: plainDate("2026-11-29"), count: 2 }];
    const screens = (who: Purpose) => [
      kioskMarkup(<BookingDaysScreen {...of} purpose={who} days={days} slots={[slot]} day={null} />, {
        address: "/kiosk/book?basket=usual&days=1",
      }),
      kioskMarkup(<NoneFitsScreen {...of} purpose={who} isFull={false} />, {
        address: "/kiosk/book?basket=usual&none=1",
      }),
    ];
    const [byDay = "", none = ""] = screens(running);
    expect(wordsOf(byDay)).toContain("12月还能约 3 次");
    expect(linksOf(byDay)).toContain("/kiosk/book?basket=usual&days=1&month=2026-12");
    expect(linksOf(none)).toContain("/kiosk/book?basket=usual&month=2026-12");
    for (const markup of screens({ ...running, paysSelf: true })) expect(wordsOf(markup)).not.toContain("12月还能约");
  });
});

describe("what the care worker is to mind", () => {
  const check = (around = {}) =>
    kioskMarkup(<CheckScreen {...{ purpose, cost, codes, slot }} address="工农路12号3幢" remarks={["has_dog"]} />, {
      around,
      address: "/kiosk/book?basket=usual&slot=s&remarks=has_dog",
    });

  it("is chosen on the last question itself where there is room, without another touch", () => {
    const markup = check();
    expect(markup.match(/name="remark"/g)).toHaveLength(4);
    expect(markup).toMatch(/value="has_dog"[^>]*checked|checked[^>]*value="has_dog"/);
    expect(markup).toContain('name="change"');
  });

  it("has a screen of its own elsewhere, and stands in the list", () => {
    const markup = check(LARGEST);
    expect(markup).not.toContain('name="remark"');
    expect(markup).toMatch(/name="said"[^>]*value="has_dog"|value="has_dog"[^>]*name="said"/);
    expect(wordsOf(markup)).toContain("家里有狗");
    const own = kioskMarkup(<RemarksScreen purpose={purpose} remarks={["has_dog"]} />, { around: LARGEST });
    expect(own.match(/name="remark"/g)).toHaveLength(4);
    expect(wordsOf(own)).toContain("要提醒护理员吗？");
  });
});

describe("what a visit costs", () => {
  const said = (asked: { own: string | null; paysSelf?: boolean }, around = {}) => {
    const mine = { ...purpose, paysSelf: asked.paysSelf ?? false };
    const shared = { price: "40", paid: asked.own === null ? "40" : "30", own: asked.own };
    const screen = (
      <CheckScreen {...{ codes, slot }} purpose={mine} cost={shared} address="工农路12号3幢" remarks={[]} />
    );
    return wordsOf(kioskMarkup(screen, { around }));
  };

  it("is said with what public money pays and what is left, before it is confirmed", () => {
    expect(said({ own: null })).toContain("政府付 40 元，不用您花钱");
    expect(said({ own: "10" })).toContain("政府付 30 元，您付 10 元");
    expect(said({ own: "10" })).not.toContain("不用您花钱");
    expect(said({ own: "10" }, LARGEST)).toContain("您付 10 元");
    expect(said({ own: "10" }, LARGEST)).not.toContain("不用您花钱");
    expect(said({ own: null }, LARGEST)).toContain("不用您花钱");
  });

  it("is the whole price for one more that the elder pays", () => {
    expect(said({ own: null, paysSelf: true })).toContain("您自己付 40 元");
  });
});

describe("a second booking within minutes of the first", () => {
  const visit = { visitNo: "2026-12-E000012-4", date: slot.date, startMinute: 540, codes, surnames: ["李"] };
  const address = "/kiosk/book?basket=usual&slot=2026-12-04_540_W00012";
  const ways = [`/kiosk/booked/${visit.visitNo}`, `${address}&again=1`, "/kiosk/help?returnTo=/kiosk/home"];

  it.each([1, 2, 3] as const)("may be looked at, made as well, or talked about, in letters of size %s", (step) => {
    const layout = { orient: "portrait", step, low: false } as const;
    const markup = kioskMarkup(<AgainScreen name="张*英" visit={visit} />, { around: { layout }, address });
    for (const way of ways) expect(linksOf(markup)).toContain(way);
    expect(wordsOf(markup)).toContain("您刚才约过了");
    expect(wordsOf(markup)).toContain("12月3日 星期四 上午9点");
  });
});

describe("where somebody lives", () => {
  it("is read before a booking is confirmed, and not said aloud", () => {
    const check = <CheckScreen {...{ purpose: running, cost, codes, slot }} address="工农路12号3幢" remarks={[]} />;
    expect(kioskMarkup(check)).toMatch(/data-unsaid=""[^>]*>(?:(?!data-unsaid).)*工农路12号3幢/);
    expect(kioskMarkup(check).match(/data-unsaid/g)).toHaveLength(1);
  });
});
