import { describe, expect, it } from "vitest";
import { countText } from "#app/components/count-text.ts";
import { DateText } from "#app/components/date-text.tsx";
import { Duration } from "#app/components/duration.tsx";
import { MaskedValue } from "#app/components/masked-value.tsx";
import { Money } from "#app/components/money.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Tag } from "#app/components/tag.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import { UnconfirmedTag } from "#app/components/unconfirmed-tag.tsx";
import { renderMarkup, textOf } from "./render-markup.tsx";

const textIn = (element: Parameters<typeof renderMarkup>[0], locale: "zh-CN" | "en" = "zh-CN") =>
  textOf(renderMarkup(element, { locale }));

describe("amounts", () => {
  it("are yuan with two decimals for staff, from bigint and from number", () => {
    expect(textIn(<Money fen={3842000n} />)).toBe("¥38,420.00");
    expect(textIn(<Money fen={3500} form="plain" />)).toBe("35.00");
  });

  it("taken away carry minus sign and word", () => {
    expect(textIn(<Money fen={3000} deduction />)).toBe("扣减 −¥30.00");
    expect(textIn(<Money fen={0} deduction />)).toBe("¥0.00");
  });

  it("are said without noughts to elders", () => {
    expect(textIn(<Money fen={1250} form="elder" />)).toBe("12.5 元");
    expect(textIn(<Money fen={1200} form="elder" />, "en")).toBe("12 yuan");
  });

  it("that are not known are a dash with a word, never nought", () => {
    const markup = renderMarkup(<Money fen={null} />);
    expect(textOf(markup)).toBe("— 无");
    expect(markup).toContain('aria-hidden="true"');
  });
});

describe("dates and times", () => {
  it("are long for staff, spoken for elders, bare in dense tables", () => {
    expect(textIn(<DateText date="2026-11-24" />)).toBe("2026-11-24 周二");
    expect(textIn(<DateText date="2026-11-24" form="elder" />)).toBe("11月24日 星期二");
    expect(textIn(<DateText date="2026-11-24" form="bare" />)).toBe("2026-11-24");
  });

  it("of an instant are those of Asia/Shanghai", () => {
    expect(textIn(<TimeText at="2026-11-23T16:30:00Z" />)).toBe("2026-11-24 周二 00:30");
    expect(textIn(<TimeText at={Date.parse("2026-11-24T06:02:00Z")} form="clock" />)).toBe("14:02");
  });

  it("show text that is no date as it came", () => {
    expect(textIn(<DateText date="2026-02-30" />)).toBe("2026-02-30");
  });
});

describe("counts and durations", () => {
  it("carry a comma every three digits and a true minus sign", () => {
    expect([countText(1104), countText(999), countText(-1234567), countText(0)]).toEqual([
      "1,104",
      "999",
      "−1,234,567",
      "0",
    ]);
  });

  it("name their unit unless the column does", () => {
    expect(textIn(<Duration minutes={65} />)).toBe("65 分钟");
    expect(textIn(<Duration minutes={65} bare />)).toBe("65");
  });
});

describe("masked values", () => {
  it("say that they are masked", () => {
    expect(textIn(<MaskedValue value="320***********1234" mono />)).toBe("320***********1234 (已遮盖)");
    expect(textIn(<MaskedValue value="王" />)).toBe("王");
  });

  it("offer the whole only as a page of its own, which asks for the reason", () => {
    expect(renderMarkup(<MaskedValue value="王*英" revealTo="/office/elders/E1/reveal" />)).toContain(
      'href="/office/elders/E1/reveal"',
    );
  });
});

describe("tags", () => {
  it("have a word beside tone and icon, and the icon is silent", () => {
    const markup = renderMarkup(<StateTag kind="delivery" code="missed" />);
    expect(textOf(markup)).toBe("未到");
    expect(markup).toMatch(/<svg[^>]*aria-hidden="true"/);
  });

  it("say in words what a source has not confirmed", () => {
    expect(textIn(<UnconfirmedTag />)).toBe("示例/待确认");
    expect(textIn(<Tag>草稿</Tag>)).toBe("草稿");
  });
});
