/** One of every kind of screen, as the tests of screens look at them. */
import { plainDate } from "#app/domain/time/plain-date.ts";
import { ActionRow } from "#app/kiosk/action-row.tsx";
import { AttractScreen } from "#app/kiosk/attract-screen.tsx";
import { CardChoice } from "#app/kiosk/card-choice.tsx";
import { DoneScreen } from "#app/kiosk/done-screen.tsx";
import { HelpScreen } from "#app/kiosk/help-screen.tsx";
import { HomeScreen } from "#app/kiosk/home-screen.tsx";
import { IdentityScreen } from "#app/kiosk/identity-screen.tsx";
import { KeypadScreen } from "#app/kiosk/keypad-screen.tsx";
import { KioskButton } from "#app/kiosk/kiosk-button.tsx";
import { ProposalScreen } from "#app/kiosk/proposal-screen.tsx";
import { QuestionScreen } from "#app/kiosk/question-screen.tsx";
import { SettingsScreen } from "#app/kiosk/settings-screen.tsx";

export const question = (
  <QuestionScreen
    backTo="/kiosk/book"
    step={{ number: 2, of: 4 }}
    title="哪个时间方便？"
    chosen={["洗澡"]}
    caption="熟悉的护理员排在前面。"
    form={{ action: "/kiosk/book/time", hidden: { basket: "LC02" } }}
    choices={<CardChoice name="slot" value="s1" lines={["11月24日 星期二"]} spoken="上午9点，张护理员，1 小时" />}
    action={
      <ActionRow layout="even">
        <KioskButton name="go" value="days">
          换别的日子
        </KioskButton>
        <KioskButton name="go" value="none">
          都不合适
        </KioskButton>
      </ActionRow>
    }
  />
);

export const done = (
  <DoneScreen
    backTo="/kiosk"
    title="约好了"
    number="预约号 3827"
    text="张护理员会在11月24日 星期二 上午9点到您家"
    form={{ hidden: { booking: "b1" } }}
    action={<KioskButton kind="primary">好了</KioskButton>}
  />
);

export const everyScreen = {
  attract: <AttractScreen startTo="/kiosk/home" />,
  home: <HomeScreen backTo="/kiosk" title="您好，想办什么事？" addressOf={(code) => `/kiosk/${code}`} />,
  question,
  done,
  keypad: (
    <KeypadScreen
      backTo="/kiosk"
      title="手机号"
      name="phone"
      digits="138"
      longest={11}
      action={<KioskButton>下一步</KioskButton>}
    />
  ),
  settings: <SettingsScreen returnTo="/kiosk/book" />,
  help: <HelpScreen state={{ kind: "ask" }} returnTo="/kiosk/book" />,
  proposal: (
    <ProposalScreen
      name="王*英"
      planned={{ date: plainDate("2026-11-24"), startMinute: 540 }}
      alternatives={[
        { date: plainDate("2026-11-25"), startMinute: 540 },
        { date: plainDate("2026-11-26"), startMinute: 600 },
      ]}
      isTaken={false}
    />
  ),
  identity: (
    <IdentityScreen state="ask" backTo="/kiosk/book" choices={<CardChoice to="/kiosk/phone" lines={["用手机号"]} />} />
  ),
};
