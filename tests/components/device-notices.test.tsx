import { expect, it } from "vitest";
import { DroppedMessages, RefusedMappings, UnreadMessages } from "#app/components/unread-messages.tsx";
import { renderMarkup, textOf } from "./render-markup.tsx";

it("says how many messages the broker threw away and what may have been among them", () => {
  const shown = <DroppedMessages messages={12} lastAt="2026-11-15T02:00:00Z" days={7} />;
  expect(textOf(renderMarkup(shown, { locale: "zh-CN" }))).toContain("消息服务器丢弃了 12 条报文（最近 7 天）");
  expect(textOf(renderMarkup(shown, { locale: "en" }))).toContain("Calls for help may be among them");
});

it("names the mapping file that cannot be used, every place of it, and that the others stay", () => {
  const problems = ["vendor: small letters", "measures: required"];
  const text = textOf(renderMarkup(<RefusedMappings file="bell.json" problems={problems} />, { locale: "en" }));
  expect(text).toContain("bell.json cannot be used. All mappings stay as they were");
  for (const problem of problems) expect(text).toContain(problem);
});

it("shows of a message in another's name who sent it, and of an unregistered device only its name", () => {
  const line = {
    ...{ channel: "https", vendor: "generic", topic: null, externalId: "OTHER", messages: 1, lastAt: null },
    lastBody: '{"sent_by":"OWN"}',
  };
  const text = (reason: string) =>
    textOf(renderMarkup(<UnreadMessages rows={[{ ...line, reason }]} days={7} />, { locale: "zh-CN" }));
  expect(text("not-its-own")).toContain("替别的设备说话");
  expect(text("not-its-own")).toContain("OWN");
  expect(text("unknown-device")).not.toContain("OWN");
});
