/** 服务预约 and moving a visit, the last question: is this right? Everything that was chosen stands here, and what it costs. */
import type { ReactNode } from "react";
import { useLocation } from "@remix-run/react";
import { useCareWorkers } from "#app/components/care-workers.ts";
import { listAddress } from "#app/components/list-address.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { elderTimeText } from "#app/domain/time/date-text.ts";
import type { VisitCost } from "#app/domain/payments/visit-cost.ts";
import { VISIT_REMARKS, type VisitRemark } from "#app/domain/visits/visit-remark.ts";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { remarkWord } from "#app/messages/visit-remarks.ts";
import { ActionRow } from "./action-row.tsx";
import { usePurpose, type Purpose, type Slot } from "./booking-screens.tsx";
import { CheckList } from "./check-list.tsx";
import { ChipChoice } from "./chip-choice.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { useKiosk } from "./surroundings.tsx";

type CheckScreenProps = {
  readonly purpose: Purpose;
  readonly cost: VisitCost;
  readonly codes: readonly string[];
  readonly slot: Slot;
  readonly address: string;
  /** What the care worker is to mind, as chosen so far. */
  readonly remarks: readonly VisitRemark[];
};

/** 请大声些, 家里有狗: a few, chosen and never typed. */
function RemarkChips({ chosen, isAside = false }: { chosen: readonly VisitRemark[]; isAside?: boolean }) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  return (
    <ChipChoice
      name="remark"
      legend={isAside ? words.remarks_aside : words.remarks}
      showsLegend={isAside}
      chips={VISIT_REMARKS.map((remark) => ({ value: remark, label: remarkWord(remark, locale) }))}
      chosen={chosen}
    />
  );
}

/** 要提醒护理员吗? A screen of its own where the last question has no room for it. */
export function RemarksScreen({ purpose, remarks }: Pick<CheckScreenProps, "purpose" | "remarks">) {
  const words = useWords(bookingWords);
  const { layout } = useKiosk();
  const { pathname, search } = useLocation();
  return (
    <QuestionScreen
      backTo={listAddress(pathname, search, { change: "1" })}
      title={words.remarks}
      {...(layout.step < 3 && { caption: words.remarks_caption })}
      chosen={usePurpose(purpose).slice(0, 1)}
      form={{ hidden: { remarked: "yes" } }}
      choices={<RemarkChips chosen={remarks} />}
      action={
        <ActionRow>
          <KioskButton kind="primary">{words.remarks_done}</KioskButton>
        </ActionRow>
      }
    />
  );
}

/** Who pays one of the month's visits. The largest letters leave room for one line: what one pays oneself comes before what others pay. */
function useCostText(): (cost: VisitCost) => string {
  const words = useWords(bookingWords);
  const isLargest = useKiosk().layout.step === 3;
  return ({ paid, own }) => {
    if (own === null) return isLargest ? words.cost_nothing : words.check_cost_paid(paid);
    return isLargest ? words.cost_share_own(own) : words.cost_share(paid, own);
  };
}

export function CheckScreen({ purpose, cost, codes, slot, address, remarks }: CheckScreenProps) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { layout } = useKiosk();
  const { pathname, search } = useLocation();
  const workerText = useCareWorkers();
  const costText = useCostText();
  // The upright machine has room for the list above and the remarks below; elsewhere 改一改 leads to them.
  const isRoomy = layout.orient === "portrait" && layout.step === 1 && !layout.low;
  const [first] = remarks.map((remark) => remarkWord(remark, locale));
  const hasRow = !isRoomy && first !== undefined;
  const asked = remarks.length > 1 ? words.check_remarks_more(first ?? "", remarks.length) : (first ?? "");
  return (
    <CheckFrame
      {...(isRoomy ? { choices: <RemarkChips chosen={remarks} isAside /> } : { hidden: { said: remarks.join(",") } })}
      backTo={listAddress(pathname, search, { slot: null })}
      changeTo={listAddress(pathname, search, { change: "1" })}
      title={words.check_title}
      name={purpose.name}
      chosen={usePurpose(purpose)}
      confirm={words.confirm}
      change={words.change}
      details={
        <CheckList
          items={[
            { icon: "clipboard-list", term: words.check_service, value: elderServices(codes, locale) },
            { icon: "clock", term: words.check_time, value: elderTimeText(slot.date, slot.startMinute, locale) },
            { icon: "user", term: words.check_who, value: workerText(slot.surnames) },
            // There is room for five lines: where one lives gives way to what the care worker is to mind.
            hasRow
              ? { icon: "megaphone", term: words.check_remarks, value: asked }
              : { icon: "house", term: words.check_where, value: address, isUnsaid: true },
            {
              icon: "wallet",
              term: words.check_cost,
              value: purpose.paysSelf ? words.check_cost_own(purpose.price) : costText(cost),
            },
          ]}
        />
      }
    />
  );
}

type CheckFrameProps = {
  readonly backTo: string;
  /** Where what was chosen can be changed; back, unless there is more than one thing to change. */
  readonly changeTo?: string;
  readonly title: string;
  readonly name: string;
  readonly chosen: readonly string[];
  readonly confirm: string;
  readonly change: string;
  readonly details: ReactNode;
  /** What may be added before it is confirmed. */
  readonly choices?: ReactNode;
  readonly hidden?: Readonly<Record<string, string>>;
};

/** With large letters there is room for the list and one line, for whom; with the largest the name stands in the question. */
export function CheckFrame({
  backTo,
  changeTo = backTo,
  title,
  name,
  chosen,
  confirm,
  change,
  details,
  choices,
  hidden = {},
}: CheckFrameProps) {
  const words = useWords(bookingWords);
  const { layout } = useKiosk();
  const lines = { 1: chosen, 2: chosen.slice(0, 1), 3: [] }[layout.step];
  return (
    <QuestionScreen
      backTo={backTo}
      title={layout.step === 3 ? words.check_title_for(name) : title}
      {...(layout.step === 1 && { step: { number: 3, of: 4 } })}
      chosen={lines}
      form={{ hidden: { ...hidden, confirm: "yes" } }}
      longDetails={details}
      {...(choices !== undefined && { choices })}
      action={
        <ActionRow layout="pair">
          {choices === undefined ? (
            <KioskLink to={changeTo}>{change}</KioskLink>
          ) : (
            // What was added goes along.
            <KioskButton name="change" value="yes">
              {change}
            </KioskButton>
          )}
          <KioskButton kind="primary">{confirm}</KioskButton>
        </ActionRow>
      }
    />
  );
}
