/** The lock of a kiosk is a file: each of its keys is held here, so that none is lost or loosened in passing. */
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { AGENT_PORT } from "#app/domain/kiosk/agent-protocol.ts";

const root = fileURLToPath(new URL("../../kiosk/", import.meta.url));
const read = (name: string) => readFileSync(root + name, "utf8");
const policy = JSON.parse(read("chromium/policy.json")) as Record<string, unknown>;

describe("Chromium's managed policy", () => {
  it("lets the browser go to the product and the agent on this machine, and nowhere else", () => {
    expect(policy["URLBlocklist"]).toEqual(["*"]);
    expect(policy["URLAllowlist"]).toEqual(["https://bedside.example", `http://127.0.0.1:${AGENT_PORT}`]);
  });

  it("lets the product, and nobody else, ask the agent without a question to the elder", () => {
    expect(policy["LocalNetworkAccessAllowedForUrls"]).toEqual(["https://bedside.example"]);
  });

  it("keeps nothing, offers nothing and asks nothing", () => {
    expect(policy).toMatchObject({
      DefaultPopupsSetting: 2,
      DefaultNotificationsSetting: 2,
      PrintingEnabled: false,
      DownloadRestrictions: 3,
      AllowFileSelectionDialogs: false,
      DeveloperToolsAvailability: 2,
      IncognitoModeAvailability: 1,
      PasswordManagerEnabled: false,
      AutofillAddressEnabled: false,
      AutofillCreditCardEnabled: false,
      TranslateEnabled: false,
      SyncDisabled: true,
      BrowserSignin: 0,
      ExtensionInstallBlocklist: ["*"],
    });
  });
});

describe("the start of a kiosk", () => {
  const browser = read("start-browser.sh");

  it("allows no gesture that leaves the page, and keeps the profile off the disk", () => {
    for (const word of [
      "--kiosk",
      "--disable-pinch",
      "--overscroll-history-navigation=0",
      "--noerrdialogs",
      "--no-first-run",
    ])
      expect(browser).toContain(word);
    expect(browser).toContain('rm -rf "$profile"');
    expect(browser).toContain("XDG_RUNTIME_DIR");
  });

  it("never switches the sandbox or web security off", () => {
    for (const name of ["start-browser.sh", "start-kiosk.sh"])
      expect(read(name)).not.toMatch(/no-sandbox|disable-web-security|remote-debugging/);
  });

  it("is restarted by the system, the machine at last, and every night", () => {
    const unit = read("systemd/bedside-kiosk.service");
    for (const line of ["Restart=always", "StartLimitAction=reboot", "NoNewPrivileges=yes"])
      expect(unit).toContain(line);
    expect(read("systemd/bedside-kiosk-nightly.timer")).toContain("OnCalendar=*-*-* 03:30:00");
  });

  it("installs fonts for rare characters of names, and hides a typing scanner from the page", () => {
    expect(read("install.sh")).toContain("fonts-hanazono");
    expect(read("udev/70-bedside-kiosk.rules")).toContain('ENV{LIBINPUT_IGNORE_DEVICE}="1"');
  });

  it("has scripts that can be run", () => {
    for (const name of ["install.sh", "start-browser.sh", "start-kiosk.sh"])
      expect(statSync(root + name).mode & 0o111, name).toBe(0o111);
  });
});
