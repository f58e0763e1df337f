/** Every catalogue of words, so that a language cannot lack a sentence without a test saying so. */
import { bedWords } from "#app/messages/beds.ts";
import { kioskBedWords } from "#app/messages/kiosk-beds.ts";
import { deviceWords } from "#app/messages/devices.ts";
import { doorCodeWords } from "#app/messages/door-code.ts";
import { elderFileWords } from "#app/messages/elder-file.ts";
import { elderRevealWords } from "#app/messages/elder-reveal.ts";
import { elderSearchWords } from "#app/messages/elder-search.ts";
import { figureWords } from "#app/messages/figures.ts";
import { allowanceWords } from "#app/messages/kiosk-allowance.ts";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import { kioskMachineWords } from "#app/messages/kiosk-machine.ts";
import { kioskDevicesWords } from "#app/messages/kiosk-devices.ts";
import { slipWords } from "#app/messages/kiosk-slip.ts";
import { scheduleWords } from "#app/messages/kiosk-schedule.ts";
import { familyPhoneWords, familyWords } from "#app/messages/kiosk-family.ts";
import { familyActWords } from "#app/messages/family-acts.ts";
import { familyHomeWords } from "#app/messages/family-home.ts";
import { familyMeWords } from "#app/messages/family-me.ts";
import { familyPayWords } from "#app/messages/family-pay.ts";
import { familyFrameWords } from "#app/messages/family.ts";
import { rateWords } from "#app/messages/kiosk-rate.ts";
import { kioskListeningWords } from "#app/messages/kiosk-listening.ts";
import { kioskNoticeWords } from "#app/messages/kiosk-notices.ts";
import { kioskActivityWords } from "#app/messages/kiosk-activities.ts";
import { complainWords } from "#app/messages/kiosk-complain.ts";
import { kioskHelpWords } from "#app/messages/kiosk-help.ts";
import { kioskWords } from "#app/messages/kiosk.ts";
import { carePlanWords } from "#app/messages/care-plan.ts";
import { keptAsideWords } from "#app/messages/kept-aside.ts";
import { liveWords } from "#app/messages/live.ts";
import { offerWords } from "#app/messages/offers.ts";
import { officeWords } from "#app/messages/office.ts";
import { planRunWords } from "#app/messages/plan-runs.ts";
import { providerWords } from "#app/messages/provider.ts";
import { sampleWords } from "#app/messages/samples.ts";
import { pageErrorWords } from "#app/messages/page-error.ts";
import { shellWords } from "#app/messages/shell.ts";
import { visitPinWords } from "#app/messages/visit-pin.ts";
import { workerPhoneWords } from "#app/messages/worker-phone.ts";
import { visitPhotoWords } from "#app/messages/visit-photo.ts";
import { witnessedLinkWords } from "#app/messages/witnessed-link.ts";
import { workerWords } from "#app/messages/worker.ts";

export type Words = Readonly<Record<string, unknown>>;

export const CATALOGUES: Readonly<Record<string, { readonly "zh-CN": Words; readonly en: Words }>> = {
  samples: sampleWords,
  "family-frame": familyFrameWords,
  "family-home": familyHomeWords,
  "family-acts": familyActWords,
  "family-me": familyMeWords,
  "family-pay": familyPayWords,
  beds: bedWords,
  devices: deviceWords,
  "kiosk-beds": kioskBedWords,
  pageError: pageErrorWords,
  shell: shellWords,
  figures: figureWords,
  office: officeWords,
  "plan-runs": planRunWords,
  offers: offerWords,
  live: liveWords,
  "care-plan": carePlanWords,
  "kept-aside": keptAsideWords,
  provider: providerWords,
  worker: workerWords,
  "worker-phone": workerPhoneWords,
  "elder-file": elderFileWords,
  "elder-reveal": elderRevealWords,
  "elder-search": elderSearchWords,
  "visit-pin": visitPinWords,
  "door-code": doorCodeWords,
  "witnessed-link": witnessedLinkWords,
  "visit-photo": visitPhotoWords,
  kiosk: kioskWords,
  "kiosk-booking": bookingWords,
  "kiosk-slip": slipWords,
  "kiosk-machine": kioskMachineWords,
  "office-kiosks": kioskDevicesWords,
  "kiosk-allowance": allowanceWords,
  "kiosk-family": familyWords,
  "kiosk-family-phone": familyPhoneWords,
  "kiosk-rate": rateWords,
  "kiosk-schedule": scheduleWords,
  "kiosk-help": kioskHelpWords,
  "kiosk-listening": kioskListeningWords,
  "kiosk-complain": complainWords,
  "kiosk-activities": kioskActivityWords,
  "kiosk-notices": kioskNoticeWords,
};

/** Called with plain values, a word with parameters gives its text; the parameters themselves stay recognisable. */
export function textsOf(words: Words): { key: string; text: string }[] {
  return Object.entries(words).flatMap(([key, word]) => {
    if (typeof word === "string") return [{ key, text: word }];
    if (Array.isArray(word)) return word.map((part) => ({ key, text: String(part) }));
    const say = word as (...values: unknown[]) => string;
    return [{ key, text: say(...Array.from({ length: say.length }, (_, index) => 3 + index)) }];
  });
}
