/** A machine with an earphone and no keys to choose with: who listens there is offered a person, at the place or by the machine's own line. */
import { useLocation } from "@remix-run/react";
import { useState } from "react";
import { useWords } from "#app/components/words-context.tsx";
import { kioskListeningWords } from "#app/messages/kiosk-listening.ts";
import { askAgent } from "./agent-link.ts";
import { HelpButton } from "./help-button.tsx";
import { KioskButton, kioskButtonClass } from "./kiosk-button.tsx";
import { OfferCover, useGoneAfter, useSaidOnce } from "./listening-offer.tsx";
import type { EarVoice } from "./listening-voice.ts";
import type { KioskMachineFacts } from "./surroundings.tsx";

type PersonOfferProps = { readonly machine: KioskMachineFacts; readonly voice: EarVoice };

export function PersonOffer({ machine, voice }: PersonOfferProps) {
  const words = useWords(kioskListeningWords);
  const { helpButton, handset } = machine.equipment;
  const place = useLocation().key;
  const [openedAt] = useState(place);
  const [isOpen, setOpen] = useState(true);
  const [call, setCall] = useState<string | null>(null);
  const lines = [
    words.person_text,
    ...(helpButton ? [words.person_button] : []),
    ...(handset ? [words.person_handset] : []),
  ];
  useSaidOnce(voice, call === null ? [words.person_title, ...lines] : [call]);
  useGoneAfter(() => setOpen(false));
  const dial = () =>
    void askAgent(machine.agent, { method: "POST", path: "/v1/call", body: { target: "hotline" } }).then((isDialled) =>
      setCall(isDialled ? words.person_dialling : words.person_not_dialled),
    );
  // Another screen was led to, as that of the call.
  if (!isOpen || place !== openedAt) return null;
  return (
    <OfferCover title={words.person_title} lines={call === null ? lines : [call]}>
      <HelpButton className={kioskButtonClass("primary")}>{words.person_staff}</HelpButton>
      {handset && (
        <KioskButton type="button" onClick={dial}>
          {words.person_hotline}
        </KioskButton>
      )}
      <KioskButton type="button" onClick={() => setOpen(false)}>
        {words.offer_leave}
      </KioskButton>
    </OfferCover>
  );
}
