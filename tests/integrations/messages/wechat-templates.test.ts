import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { RECORDING_GATEWAY, type GatewayMessage } from "#app/integrations/messages/message-gateway.ts";
import { wechatTemplateGateway } from "#app/integrations/messages/wechat-templates.server.ts";

const ORIGIN = "https://api.weixin.qq.com";
const clock = { now: instant("2026-11-16T09:40:00+08:00") as Instant };
const heard: { token: string; body: Record<string, unknown> }[] = [];
let tokens = 0;
/** What WeChat answers to the next sendings; then it takes them. */
const answers: (number | "cut" | "500")[] = [];

const server = setupServer(
  http.post(`${ORIGIN}/cgi-bin/stable_token`, async ({ request }) => {
    expect(await request.json()).toEqual({ grant_type: "client_credential", appid: "wx1", secret: "secret" });
    tokens += 1;
    return HttpResponse.json({ access_token: `T${tokens}`, expires_in: 7200 });
  }),
  http.post(`${ORIGIN}/cgi-bin/message/template/send`, async ({ request }) => {
    const token = new URL(request.url).searchParams.get("access_token") ?? "";
    heard.push({ token, body: (await request.json()) as Record<string, unknown> });
    const next = answers.shift() ?? 0;
    if (next === "cut") return HttpResponse.error();
    if (next === "500") return new HttpResponse(null, { status: 500 });
    return HttpResponse.json(next === 0 ? { errcode: 0, errmsg: "ok", msgid: 4711 } : { errcode: next, errmsg: "no" });
  }),
);
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  heard.length = 0;
  answers.length = 0;
});
afterAll(() => server.close());

const gateway = wechatTemplateGateway(
  {
    appId: "wx1",
    secret: "secret",
    templates: { payment_received: { id: "TPL", fields: { yuan: "amount2", elder: "thing1" } } },
    publicOrigin: "https://bedside.example.cn",
    now: () => clock.now,
  },
  RECORDING_GATEWAY,
);

const message: GatewayMessage = {
  key: "K1",
  kind: "payment_received",
  fields: { yuan: "35.00", elder: "王*英", orderNo: "BS1" },
  path: "/family/payments/BS1",
  address: { phone: "13900000001", openId: "open-1" },
};

it("sends the template's own parameters with our key and a page of ours, and keeps WeChat's number", async () => {
  expect(await gateway.send(message)).toEqual({ channel: "wechat", channelNo: "4711" });
  expect(heard).toEqual([
    {
      token: "T1",
      body: {
        touser: "open-1",
        template_id: "TPL",
        client_msg_id: "K1",
        url: "https://bedside.example.cn/family/payments/BS1",
        data: { amount2: { value: "35.00" }, thing1: { value: "王*英" } },
      },
    },
  ]);
});

it("keeps its token until shortly before its end, and asks for another when WeChat knows it no more", async () => {
  await gateway.send(message);
  expect(tokens).toBe(1);
  clock.now = plusMinutes(clock.now, 116);
  await gateway.send(message);
  expect(tokens).toBe(2);
  answers.push(42_001);
  expect(await gateway.send(message)).toMatchObject({ channel: "wechat" });
  expect(heard.map(({ token }) => token)).toEqual(["T1", "T2", "T2", "T3"]);
});

it("tells what may be tried again from what may not", async () => {
  for (const [answer, kind] of [
    [43_004, "refused"],
    [40_037, "refused"],
    [-1, "unsure"],
    [45_009, "unsure"],
    ["500", "unsure"],
    ["cut", "unsure"],
  ] as const) {
    answers.push(answer);
    await expect(gateway.send(message)).rejects.toMatchObject({ name: "MessageError", kind });
  }
});

it("leaves to the gateway behind who never came from WeChat, and kinds without a template", async () => {
  const stranger = { ...message, address: { phone: "13900000001", openId: null } };
  expect(await gateway.send(stranger)).toEqual({ channel: "recorded", channelNo: null });
  expect(await gateway.send({ ...message, kind: "kiosk_code" })).toEqual({ channel: "recorded", channelNo: null });
  expect(heard).toEqual([]);
});
