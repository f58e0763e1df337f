/** The kiosk's own page for what went wrong, drawn by the layout route's boundary: whatever the server could still say. */
import { renderToStaticMarkup } from "react-dom/server";
import { createMemoryRouter, RouterProvider } from "react-router-dom";
import { describe, expect, it } from "vitest";
import { ErrorBoundary } from "#app/routes/kiosk.tsx";
import { textOf } from "../components/render-markup.tsx";

const LOOK = { orient: "landscape", step: 2, low: false, contrast: "high" };
const AROUND = {
  ...{ locale: "zh-CN", title: "", site: { "zh-CN": "秦灶街道", en: "Qinzao" }, date: "2026-11-24", minute: 542 },
  ...{ layout: LOOK, contrast: "normal", volume: 2, isPersonal: true, isAssisted: false, helpKey: "key-of-this-page" },
  ...{ machine: null, idle: { afterSeconds: 90, warnSeconds: 30 } },
};

/** The page of which a part failed, with what its loaders said before. */
function faultPage(loaderData: Readonly<Record<string, unknown>>, thrown: unknown = new Error("no database")): string {
  const loader = () => null;
  const screen = { id: "routes/kiosk.book", path: "book", loader, element: null };
  const kiosk = { id: "routes/kiosk", path: "kiosk", loader, errorElement: <ErrorBoundary />, children: [screen] };
  const router = createMemoryRouter([{ id: "root", path: "/", loader, children: [kiosk] }], {
    initialEntries: ["/kiosk/book?basket=usual"],
    hydrationData: { loaderData, errors: { "routes/kiosk": thrown } },
  });
  const report = console.error;
  // The router's layout effects mean nothing on a server, and the fault is told there.
  console.error = () => undefined;
  try {
    return renderToStaticMarkup(<RouterProvider router={router} />);
  } finally {
    console.error = report;
    router.dispose();
  }
}

const waysOut = (page: string) => ["/kiosk/home", "/kiosk/help?returnTo=/kiosk/home"].filter((to) => page.includes(to));

describe("the page of a fault", () => {
  it.each([
    ["null", null],
    ["nothing", undefined],
  ])("stands with its two ways out where the layout itself failed and its data is %s", (_, around) => {
    const page = faultPage({ root: { look: LOOK }, "routes/kiosk": around });
    expect(textOf(page)).toContain("这一步没办成");
    expect(waysOut(page)).toHaveLength(2);
    expect(page).toContain('href="/kiosk/book?basket=usual"');
  });

  it("says neither place nor time that nobody told it, and lets a call for help get its own key", () => {
    const page = faultPage({ root: { look: LOOK }, "routes/kiosk": null });
    expect(textOf(page)).not.toMatch(/养老服务中心|点/);
    expect(page).not.toContain('name="key"');
  });

  it("stands where not even the look of the page is known", () =>
    expect(waysOut(faultPage({ root: null, "routes/kiosk": null }))).toHaveLength(2));

  it.each([
    [{ status: 500, statusText: "", internal: false, data: { fault: "7K3M9Q" } }, "编号 7K3M9Q"],
    [{ status: 404, statusText: "", internal: false, data: "404" }, "编号 404"],
    [{ status: 500, statusText: "", internal: false, data: { fault: "<b>0513-85012345</b>" } }, "编号 500"],
    [new Error("Unexpected Server Error"), "编号 PAGE"],
  ])("shows staff a number and nothing else of %j", (thrown, number) => {
    const text = textOf(faultPage({ root: { look: LOOK }, "routes/kiosk": AROUND }, thrown));
    expect(text).toContain(number);
    expect(text).not.toMatch(/Error|Unexpected|85012345/);
  });

  it("keeps the machine's place and the way out of the session where only a screen failed", () => {
    const page = faultPage({ root: { look: LOOK }, "routes/kiosk": AROUND });
    expect(textOf(page)).toContain("秦灶街道居家养老服务中心");
    expect(page).toContain('action="/kiosk/sign-out"');
    expect(waysOut(page)).toHaveLength(2);
  });
});
