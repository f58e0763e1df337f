/** Words of the kiosk's application for a family bed. */
const zh = {
  title: "要申请家庭养老床位吗？",
  caption: "在家里装扶手和呼叫器，有人定期上门。",
  what: ["街道会看您的材料", "有人上门看看家里", "核对家里的经济情况", "结果会公示，再打电话给您"],
  agree: "同意，帮我申请",
  not_now: "先不要",
  done_title: "申请收到了",
  done_number: (number: string) => `编号 ${number}`,
  done_text: "街道会打电话给您，不用您再跑。",
  have_title: "您已经申请过了",
  have_text: (state: string) => `现在：${state}`,
};
const en: typeof zh = {
  title: "Ask for a family bed?",
  caption: "Grab bars and a call button at home, and regular visits.",
  what: [
    "The street looks at your papers",
    "Somebody comes to see your home",
    "Your means are checked",
    "The result is public. We call you",
  ],
  agree: "I agree, ask for it",
  not_now: "Not now",
  done_title: "We have your application",
  done_number: (number) => `Number ${number}`,
  done_text: "The street calls you. Nothing more to do.",
  have_title: "You have asked already",
  have_text: (state) => `Now: ${state}`,
};

export const kioskBedWords = { "zh-CN": zh, en };
