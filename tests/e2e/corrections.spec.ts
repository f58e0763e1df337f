/** A provider asks for another check-out time, the street decides, the minutes that count change and what was recorded stays. */
import { expect, test, type Page } from "@playwright/test";
import { complaints, expectWhole, rowWith, signInAs } from "./office-desk.ts";

/** The first of the provider's visits in the street 城东街道 that was too short, as the demonstration always has one. */
async function shortVisit(page: Page): Promise<string> {
  await signInAs(page, "provider", "/provider/visits?findings=open");
  const row = page
    .locator("main tbody tr")
    .filter({ hasText: "时长不足" })
    .filter({ hasText: "城东街道" })
    .filter({ hasText: "2026-11-" })
    .first();
  const address = await row.getByRole("link").first().getAttribute("href");
  return address?.split("/").at(-1) ?? "";
}

/** "HH:MM" some minutes later. */
function later(clock: string, minutes: number): string {
  const [hours = 0, rest = 0] = clock.split(":").map(Number);
  const total = hours * 60 + rest + minutes;
  return [Math.floor(total / 60), total % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

async function ask(page: Page, time: string, evidence: string): Promise<void> {
  await page.locator("input[name=time]").fill(time);
  await page.locator("select[name=reason]").selectOption("RC-FORGOT-OUT");
  await page.locator("input[name=evidence]").fill(evidence);
  await page.getByRole("button", { name: "提交申请" }).click();
}

test("a corrected check-out is asked for with evidence, decided by the street and counts; the recorded one stays", async ({
  page,
  browser,
}) => {
  const found = complaints(page);
  const visitNo = await shortVisit(page);
  await page.goto(`/provider/visits/${visitNo}`);
  await page.getByRole("link", { name: "更正时间" }).click();
  await expect(page.getByRole("heading", { name: "时间更正" })).toBeVisible();
  await expectWhole(page);
  const recorded = /签退\s*\S+ \S+ (\d\d:\d\d)/.exec(await page.locator("main dl").first().innerText())?.[1] ?? "";
  const corrected = later(recorded, 10);

  await ask(page, corrected, "");
  await expect(page.locator("input[name=evidence]")).toHaveAttribute("aria-invalid", "true");
  await ask(page, corrected, "纸质记录 2026-118");
  await expect(page.getByText("已提交，等街道决定。")).toBeVisible();
  await expect(rowWith(page, "纸质记录 2026-118")).toContainText("待街道决定");
  await expect(page.locator("input[name=time]")).toHaveValue("");
  await ask(page, later(recorded, 12), "纸质记录 2026-119");
  await expect(page.getByRole("alert")).toContainText("已有一份申请");

  const street = await (await browser.newContext()).newPage();
  const foundByStreet = complaints(street);
  await signInAs(street, "street", "/office/visits?month=2026-11");
  await expect(street.getByText("份时间更正申请等街道决定")).toBeVisible();
  await expect(street.locator(`a[href='/office/visits/${visitNo}/corrections']`)).toBeVisible();
  await street.goto(`/office/visits/${visitNo}`);
  await expect(rowWith(street, "时长不足")).toContainText("未处理");
  await street.getByRole("link", { name: "看申请" }).click();
  await expectWhole(street);
  await street.getByRole("button", { name: "不同意" }).click();
  await expect(street.getByText("不同意请写理由。")).toBeVisible();
  await street.getByRole("button", { name: "同意", exact: true }).click();
  await expect(street.getByText("更正后的时间已计入")).toBeVisible();
  await expect(rowWith(street, "时长不足")).toContainText("事实已变，不再成立");
  await expect(street.getByText(/→ 6\d 分钟/)).toBeVisible();
  const correction = street.locator("main li").filter({ hasText: "更正 · 签退" });
  await expect(correction).toContainText(recorded);
  await expect(correction).toContainText(corrected);
  const event = street.locator("main li").filter({ hasText: /^签退手机时间/ });
  await expect(event).toContainText(recorded);
  await expectWhole(street);

  await page.goto(`/provider/visits/${visitNo}/corrections`);
  await expect(page.locator("main dl").first()).toContainText(corrected);
  await expect(rowWith(page, "纸质记录 2026-118")).toContainText("已同意");
  expect([...found, ...foundByStreet]).toEqual([]);
  await street.context().close();
});
