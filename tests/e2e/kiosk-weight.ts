/** What a browser loads for a page of the kiosk, as many bytes as come over the network. */
import type { APIRequestContext, Browser, BrowserContext, Response } from "@playwright/test";

export type Weight = { readonly script: number; readonly style: number; readonly page: number };

/** KB of 1024 bytes, as they are sent: brotli where the server sends brotli. */
export const KIOSK_WEIGHT_LIMIT_KB: Weight = { script: 120, style: 20, page: 30 };

/** A demonstration in any browser is given the list of web fonts; a paired kiosk is not, which device.kiosk.spec.ts holds. */
const FONT_LIST = /\/fonts-[\w-]+\.css$/;

type Cookies = Parameters<BrowserContext["addCookies"]>[0];

const KIND: Readonly<Record<string, keyof Weight>> = { script: "script", stylesheet: "style", document: "page" };

/** As it was sent: files say their length, a page is counted where it came in. */
async function sentKb(response: Response): Promise<number> {
  const said = (await response.allHeaders())["content-length"];
  const bytes = said === undefined ? (await response.request().sizes()).responseBodySize : Number(said);
  return bytes / 1024;
}

/** Opens a page in a browser of its own that has nothing kept, and adds up what came by the time the network rests. */
export async function weigh(browser: Browser, cookies: Cookies, address: string): Promise<Weight> {
  const context = await browser.newContext({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
  await context.addCookies(cookies);
  const page = await context.newPage();
  const came = new Map<string, Response>();
  page.on("response", (response) => void came.set(response.url(), response));
  await page.goto(address, { waitUntil: "networkidle" });
  const sum = { script: 0, style: 0, page: 0 };
  for (const response of came.values()) {
    if (FONT_LIST.test(response.url())) continue;
    const kind = KIND[response.request().resourceType()];
    if (kind !== undefined) sum[kind] += await sentKb(response);
  }
  await context.close();
  return sum;
}

type Entry = { readonly module: string; readonly imports?: readonly string[]; readonly css?: readonly string[] };
type Route = Entry & { readonly id: string; readonly parentId?: string };
type Manifest = { readonly url: string; readonly entry: Entry; readonly routes: Readonly<Record<string, Route>> };

/** The list of scripts that the kiosk's pages name. */
async function manifestOf(machine: APIRequestContext): Promise<Manifest> {
  const url = /\/assets\/manifest-[\w-]+\.js/.exec(await (await machine.get("/kiosk")).text())?.[0];
  if (url === undefined) throw new Error("the page names no manifest");
  const script = await (await machine.get(url)).text();
  return JSON.parse(script.slice(script.indexOf("{"), script.lastIndexOf("}") + 1)) as Manifest;
}

/** What each route of the kiosk needs, by its id: a route that no walk reaches is weighed too. */
export async function weightsByRoute(machine: APIRequestContext): Promise<Record<string, Omit<Weight, "page">>> {
  const manifest = await manifestOf(machine);
  const sent = new Map<string, number>();
  const sumOf = async (files: ReadonlySet<string>) => {
    let sum = 0;
    for (const file of files) {
      if (!sent.has(file)) {
        const answer = await machine.get(file, { headers: { "accept-encoding": "br" } });
        sent.set(file, Number(answer.headers()["content-length"]) / 1024);
      }
      sum += sent.get(file) ?? NaN;
    }
    return sum;
  };
  const chainOf = (id: string | undefined): Route[] => {
    const route = manifest.routes[id ?? ""];
    return route === undefined ? [] : [route, ...chainOf(route.parentId)];
  };
  const weights: Record<string, Omit<Weight, "page">> = {};
  for (const id of Object.keys(manifest.routes).filter((one) => one.startsWith("routes/kiosk"))) {
    const needed = [manifest.entry, ...chainOf(id)];
    const scripts = needed.flatMap(({ module, imports }) => [module, ...(imports ?? [])]);
    weights[id] = {
      script: await sumOf(new Set([manifest.url, ...scripts])),
      style: await sumOf(new Set(needed.flatMap(({ css }) => css ?? []))),
    };
  }
  return weights;
}

/** What is above its limit, in words; nothing when all is well. A sum that is no number is a fault too. */
export function tooHeavy(name: string, weight: Partial<Weight>): string[] {
  return (Object.keys(weight) as (keyof Weight)[])
    .filter((kind) => !((weight[kind] ?? NaN) <= KIOSK_WEIGHT_LIMIT_KB[kind]))
    .map((kind) => `${name}: ${kind} ${weight[kind]?.toFixed(1)} KB, at most ${KIOSK_WEIGHT_LIMIT_KB[kind]}`);
}
