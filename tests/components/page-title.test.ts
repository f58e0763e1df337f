import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pageTitle } from "#app/components/page-title.ts";
import { screenWords } from "#app/messages/screens.ts";

const folder = new URL("../../app/routes/", import.meta.url);

/** What the router hands to a page's meta function, as far as the title asks for it. */
const titleAt = (pathname: string, locale: string | null) => {
  const meta = pageTitle(screenWords, ({ words, params }) => `${words.visits} ${params["visitNo"] ?? ""}`);
  const matches = [{ id: "root", data: locale === null ? undefined : { locale } }];
  return meta({ matches, params: { visitNo: "2026-12-E000001-1" }, location: { pathname } } as never);
};

describe("the title of a page", () => {
  it("names page, surface and product in the language of the page", () => {
    expect(titleAt("/office/visits/2026-12-E000001-1", "zh-CN")).toEqual([
      { title: "上门 2026-12-E000001-1 – 办公 – 床边" },
    ]);
    expect(titleAt("/provider/visits/2026-12-E000001-1", "en")).toEqual([
      { title: "Visits 2026-12-E000001-1 – Provider – Bedside" },
    ]);
    expect(titleAt("/", null)).toEqual([{ title: "上门 2026-12-E000001-1 – 首页 – 床边" }]);
  });

  // The kiosk's frame names its screens itself; the page of an address that leads nowhere is never drawn, and the root names what failed.
  it("is declared by every page that is drawn outside the kiosk", () => {
    const nameless = readdirSync(folder)
      .filter((name) => name.endsWith(".tsx") && !name.startsWith("kiosk.") && name !== "$.tsx")
      .filter((name) => {
        const text = readFileSync(new URL(name, folder), "utf8");
        const isFrame = text.includes("<Outlet");
        return text.includes("export default") && !isFrame && !text.includes("export const meta = pageTitle(");
      });
    expect(nameless).toEqual([]);
  });
});
