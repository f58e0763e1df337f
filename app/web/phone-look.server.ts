/** How the reader wants a phone to look, a care worker's or a family's: text step and contrast. A cookie of the phone, not of the person. */
import { createCookie } from "@remix-run/node";
import * as z from "zod";

const lookCookie = createCookie("bedside-phone-look", { sameSite: "lax", path: "/", maxAge: 31_536_000 });

export const phoneLookSchema = z.object({
  step: z.coerce
    .number()
    .int()
    .min(1)
    .max(3)
    .transform((step) => step as 1 | 2 | 3)
    .catch(1),
  contrast: z.enum(["normal", "high"]).catch("normal"),
});

export type PhoneLook = z.infer<typeof phoneLookSchema>;

export async function phoneLookOf(request: Request): Promise<PhoneLook> {
  const value: unknown = await lookCookie.parse(request.headers.get("Cookie"));
  return phoneLookSchema.parse(typeof value === "object" && value !== null ? value : {});
}

export async function phoneLookHeader(look: PhoneLook): Promise<string> {
  return lookCookie.serialize(look);
}
