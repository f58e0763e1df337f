/**
 * What every screen knows of the mode without looking: whether somebody listens by earphone, and where the mode may draw. The mode itself is fetched
 * when an earphone is plugged in for the first time, because few visitors need it and every page would carry it.
 */
import type { ComponentType, ReactNode } from "react";
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { AgentEvent } from "#app/domain/kiosk/agent-protocol.ts";
import { isEarphoneIn, type AgentAddress } from "./agent-link.ts";
import type { ListeningModeProps } from "./listening-mode.tsx";
import { useKiosk, type IdleRule, type KioskMachineFacts } from "./surroundings.tsx";

type Listening = {
  /** What stands in the status line while somebody listens; null while nobody does. */
  readonly legend: string | null;
  /** The frame's place for what the mode draws. */
  readonly setSlot: (slot: HTMLElement | null) => void;
};

const ListeningContext = createContext<Listening>({ legend: null, setSlot: () => undefined });

export function useListening(): Listening {
  return useContext(ListeningContext);
}

/** Who listens needs longer (user experience reference 4.7). */
const TIMES_LONGER = 2;

/** The screen's idle rule for whoever stands there now. */
export function useIdleRule({ afterSeconds, warnSeconds }: IdleRule): IdleRule {
  const times = useListening().legend === null ? 1 : TIMES_LONGER;
  return { afterSeconds: afterSeconds * times, warnSeconds: warnSeconds * times };
}

/** One plugging in. A page that was opened while an earphone was in offers nothing by itself: whoever left it there may be gone. */
export type Plug = { readonly number: number; readonly isNew: boolean };

export type EarphoneEvents = { readonly plug: Plug | null; readonly onEarphone: (event: AgentEvent) => void };

/** Whether an earphone is in, by the agent's events and, for a page that was just opened, by asking it. */
export function useEarphone({ port, secret }: AgentAddress): EarphoneEvents {
  const hasEarphone = useKiosk().machine?.equipment.earphone === true;
  const [plug, setPlug] = useState<Plug | null>(null);
  const plugs = useRef(0);
  const onEarphone = useCallback(
    ({ state }: AgentEvent) => {
      plugs.current += 1;
      setPlug(state === "plugged" && hasEarphone ? { number: plugs.current, isNew: true } : null);
    },
    [hasEarphone],
  );
  useEffect(() => {
    if (!hasEarphone || secret === "") return;
    const asked = plugs.current;
    void isEarphoneIn({ port, secret }).then((isIn) => {
      if (isIn && plugs.current === asked) setPlug({ number: asked, isNew: false });
    });
  }, [hasEarphone, port, secret]);
  return { plug, onEarphone };
}

type ProviderProps = { readonly plug: Plug | null; readonly onHelp: () => void; readonly children: ReactNode };

/** The mode's code, once an earphone has been in. Without a network it may not come, and the next plugging in asks again. */
function useModeOnce(plug: Plug | null): ComponentType<ListeningModeProps> | null {
  const [mode, setMode] = useState<{ readonly Mode: ComponentType<ListeningModeProps> } | null>(null);
  const isMissing = mode === null && plug !== null;
  useEffect(() => {
    if (!isMissing) return;
    import("./listening-mode.tsx").then(
      ({ ListeningMode }) => setMode({ Mode: ListeningMode }),
      (thrown: unknown) => console.warn(thrown),
    );
  }, [isMissing]);
  return mode?.Mode ?? null;
}

export function ListeningProvider({ plug, onHelp, children }: ProviderProps) {
  const machine: KioskMachineFacts | null = useKiosk().machine ?? null;
  const [legend, setLegend] = useState<string | null>(null);
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const Mode = useModeOnce(plug);
  const isHere = Mode !== null && plug !== null && machine !== null;
  return (
    <ListeningContext.Provider value={useMemo(() => ({ legend, setSlot }), [legend])}>
      {children}
      {isHere && <Mode key={plug.number} isOffered={plug.isNew} {...{ machine, slot, onHelp }} onLegend={setLegend} />}
    </ListeningContext.Provider>
  );
}
