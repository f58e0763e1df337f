/**
 * Named places at which tests of what survives end the process as a power cut would (reliability design 17.1): FAULT_AT=name, or name:3 for
 * the third time it is reached. Without the setting each place does nothing.
 */
export function faultPoint(setting: string | null): (name: string) => void {
  if (setting === null) return () => {};
  const [wanted = "", times = "1"] = setting.split(":");
  let left = Number(times);
  return (name) => {
    if (name !== wanted || (left -= 1) > 0) return;
    process.kill(process.pid, "SIGKILL");
  };
}
