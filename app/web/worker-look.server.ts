/** How a care worker wants the phone to look: text step and contrast. A cookie of the phone, not of the person. */
import { createCookie } from "@remix-run/node";
import * as z from "zod";

const lookCookie = createCookie("bedside-worker-look", { sameSite: "lax", path: "/", maxAge: 31_536_000 });

export const workerLookSchema = z.object({
  step: z.coerce
    .number()
    .int()
    .min(1)
    .max(3)
    .transform((step) => step as 1 | 2 | 3)
    .catch(1),
  contrast: z.enum(["normal", "high"]).catch("normal"),
});

export type WorkerLook = z.infer<typeof workerLookSchema>;

export async function workerLookOf(request: Request): Promise<WorkerLook> {
  const value: unknown = await lookCookie.parse(request.headers.get("Cookie"));
  return workerLookSchema.parse(typeof value === "object" && value !== null ? value : {});
}

export async function workerLookHeader(look: WorkerLook): Promise<string> {
  return lookCookie.serialize(look);
}
