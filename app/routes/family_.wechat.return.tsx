import { guarded } from "#app/web/guard.server.ts";
import { returnFromWechat } from "#app/web/wechat-return.server.ts";

export const loader = guarded({ action: "public.family-sign-in" }, returnFromWechat);
