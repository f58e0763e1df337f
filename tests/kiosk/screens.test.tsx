import { describe, expect, it } from "vitest";
import { CheckList } from "#app/kiosk/check-list.tsx";
import { ChipChoice } from "#app/kiosk/chip-choice.tsx";
import { HelpScreen } from "#app/kiosk/help-screen.tsx";
import { HomeScreen } from "#app/kiosk/home-screen.tsx";
import { IdentityScreen } from "#app/kiosk/identity-screen.tsx";
import { KeypadScreen } from "#app/kiosk/keypad-screen.tsx";
import { Pager } from "#app/kiosk/pager.tsx";
import { QuestionScreen } from "#app/kiosk/question-screen.tsx";
import { textOf } from "../components/render-markup.tsx";
import { done, everyScreen, question } from "./every-screen.tsx";
import { kioskMarkup } from "./kiosk-markup.tsx";

const SEATED = { layout: { orient: "portrait", step: 1, low: true } } as const;
const LANDSCAPE = { layout: { orient: "landscape", step: 1, low: false } } as const;

describe.each(Object.entries(everyScreen))("the %s screen", (_, screen) => {
  it("has the same five buttons in the same order, and help among them", () => {
    const bar = /data-kiosk-zone="bar">([\s\S]*?)<\/nav>/.exec(kioskMarkup(screen))?.[1] ?? "";
    expect(textOf(bar)).toBe("返回 首页 朗读 大字 求助");
    expect(bar).toMatch(/<form[^>]*action="\/kiosk\/help"/);
    expect(bar).toContain('<input type="hidden" name="key" value="key-of-this-page"/>');
    expect(bar).toContain('<input type="hidden" name="returnTo" value="/kiosk/book"/>');
  });

  it("has one h1 and no form inside a form", () => {
    const markup = kioskMarkup(screen, { around: { isPersonal: true } });
    expect(markup.match(/<h1/g)).toHaveLength(1);
    for (const [, inside = ""] of markup.matchAll(/<form\b[^>]*>([\s\S]*?)<\/form>/g))
      expect(inside).not.toContain("<form");
  });

  it("never disables a control", () => {
    expect(kioskMarkup(screen)).not.toMatch(/\sdisabled=|aria-disabled/);
  });

  it("ends an idle session also where no script runs", () => {
    expect(kioskMarkup(screen)).toContain(
      '<noscript><meta http-equiv="refresh" content="80;url=/kiosk/exit"/></noscript>',
    );
    expect(kioskMarkup(screen, { around: { idle: null } })).not.toContain("refresh");
  });
});

describe("a question", () => {
  it("is a form that keeps what was chosen, and each card one of its buttons", () => {
    const markup = kioskMarkup(question);
    expect(markup).toMatch(
      /<form[^>]*method="post"[^>]*action="\/kiosk\/book\/time"|<form[^>]*action="\/kiosk\/book\/time"[^>]*method="post"/,
    );
    expect(markup).toContain('<input type="hidden" name="basket" value="LC02"/>');
    expect(markup).toMatch(/<button type="submit" name="slot" value="s1"/);
  });

  it("shows step, question, what was chosen and the caption of the voice", () => {
    const display = /data-kiosk-zone="display">([\s\S]*?)<\/section>/.exec(kioskMarkup(question))?.[1] ?? "";
    expect(textOf(display)).toBe("第2步，共4步 哪个时间方便？ 洗澡 熟悉的护理员排在前面。");
  });

  it("names a card by its visible words first, then by the whole sentence", () => {
    expect(textOf(kioskMarkup(question))).toContain("11月24日 星期二 上午9点，张护理员，1 小时");
  });

  it("says the error inside the screen, with the words kept", () => {
    const markup = kioskMarkup(<QuestionScreen backTo="/kiosk" title="手机号" error="这个号码好像少了几位" />);
    expect(markup).toMatch(/role="alert">/);
  });

  it("marks its caption when it was asked to be read and no script could", () => {
    expect(kioskMarkup(question, { address: "/kiosk/book?read=1" })).toContain('data-reading="yes"');
    expect(kioskMarkup(question)).not.toContain("data-reading");
  });
});

describe("another time that the provider asks for", () => {
  it("is one of the proposed times, or as it was", () => {
    const markup = kioskMarkup(everyScreen.proposal);
    expect(textOf(markup)).toContain("现在定的是 11月24日 星期二 上午9点");
    const values = [...markup.matchAll(/name="choice" value="([^"]+)"/g)].map(([, value]) => value);
    expect(values).toEqual(["0", "1", "keep"]);
  });
});

describe("the second button", () => {
  it("leads home as long as nobody is identified, and signs out afterwards", () => {
    expect(textOf(kioskMarkup(question))).toContain("返回 首页");
    const personal = kioskMarkup(question, { around: { isPersonal: true } });
    expect(textOf(personal)).toContain("返回 退出");
    expect(personal).toContain('<form method="post" action="/kiosk/exit"><button');
  });
});

describe("home", () => {
  it("has nine tiles, and leaves out what this district does not offer", () => {
    expect(
      kioskMarkup(everyScreen.home).match(
        /href="\/kiosk\/(book|schedule|activities|rate|allowance|notices|family|complain)"/g,
      ),
    ).toHaveLength(8);
    // The call for help is sent, not gone to: once as the ninth tile, once in the bar.
    expect(kioskMarkup(everyScreen.home).match(/data-kiosk-help="call"/g)).toHaveLength(2);
    const fewer = (
      <HomeScreen backTo="/kiosk" title="您好" addressOf={(code) => (code === "family" ? null : `/kiosk/${code}`)} />
    );
    expect(kioskMarkup(fewer)).not.toContain("我的家人");
  });

  it("tells an identified elder what is next, and marks what waits", () => {
    const text = textOf(
      kioskMarkup(
        <HomeScreen
          backTo="/kiosk"
          title="王奶奶，您好"
          facts={[{ icon: "wallet", text: "这个月还能约 1 次" }]}
          marks={{ rate: "1 条待评" }}
          addressOf={(code) => `/kiosk/${code}`}
        />,
      ),
    );
    expect(text).toContain("这个月还能约 1 次");
    expect(text).toContain("评价服务 1 条待评");
  });
});

describe("check and done", () => {
  it("stand where there is room: among the choices, in the seated layout in the display", () => {
    const zone = (name: string, markup: string) =>
      new RegExp(`data-kiosk-zone="${name}">([\\s\\S]*?)data-kiosk-zone`).exec(markup)?.[1] ?? "";
    const portrait = kioskMarkup(done);
    expect(zone("display", portrait)).not.toContain("3827");
    expect(zone("choices", portrait)).toContain("3827");
    expect(zone("display", kioskMarkup(done, { around: SEATED }))).toContain("3827");
    const landscape = kioskMarkup(done, { around: LANDSCAPE });
    expect(zone("display", landscape)).not.toContain("3827");
    expect(zone("choices", landscape)).toContain("3827");
  });

  it("list name and value of what is about to happen", () => {
    const list = <CheckList items={[{ icon: "clock", term: "时间", value: "11月24日 星期二 上午9点" }]} />;
    expect(textOf(kioskMarkup(list))).toBe("时间 11月24日 星期二 上午9点");
  });
});

describe("chips", () => {
  it("are native checkboxes in a named group", () => {
    const markup = kioskMarkup(
      <ChipChoice
        name="remark"
        legend="要提醒护理员吗？"
        chips={[{ value: "dog", label: "家里有狗" }]}
        chosen={["dog"]}
      />,
    );
    const box = /<input[^>]*type="checkbox"[^>]*>/.exec(markup)?.[0] ?? "";
    for (const part of ['name="remark"', 'value="dog"', 'checked=""']) expect(box).toContain(part);
    expect(textOf(markup)).toBe("要提醒护理员吗？ 家里有狗");
  });
});

describe("the keypad", () => {
  it("has a submit button per digit, 1-2-3 first, and keeps the digits in the form", () => {
    const markup = kioskMarkup(everyScreen.keypad);
    const presses = [...markup.matchAll(/<button type="submit" name="press" value="(\w+)"/g)].map(([, press]) => press);
    expect(presses.slice(0, 10)).toEqual([..."1234567890"]);
    expect(presses).toContain("delete");
    expect(presses).toContain("clear");
    expect(markup).toContain('<input type="hidden" name="phone" value="138"/>');
  });

  it("shows a code as dots and reads nothing of it", () => {
    const pin = (
      <KeypadScreen backTo="/kiosk" title="密码" name="pin" digits="1234" longest={6} isSecret action={<span />} />
    );
    const shown = textOf(kioskMarkup(pin)).replace(/\b[0-9] (?=[0-9])/g, "");
    expect(shown).toContain("●●● ●__");
    expect(kioskMarkup(pin)).not.toContain("已经输入 1");
  });
});

describe("settings", () => {
  it("are five rows of buttons, the current choice pressed, and come back to where one was", () => {
    const markup = kioskMarkup(everyScreen.settings);
    expect(markup.match(/role="group"/g)).toHaveLength(5);
    expect(markup).toContain('name="step" value="1" aria-pressed="true"');
    expect(markup).toContain('name="step" value="3" aria-pressed="false"');
    expect(markup).toContain('<input type="hidden" name="returnTo" value="/kiosk/book"/>');
  });

  it("have no seated layout in landscape, and two pages in the seated one", () => {
    expect(textOf(kioskMarkup(everyScreen.settings, { around: LANDSCAPE }))).not.toContain("坐姿");
    const seated = kioskMarkup(everyScreen.settings, { around: SEATED, address: "/kiosk/settings?page=1" });
    expect(seated.match(/role="group"/g)).toHaveLength(2);
    expect(textOf(seated)).toContain("下一页");
  });
});

describe("call for help", () => {
  it("shows the two numbers and needs one touch", () => {
    const text = textOf(kioskMarkup(everyScreen.help));
    expect(text).toContain("871-12345");
    expect(text).toContain("120");
    expect(kioskMarkup(everyScreen.help)).toContain('name="want" value="staff"');
  });

  it("says that somebody comes, and asks once more before it ends", () => {
    const called = <HelpScreen state={{ kind: "called", want: "staff", requestNumber: "27" }} returnTo="/kiosk" />;
    expect(textOf(kioskMarkup(called))).toContain("工作人员马上过来");
    expect(kioskMarkup(called)).toContain('name="want" value="end"');
    const ending = <HelpScreen state={{ kind: "ending" }} returnTo="/kiosk" />;
    expect(textOf(kioskMarkup(ending))).toContain("不需要了 还需要");
  });
});

describe("identity", () => {
  it.each([
    ["ask", "请把身份证放在这里"],
    ["reading", "正在读卡，请不要拿开"],
    ["failed_once", "没读出来，请再放一次"],
    ["failed_twice", "换个办法试试"],
    ["unknown", "还没有您的资料"],
    ["broken", "读卡的地方坏了"],
    ["locked", "请工作人员帮您看看"],
  ] as const)("%s says what is happening", (state, title) => {
    expect(
      textOf(kioskMarkup(<IdentityScreen state={state} backTo="/kiosk" choices={<span />} />)).replace(/ /g, ""),
    ).toContain(title);
  });
});

describe("pages of cards", () => {
  it("have no button beyond either end", () => {
    const middle = kioskMarkup(<Pager page={2} pages={3} />, { address: "/kiosk/book/time?basket=LC02&page=2" });
    expect(middle).toContain("/kiosk/book/time?basket=LC02&amp;page=1");
    expect(textOf(middle)).toBe("上一页 第 2 页／共 3 页 下一页");
    expect(textOf(kioskMarkup(<Pager page={1} pages={1} />))).toBe("第 1 页／共 1 页");
  });
});

describe("the status line", () => {
  it("says place and time in words, and the network only when something is wrong with it", () => {
    expect(textOf(kioskMarkup(question))).toMatch(/^秦灶街道居家养老服务中心 11月24日 星期二 上午9点2分/);
    expect(textOf(kioskMarkup(question))).not.toContain("网络");
    expect(textOf(kioskMarkup(question, { around: { network: "offline" } }))).toContain("网络断了");
    // An upright screen has no room for all of it: the place gives way, on a wide one it stays.
    const landscape = { orient: "landscape", step: 1, low: false } as const;
    for (const more of [{ network: "offline" }, { isAssisted: true }] as const) {
      expect(textOf(kioskMarkup(question, { around: more }))).not.toContain("服务中心");
      expect(textOf(kioskMarkup(question, { around: { ...more, layout: landscape } }))).toContain("服务中心");
    }
  });
});
