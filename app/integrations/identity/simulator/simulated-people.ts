/** People with WeChat accounts in a demonstration; the demonstration district links all but the last to elders. Nobody of them exists. */
export type SimulatedPerson = { readonly openid: string; readonly name: string; readonly about: string };

export const SIMULATED_PEOPLE: readonly SimulatedPerson[] = [
  {
    openid: "demo-openid-0001",
    name: "王女士（示例）",
    about: "女儿，看日程、预约、评价、报警、付款 · daughter, sees all, books and pays",
  },
  { openid: "demo-openid-0002", name: "李先生（示例）", about: "儿子，两位老人 · son of two elders" },
  { openid: "demo-openid-0003", name: "赵先生（示例）", about: "孙辈，只看日程 · grandchild, sees visits only" },
  {
    openid: "demo-openid-0009",
    name: "没有绑定的人（示例）",
    about: "第一次来，先认手机号 · not bound yet, proves a telephone first",
  },
];
