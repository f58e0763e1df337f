import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, describe, it } from "vitest";
import { LinuxSenses, soundOf } from "#workers/kiosk-agent/machine-senses.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** What a machine with these files senses. */
function sensed(files: Readonly<Record<string, string>>, mixer: string | null = null) {
  const root = mkdtempSync(join(tmpdir(), "bedside-senses-"));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return new LinuxSenses({ mixer, root }).sense();
}

const ROUTES = [
  "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT",
  "wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0",
  "eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0",
];
const WIRED_TOO = "eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0";
const WIRELESS = {
  "sys/class/net/wlan0/uevent": "DEVTYPE=wlan\nINTERFACE=wlan0\n",
  "proc/net/wireless":
    "Inter-| sta-|   Quality\n face | tus | link level noise\n wlan0: 0000   35.  -75.  -256  0 0 0 0 0 0\n",
};

describe("what a machine senses", () => {
  it("is unknown, part by part, where the machine says nothing", async () => {
    const unknown = { temperatureC: null, sound: null, link: null, signalPercent: null };
    expect(await sensed({})).toEqual(unknown);
    expect(await sensed({ "sys/class/thermal/thermal_zone0/temp": "", "proc/net/route": "" })).toEqual(unknown);
  });

  it("is the warmth of the warmest part, without sensors that are switched off", async () => {
    const zones = (...milli: string[]) =>
      sensed(Object.fromEntries(milli.map((text, zone) => [`sys/class/thermal/thermal_zone${zone}/temp`, text])));
    expect((await zones("45200\n", "61850\n", "-263200\n", "200000\n")).temperatureC).toBe(61.9);
    expect((await zones("-263200\n")).temperatureC).toBeNull();
  });

  it("is the link of the route that is taken, and how well a wireless one is received", async () => {
    const wireless = { "proc/net/route": ROUTES.join("\n"), ...WIRELESS };
    expect(await sensed(wireless)).toMatchObject({ link: "wireless", signalPercent: 50 });
    const cable = {
      ...wireless,
      "proc/net/route": [...ROUTES, WIRED_TOO].join("\n"),
      "sys/class/net/eth0/uevent": "INTERFACE=eth0\n",
      "sys/class/net/eth0/type": "1\n",
      "sys/class/net/eth0/device/vendor": "0x8086\n",
    };
    expect(await sensed(cable)).toMatchObject({ link: "wired", signalPercent: null });
    const { "sys/class/net/eth0/device/vendor": _, ...tunnel } = cable;
    expect(await sensed(tunnel)).toMatchObject({ link: null });
    expect(await sensed({ ...cable, "sys/class/net/eth0/uevent": "DEVTYPE=wwan\n" })).toMatchObject({ link: "mobile" });
  });

  it("is the sound of its card, by the mixer that was named for it", async () => {
    const none = { "proc/asound/cards": "--- no soundcards ---\n" };
    const card = { "proc/asound/cards": " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n" };
    expect((await sensed(none)).sound).toBe("absent");
    expect((await sensed(card)).sound).toBeNull();
    expect((await sensed(card, "echo Mono: Playback 45 [70%] [on]")).sound).toBe("ok");
    expect((await sensed(card, "echo Mono: Playback 45 [70%] [off]")).sound).toBe("muted");
    expect((await sensed(card, "false")).sound).toBeNull();
    expect((await sensed(card, "no-such-program-here")).sound).toBeNull();
  });

  it.each([
    ["Front Left: 0 [0%] [-65dB] [on]\nFront Right: 0 [0%] [on]", "muted"],
    ["Front Left: 0 [0%] [on]\nFront Right: 9 [12%] [on]", "ok"],
    ["Front Left: 9 [12%] [off]\nFront Right: 0 [0%] [on]", "muted"],
    ["Simple mixer control 'Master',0", null],
  ])("reads the channels of %j as %s", (printed, sound) => expect(soundOf(printed)).toBe(sound));
});
