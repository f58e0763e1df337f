/** The visits' list of a closed month, which nothing changes: its filters, the counts that lead to lists, exceptions first. */
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import type { RuleLevel } from "#app/domain/verification/rule-definition.ts";
import { RULES } from "#app/domain/verification/rules.ts";
import { complaints, expectWhole, signInAs } from "./office-desk.ts";

const MONTH = "/office/visits?month=2026-10";
const PAGE_ROWS = 50;

/** Words of the rules, read as text: the test runner does not import JSON. */
const catalogue = JSON.parse(readFileSync("app/messages/rules.json", "utf8")) as Record<
  string,
  { readonly title: { readonly "zh-CN": string } }
>;
const levelOf: ReadonlyMap<string, RuleLevel> = new Map(
  RULES.map(({ code, level }) => [catalogue[code]?.title["zh-CN"] ?? code, level]),
);

const numberIn = (text: string): number => Number(/[\d,]+/.exec(text)?.[0].replaceAll(",", "") ?? "-1");

/** What the list says it holds: "共 4,444 条". */
const hits = async (page: Page): Promise<number> => numberIn(await page.locator("main form [role=status]").innerText());

/** Words of one column of the table, by row. */
async function column(page: Page, header: string): Promise<string[]> {
  const headers = await page.locator("main thead th").allInnerTexts();
  const at = headers.findIndex((text) => text.trim() === header) + 1;
  expect(at, header).toBeGreaterThan(0);
  const cells = page.locator(`main tbody tr > :nth-child(${at})`);
  return (await cells.allInnerTexts()).map((text) => text.trim());
}

test("each count of findings leads to a list of that many visits, every one with that finding", async ({ page }) => {
  const found = complaints(page);
  await signInAs(page, "district", MONTH);
  const bars = page.locator("main li:has(a[href*='rule='])");
  const count = await bars.count();
  expect(count).toBeGreaterThan(5);
  for (const index of [0, Math.floor(count / 2), count - 1]) {
    await page.goto(MONTH);
    const title = (await bars.nth(index).locator("a").innerText()).trim();
    const said = numberIn((await bars.nth(index).innerText()).replace(title, ""));
    await bars.nth(index).locator("a").click();
    await expect(page).toHaveURL(/rule=R-/);
    await expect(page.locator("select[name=rule] option:checked")).toHaveText(title);
    await expect.poll(() => hits(page)).toBe(said);
    const rules = await column(page, "待处理发现");
    expect(rules).toHaveLength(Math.min(said, PAGE_ROWS));
    for (const one of rules) expect(one.split("、")).toContain(title);
  }
  await expectWhole(page);
  expect(found).toEqual([]);
});

test("visits with findings come first, the gravest before the others; the order of time is one choice away", async ({
  page,
}) => {
  await signInAs(page, "district", MONTH);
  const graveness: readonly RuleLevel[] = ["block", "fix", "acknowledge", "info"];
  const NONE = graveness.length;
  const gravest = (rules: string) =>
    Math.min(
      NONE,
      ...rules.split("、").flatMap((title) => {
        const level = levelOf.get(title);
        return level === undefined ? [] : [graveness.indexOf(level)];
      }),
    );
  const order = (await column(page, "待处理发现")).map(gravest);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order[0]).toBe(0);
  const all = await hits(page);
  await page.goto(`${MONTH}&page=${Math.ceil(all / PAGE_ROWS)}`);
  for (const rules of await column(page, "待处理发现")) expect(gravest(rules)).toBe(NONE);
  await page.goto(`${MONTH}&order=time`);
  const times = await column(page, "计划时间");
  expect(times).toEqual(times.toSorted());
  expect(times[0]).toContain("2026-10-");
});

test("provider and day narrow the list together, stand as chips and are taken off one by one", async ({ page }) => {
  await signInAs(page, "district", MONTH);
  const all = await hits(page);
  const provider = page.locator("select[name=provider]");
  const name = (await provider.locator("option").nth(1).innerText()).trim();
  await provider.selectOption({ index: 1 });
  await expect(page).toHaveURL(/provider=[0-9a-f-]{36}/);
  await expect.poll(() => hits(page)).toBeLessThan(all);
  const ofProvider = await hits(page);
  expect(new Set(await column(page, "服务机构"))).toEqual(new Set([name]));
  const day = (await column(page, "计划时间"))[0]?.slice(0, 10) ?? "";
  await page.locator("input[name=day]").fill(day);
  await page.getByRole("button", { name: "查找" }).click();
  await expect(page).toHaveURL(new RegExp(`day=${day}`));
  await expect.poll(() => hits(page)).toBeLessThan(ofProvider);
  for (const time of await column(page, "计划时间")) expect(time).toContain(day);
  expect(new Set(await column(page, "服务机构"))).toEqual(new Set([name]));
  const both = await hits(page);
  await page.getByRole("link", { name: new RegExp(name) }).click();
  await expect(page).not.toHaveURL(/provider=[0-9a-f]/);
  await expect.poll(() => hits(page)).toBeGreaterThan(both);
  await expect(page.locator("input[name=day]")).toHaveValue(day);
  await expectWhole(page);
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a street sees only its own visits, and the same filters are a plain form", async ({ page }) => {
    await signInAs(page, "district", MONTH);
    const everywhere = await hits(page);
    await page.context().clearCookies();
    await signInAs(page, "street", MONTH);
    expect(await hits(page)).toBeLessThan(everywhere);
    await page.locator("select[name=rule]").selectOption({ index: 1 });
    const title = (await page.locator("select[name=rule] option:checked").innerText()).trim();
    await page.getByRole("button", { name: "查找" }).click();
    await expect(page).toHaveURL(/rule=R-/);
    await expect(page.locator("main tbody tr").first()).toBeVisible();
    for (const one of await column(page, "待处理发现")) expect(one.split("、")).toContain(title);
  });
});
