/** A lamp of the machine is lit for as long as a screen asks for it: the reader's where the card goes, the help lamp until somebody comes. */
import { useEffect } from "react";
import { askAgent } from "./agent-link.ts";
import { useKiosk } from "./surroundings.tsx";

/** Does nothing on a machine that is not paired. */
export function useLamp(lamp: "reader" | "help", isLit: boolean): void {
  const { machine } = useKiosk();
  const [port, secret] = [machine?.agent.port ?? 0, machine?.agent.secret ?? ""];
  useEffect(() => {
    if (secret === "" || !isLit) return;
    const light = (on: boolean) =>
      void askAgent({ port, secret }, { method: "POST", path: "/v1/lamp", body: { lamp, on } });
    light(true);
    return () => light(false);
  }, [port, secret, lamp, isLit]);
}
