/** What a member of the family may pay for each elder, and has paid. Each line leads to the visit's payment or to its receipt. */
import { Link } from "@remix-run/react";
import { fen } from "#app/domain/money/fen.ts";
import { elderYuanText } from "#app/domain/money/yuan-text.ts";
import type { OrderState } from "#app/domain/payments/payment-order.ts";
import { receiptPath } from "#app/domain/payments/payment-order.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { familyPayWords } from "#app/messages/family-pay.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { orderStateText } from "#app/messages/own-payments.ts";
import styles from "./family-pay.module.css";
import { useWhen } from "./family-words.ts";
import { Stack } from "./layout.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type At = { readonly date: PlainDate; readonly startMinute: number };

export type FamilyBill = {
  readonly linkId: string;
  /** Masked. */
  readonly name: string;
  readonly toPay: readonly (At & {
    readonly visitNo: string;
    readonly codes: readonly string[];
    readonly ownFen: bigint | number;
  })[];
  readonly paid: readonly (At & {
    readonly orderNo: string;
    readonly amountFen: bigint | number;
    readonly refundedFen: bigint | number;
    readonly state: OrderState;
  })[];
};

function ToPay({ linkId, name, toPay }: FamilyBill) {
  const words = useWords(familyPayWords);
  const locale = useLocale();
  const when = useWhen();
  return (
    <Panel title={words.to_pay(name)}>
      {toPay.length === 0 && <p>{words.nothing_to_pay}</p>}
      <ul className={styles.list}>
        {toPay.map((visit) => (
          <li key={visit.visitNo}>
            <Link to={`/family/elders/${linkId}/pay/${visit.visitNo}`} className={styles.line ?? ""}>
              <span className={styles.what}>
                <span className={styles.when}>{when.whole(visit)}</span>
                <span className={styles.soft}>{elderServices(visit.codes, locale)}</span>
              </span>
              <span className={styles.amount}>
                <Money fen={visit.ownFen} form="elder" />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Paid({ name, paid }: FamilyBill) {
  const words = useWords(familyPayWords);
  const locale = useLocale();
  const when = useWhen();
  return (
    <Panel title={words.paid(name)}>
      {paid.length === 0 && <p>{words.nothing_paid}</p>}
      <ul className={styles.list}>
        {paid.map((order) => (
          <li key={order.orderNo}>
            <Link to={receiptPath(order.orderNo)} className={styles.line ?? ""}>
              <span className={styles.what}>
                <span className={styles.when}>{when.whole(order)}</span>
                <span className={styles.soft}>
                  {orderStateText(order.state, locale)}
                  {BigInt(order.refundedFen) > 0n &&
                    ` · ${words.refunded_of(elderYuanText(fen(BigInt(order.refundedFen))))}`}
                </span>
              </span>
              <span className={styles.amount}>
                <Money fen={order.amountFen} form="elder" />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function FamilyBills({ bills }: { bills: readonly FamilyBill[] }) {
  const words = useWords(familyPayWords);
  if (bills.length === 0)
    return (
      <Panel title={words.none_title}>
        <p>{words.none_text}</p>
      </Panel>
    );
  return (
    <Stack>
      {bills.map((bill) => (
        <Stack key={bill.linkId}>
          <ToPay {...bill} />
          <Paid {...bill} />
        </Stack>
      ))}
    </Stack>
  );
}
