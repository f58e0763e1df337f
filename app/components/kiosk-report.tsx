/** What a kiosk measured of itself with its last heartbeat, in words; what it cannot tell is said to be unknown. */
import type { KioskHealth } from "#app/domain/kiosk/device-health.ts";
import { kioskDevicesWords, linkWord, printerWord, soundWord } from "#app/messages/kiosk-devices.ts";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type ReportedKiosk = Pick<KioskHealth, "printer" | "sound" | "network" | "temperatureC"> & {
  /** ISO text; null where no touch was told of. */
  readonly touchedAt: string | null;
  /** The last number that a screen which failed showed. */
  readonly fault: { readonly code: string; readonly at: string } | null;
};

function useNetworkText(network: KioskHealth["network"]): string {
  const words = useWords(kioskDevicesWords);
  const locale = useLocale();
  if (network === null) return words.network(words.unknown);
  const { link, signalPercent, roundTripMs, failedTries } = network;
  const facts = [
    link === null ? words.unknown : linkWord(link, locale),
    signalPercent === null ? null : words.signal(signalPercent),
    roundTripMs === null ? null : words.round_trip(roundTripMs),
    failedTries === 0 ? null : words.failed_tries(failedTries),
  ];
  return words.network(facts.filter((fact) => fact !== null).join(" · "));
}

export function KioskReport({ printer, sound, network, temperatureC, touchedAt, fault }: ReportedKiosk) {
  const words = useWords(kioskDevicesWords);
  const locale = useLocale();
  return (
    <>
      <p>{words.printer_state(printer === null ? words.unknown : printerWord(printer, locale))}</p>
      <p>{words.sound(sound === null ? words.unknown : soundWord(sound, locale))}</p>
      <p>{useNetworkText(network)}</p>
      <p>{words.temperature(temperatureC === null ? words.unknown : `${temperatureC} °C`)}</p>
      <p>
        {words.touched}
        {touchedAt === null ? words.unknown : <TimeText at={touchedAt} />}
      </p>
      {fault !== null && (
        <p>
          {words.shown_fault(fault.code)} <TimeText at={fault.at} />
        </p>
      )}
    </>
  );
}
