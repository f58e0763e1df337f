/** Asks the machine's printer for a slip, once, when its screen is shown; the page itself holds no print data. */
import { useEffect, useState } from "react";
import { askAgent } from "./agent-link.ts";
import { useKiosk } from "./surroundings.tsx";

/** Slips that this page has asked for: who comes back to the screen does not get the same paper again. */
const asked = new Set<string>();

/** null on a machine without a printer, where the screen is all there is, and without a slip. */
export function usePrinting(slipId: string | null): "printing" | "failed" | null {
  const { machine } = useKiosk();
  const hasPrinter = machine?.equipment.printer === true;
  const [port, secret] = [machine?.agent.port ?? 0, machine?.agent.secret ?? ""];
  const [state, setState] = useState<"printing" | "failed">("printing");
  useEffect(() => {
    if (!hasPrinter || slipId === null || asked.has(slipId)) return;
    asked.add(slipId);
    let isHere = true;
    void askAgent({ port, secret }, { method: "POST", path: "/v1/print", body: { slipId } }).then((isPrinted) => {
      if (isHere) setState(isPrinted ? "printing" : "failed");
    });
    return () => {
      isHere = false;
    };
  }, [hasPrinter, port, secret, slipId]);
  return hasPrinter && slipId !== null ? state : null;
}
