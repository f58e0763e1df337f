/** One planning thread: it gets the month once and answers one part after another. What it throws ends it, and its pool says so. */
import { parentPort, workerData } from "node:worker_threads";
import { doPart, receiveInput, type PlanPart, type SentInput } from "#app/usecases/planning/plan-parts.server.ts";

const input = receiveInput(workerData as SentInput);

parentPort?.on("message", (part: PlanPart) => {
  void doPart(input, part).then((answer) => parentPort?.postMessage(answer));
});
