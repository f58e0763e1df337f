/**
 * The audit workbench on a server of its own whose month is claimed: order, evidence before decision, taking back, plain forms, and at the
 * end a whole month audited with the keyboard, at most three keystrokes a line.
 */
import { expect, test, type Page } from "@playwright/test";
import { complaints, expectWhole, overflow, signInAs } from "./office-desk.ts";
import { startAuditedServer } from "./audited-district.ts";
import type { OwnServer } from "./own-server.ts";
import { runAxe } from "./run-axe.ts";

test.describe.configure({ mode: "serial" });

let server: OwnServer;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startAuditedServer();
});
test.afterAll(() => server.stop());

const left = async (page: Page) => Number(await page.locator("[data-left]").getAttribute("data-left"));
const openBench = async (page: Page) => {
  await signInAs(page, "street", "/office/audit", server.origin);
  await page.locator("[data-alive]").waitFor();
};
const confirm = (page: Page) => page.locator("#decision button[type=submit]");

/** Opens the line with a key and waits until its evidence is written down as shown. */
async function openFirst(page: Page): Promise<string> {
  await page.keyboard.press("j");
  await expect(confirm(page)).toBeEnabled();
  return page.url();
}

for (const [width, height] of [
  [1366, 768],
  [1440, 900],
] as const)
  test(`the workbench fits ${width} x ${height}: queue, evidence and decision beside each other`, async ({ page }) => {
    const found = complaints(page);
    await page.setViewportSize({ width, height });
    await openBench(page);
    await expectWhole(page);
    await openFirst(page);
    await expectWhole(page);
    await expect(confirm(page)).toBeInViewport();
    const keys = page.getByText("J/K 上下条");
    await expect(keys).toBeInViewport({ ratio: 1 });
    expect(await keys.evaluate((line) => line.scrollWidth - line.clientWidth)).toBe(0);
    await expect(page.getByRole("img", { name: /米/ })).toBeAttached();
    for (const title of ["应在与实测", "位置示意", "照片", "当天其他服务", "前 30 天"])
      await expect(page.getByRole("heading", { name: title })).toBeAttached();
    const axe = await runAxe(page);
    expect(axe.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
    expect(found).toEqual([]);
  });

test("exceptions stand first, each with what was found, and the formula is published", async ({ page }) => {
  await openBench(page);
  const rows = page.locator("nav[aria-label=待审明细] ol a");
  await expect(rows.first()).toContainText("高风险");
  await expect(rows.first()).toContainText("护理员已更换");
  await expect(rows.nth(5)).toContainText("没有问题");
  await page.getByText("怎样排序").click();
  await expect(page.getByText("风险分 × 金额（分）×（等待天数 + 1）")).toBeVisible();
});

test("nothing is decided before its evidence was shown: the server refuses it", async ({ page }) => {
  await openBench(page);
  const address = await page.locator("nav[aria-label=待审明细] ol a").last().getAttribute("href");
  const step = {
    intent: "decide",
    visitNo: address?.split("/").pop() ?? "",
    digest: "0".repeat(64),
    decision: "approve",
  };
  const answer = await page.request.post(`${server.origin}/office/audit/steps`, {
    form: step,
    headers: { origin: server.origin },
  });
  expect(await answer.json()).toMatchObject({ problem: { code: "evidence-not-shown" } });
});

test("a decision is taken back with U, and the line waits again", async ({ page }) => {
  await openBench(page);
  const before = await left(page);
  const address = await openFirst(page);
  for (const key of ["4", "1", "Enter"]) await page.keyboard.press(key);
  await expect.poll(() => left(page)).toBe(before - 1);
  await expect(page).not.toHaveURL(address);
  await expect(page.getByText(/已记为“拒付”/)).toBeVisible();
  await expect(page.getByText("还没有生效的决定")).toBeVisible();
  await page.keyboard.press("u");
  await expect(page).toHaveURL(address);
  await expect.poll(() => left(page)).toBe(before);
});

test("keys do nothing while somebody writes a note, and can be switched off", async ({ page }) => {
  await openBench(page);
  await openFirst(page);
  const address = page.url();
  await page.locator("input[name=note]").fill("");
  await page.locator("input[name=note]").pressSequentially("j14");
  await expect(page).toHaveURL(address);
  await expect(page.locator("[name=decision]:checked")).toHaveCount(0);
  await page.getByRole("button", { name: "关掉按键" }).click();
  await page.getByRole("heading", { name: "审核" }).click();
  await page.keyboard.press("1");
  await expect(page.locator("[name=decision]:checked")).toHaveCount(0);
});

test("lines selected with X are decided in one step from a preview, signed for above the sum or taken back as one", async ({
  page,
}) => {
  const found = complaints(page);
  await openBench(page);
  const before = await left(page);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("选中这一条");
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.type("没有这个人");
  await expect(page.getByText("没有符合的明细。")).toBeVisible();
  await page.getByRole("searchbox").fill("");
  await page.getByRole("heading", { name: "审核" }).click();
  for (const at of [-1, -2, -3]) {
    const link = page.locator("nav[aria-label=待审明细] ol a").nth(at);
    const address = (await link.getAttribute("href")) ?? "";
    await link.click();
    const visitNo = address.split("/").at(-1) ?? "";
    await expect(page.getByRole("region", { name: "证据" }).getByRole("link", { name: visitNo })).toBeVisible();
    await page.keyboard.press("x");
  }
  await expect(page.getByText("已选 3 条")).toBeVisible();
  await page.getByRole("link", { name: "成批决定：没有问题" }).click();
  await expect(page.getByRole("button", { name: /^决定 3 条，共 ¥/ })).toBeVisible();
  await expect(page.locator("main tbody tr")).toHaveCount(3);
  await expectWhole(page);
  expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole("radio", { name: "通过" }).check();
  await page.getByRole("button", { name: /^决定 3 条/ }).click();
  await expect.poll(() => left(page)).toBe(before - 3);
  await page.getByText("还没有生效的决定").click();
  await expect(page.getByText("成批 3 条 · 通过")).toBeVisible();
  await page.getByRole("button", { name: "撤回" }).first().click();
  await expect.poll(() => left(page)).toBe(before);
  expect(found).toEqual([]);
});

test("an auditor of the district reads the same pages and decides nothing", async ({ page }) => {
  await signInAs(page, "auditor", "/office/audit", server.origin);
  await page.locator("nav[aria-label=待审明细] ol a").first().click();
  await expect(page.getByText("只有街道审核员可以决定")).toBeVisible();
  await expect(page.locator("#decision")).toHaveCount(0);
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a line is read, decided with its reason and taken back by plain forms", async ({ page }) => {
    await signInAs(page, "street", "/office/audit", server.origin);
    const before = await left(page);
    await page.locator("nav[aria-label=待审明细] ol a").first().click();
    const visitNo = page.url().split("/").pop() ?? "";
    await page.locator("input[name=decision][value=hold]").check();
    await confirm(page).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await page.goto(`${server.origin}/office/audit/${visitNo}`);
    await page.locator("input[name=decision][value=hold]").check();
    await page.locator("input[name=reason][value=R-COMPLAINT-OPEN]").check();
    await confirm(page).click();
    await expect(page).not.toHaveURL(new RegExp(visitNo));
    expect(await left(page)).toBe(before - 1);
    await page.getByText("还没有生效的决定").click();
    await page
      .locator("form", { has: page.locator("button[value=undo]") })
      .first()
      .locator("button[value=undo]")
      .click();
    await expect(page).toHaveURL(new RegExp(visitNo));
    expect(await left(page)).toBe(before);
    expect(await overflow(page)).toBe(0);
  });
});

test("a whole month is audited with the keyboard, at most three keystrokes a line, and reaches its claim", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const found = complaints(page);
  await openBench(page);
  const all = await left(page);
  expect(all).toBeGreaterThan(50);
  await openFirst(page);
  let keys = 0;
  let most = 0;
  for (let done = 0; done < all; done += 1) {
    const address = page.url();
    // The address changes a moment before the line is drawn.
    await expect(page.locator("#decision")).toHaveAttribute("action", new URL(address).pathname);
    const needsReason =
      (await page.locator("nav[aria-label=待审明细] a[aria-current=page]").textContent())?.includes("没有问题") ===
      false;
    const strokes = needsReason ? ["1", "5", "Enter"] : ["1", "Enter"];
    for (const key of strokes) await page.keyboard.press(key);
    keys += strokes.length;
    most = Math.max(most, strokes.length);
    await expect(page).not.toHaveURL(address);
  }
  expect(most).toBeLessThanOrEqual(3);
  expect(keys).toBeLessThan(3 * all);
  await expect(page.getByText("都审完了").first()).toBeVisible();
  expect(await left(page)).toBe(0);
  // The last half minute passes on the server; then every line of the claim carries its decision.
  await expect
    .poll(
      async () => {
        await page.goto(`${server.origin}/office/audit`);
        return page.getByText("还没有生效的决定").count();
      },
      { timeout: 90_000, intervals: [3000] },
    )
    .toBe(0);
  expect(await left(page)).toBe(0);
  await page.goto(`${server.origin}/office/claims?month=2026-11`);
  await page.locator("tbody a").first().click();
  await expect(page.getByRole("button", { name: "初核完成，送区里" })).toBeEnabled();
  // An answer that is given up for a newer one is no complaint.
  expect(found.filter((one) => !one.includes("aborted"))).toEqual([]);
});
