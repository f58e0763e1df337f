/** The forms of the registry of devices. Nothing about them is trusted; the use cases refuse. */
import type { Actor } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/permission.ts";
import { BINDING_END_REASONS, type BindingEndReason } from "#app/domain/devices/device-states.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import {
  bindDevice,
  moveDevice,
  registerDevice,
  unbindDevice,
  type DeviceSecrets,
} from "#app/usecases/devices/register-device.server.ts";
import {
  closeDeviceOrder,
  isOrderResult,
  replaceDevice,
  rotateDeviceToken,
} from "#app/usecases/devices/tend-device.server.ts";
import type { Context } from "#db/transaction.ts";
import { textIn } from "./call-forms.server.ts";
import { services } from "./services.server.ts";

/** The answer of a form that gave secrets or was refused; null when it was done. */
export type DeskAnswer =
  | { readonly secrets: DeviceSecrets }
  | { readonly problem: { readonly code: string; readonly facts: SentenceFacts } }
  | null;

async function answered(work: () => Promise<DeviceSecrets | void>): Promise<DeskAnswer> {
  try {
    const secrets = await work();
    return secrets === undefined ? null : { secrets };
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } };
  }
}

/** A text that must be there. Refuses "device-incomplete". */
function wanted(form: FormData, name: string): string {
  const text = textIn(form, name).trim();
  if (text === "") throw new Refusal("device-incomplete");
  return text;
}

export async function takeRegisterForm(form: FormData, context: Context): Promise<DeskAnswer> {
  const { crypto, deviceMappings } = services();
  return answered(async () => {
    const wish = {
      ...{ deviceNo: wanted(form, "deviceNo"), typeCode: wanted(form, "typeCode") },
      ...{ vendor: wanted(form, "vendor"), externalId: wanted(form, "externalId") },
    };
    // A device whose messages nobody can read would be silent for ever.
    if (!deviceMappings.current().some(({ vendor }) => vendor === wish.vendor)) throw new Refusal("device-incomplete");
    return registerDevice(context, crypto, wish);
  });
}

function reasonIn(form: FormData): BindingEndReason {
  const text = textIn(form, "reason");
  const reason = BINDING_END_REASONS.find((one) => one === text);
  if (reason === undefined) throw new Refusal("device-incomplete");
  return reason;
}

async function closeOrder(form: FormData, context: Context): Promise<void> {
  const result = textIn(form, "result");
  if (!isOrderResult(result)) throw new Refusal("device-incomplete");
  await closeDeviceOrder(context, { orderNo: Number(textIn(form, "orderNo")) || 0, result });
}

export async function takeDeviceForm(
  form: FormData,
  { context, actor, deviceNo }: { readonly context: Context; readonly actor: Actor; readonly deviceNo: string },
): Promise<DeskAnswer> {
  const intent = textIn(form, "intent");
  return answered(async () => {
    if (intent === "rotate") {
      if (!can(actor, "device.register")) throw new Refusal("not-found");
      return rotateDeviceToken(context, services().crypto, deviceNo);
    }
    if (intent === "bind") return bindDevice(context, { deviceNo, elderNo: wanted(form, "elderNo").toUpperCase() });
    if (intent === "unbind") return unbindDevice(context, { deviceNo, reason: reasonIn(form) });
    if (intent === "replace") return replaceDevice(context, { deviceNo, byDeviceNo: wanted(form, "byDeviceNo") });
    if (intent === "close-order") return closeOrder(form, context);
    if (intent === "spare" || intent === "repair" || intent === "retired")
      return moveDevice(context, { deviceNo, to: intent });
    throw new Refusal("device-incomplete");
  });
}
