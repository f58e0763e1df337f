/** Versions of a bed's retrofit plan with their budgets, and the form for another. */
import { Form } from "@remix-run/react";
import { RETROFIT_ITEMS } from "#app/domain/family-beds/retrofit-items.ts";
import { bedCodes, bedWord } from "#app/messages/bed-codes.ts";
import { bedWords } from "#app/messages/beds.ts";
import type { BedPlanView } from "./bed-facts.ts";
import { itemText } from "./bed-step-fields.tsx";
import styles from "./bed-plans.module.css";
import { DataTable } from "./data-table.tsx";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { UnconfirmedTag } from "./unconfirmed-tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

function PlanTable({ plan }: { plan: BedPlanView }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  return (
    <DataTable
      caption={words.plan_version(plan.version)}
      captionHidden
      rows={plan.items}
      rowKey={(row) => String(row.itemNo)}
      totalLabel={words.whole}
      columns={[
        { key: "item", header: words.item, cell: (row) => itemText(row.itemNo, locale) },
        { key: "quantity", header: words.quantity, kind: "number", cell: (row) => row.quantity },
        {
          key: "price",
          header: words.unit_price,
          unit: words.yuan,
          kind: "number",
          cell: (row) => <Money fen={row.unitPriceFen} form="plain" />,
        },
        {
          key: "cost",
          header: words.cost,
          unit: words.yuan,
          kind: "number",
          cell: (row) => <Money fen={row.unitPriceFen * BigInt(row.quantity)} form="plain" />,
          total: <Money fen={plan.costFen} form="plain" />,
        },
        {
          key: "cap",
          header: words.cap,
          unit: words.yuan,
          kind: "number",
          cell: (row) => <Money fen={row.capFen} form="plain" />,
        },
        {
          key: "subsidy",
          header: words.subsidy,
          unit: words.yuan,
          kind: "number",
          cell: (row) => <Money fen={row.subsidyFen} form="plain" />,
          total: <Money fen={plan.subsidyFen} form="plain" />,
        },
      ]}
    />
  );
}

function PlanVersion({ plan, isInForce }: { plan: BedPlanView; isInForce: boolean }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  const devices = plan.devices.map(({ kind, quantity }) => `${bedWord("device", kind, locale)} × ${quantity}`);
  return (
    <details className={styles.version} open={isInForce}>
      <summary>
        {words.plan_version(plan.version)} · {plan.madeOn}{" "}
        {isInForce && (
          <Tag tone="success" icon="circle-check">
            {words.in_force}
          </Tag>
        )}
      </summary>
      <PlanTable plan={plan} />
      <p>
        {words.devices_planned}: {devices.join(locale === "en" ? ", " : "、")}
      </p>
      <p>
        {words.service_plan}: {plan.servicePlan}
      </p>
      {plan.changes.length > 0 && (
        <ul>
          {plan.changes.map(({ itemNo, change }) => (
            <li key={itemNo}>
              {itemText(itemNo, locale)}: {bedWord("change", change, locale)}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

type PlansProps = { readonly plans: readonly BedPlanView[]; readonly inForce: number | null };

export function BedPlans({ plans, inForce }: PlansProps) {
  const words = useWords(bedWords);
  return (
    <Panel title={words.plans} action={<UnconfirmedTag />}>
      {plans.length === 0 && <p>{words.no_plan}</p>}
      {[...plans].reverse().map((plan) => (
        <PlanVersion key={plan.version} plan={plan} isInForce={plan.version === inForce} />
      ))}
    </Panel>
  );
}

/** Every item of the list with number and price; what is left empty is not built. */
export function PlanForm({ isFirst }: { isFirst: boolean }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  return (
    <Panel>
      <details className={styles.version} open={isFirst}>
        <summary>{words.plan_new}</summary>
        <p>{words.plan_note}</p>
        <Form method="post">
          <input type="hidden" name="intent" value="plan" />
          <div className={styles.items}>
            {RETROFIT_ITEMS.map((item) => (
              <fieldset key={item.no} className={styles.item}>
                <legend>
                  {item.no}. {itemText(item.no, locale)} {item.isBasic && <Tag tone="info">{words.basic}</Tag>}
                </legend>
                <Field
                  kind="number"
                  name={`quantity_${item.no}`}
                  label={words.quantity}
                  width="narrow"
                  min={0}
                  max={99}
                />
                <Field
                  kind="money"
                  name={`price_${item.no}`}
                  label={words.unit_price}
                  unit={words.yuan}
                  width="narrow"
                />
              </fieldset>
            ))}
          </div>
          <div className={styles.items}>
            {bedCodes("device").map((kind) => (
              <Field
                key={kind}
                kind="number"
                name={`device_${kind}`}
                label={bedWord("device", kind, locale)}
                width="narrow"
                min={0}
                max={20}
              />
            ))}
          </div>
          <Field kind="textarea" name="servicePlan" label={words.service_plan} rows={2} maxLength={500} />
          <FormActions>
            <SubmitButton name="planned" value="yes">
              {words.save_plan}
            </SubmitButton>
          </FormActions>
        </Form>
      </details>
    </Panel>
  );
}
