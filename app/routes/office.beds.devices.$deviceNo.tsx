import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DeviceDeeds, DeviceFacts, DeviceHistory, DeviceOrders } from "#app/components/device-file.tsx";
import { deviceAddress, DeviceSecretsNotice, DeviceStateTag } from "#app/components/device-registry.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Split, Stack } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useRefusalProblems } from "#app/components/refusal-problem.ts";
import { useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { deviceWords } from "#app/messages/devices.ts";
import { showDevice } from "#app/usecases/devices/show-devices.server.ts";
import { takeDeviceForm } from "#app/web/device-desk-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(deviceWords, ({ words, params }) => `${words.title} ${params["deviceNo"] ?? ""}`);

export const loader = guarded({ action: "device.read" }, async ({ request, params, context, actor }) => ({
  device: await showDevice(context, params["deviceNo"] ?? ""),
  mayManage: can(actor, "device.manage"),
  mayRegister: can(actor, "device.register"),
  isDone: new URL(request.url).searchParams.has("done"),
}));

export const action = guarded({ action: "device.manage" }, async ({ request, params, context, actor }) => {
  const deviceNo = params["deviceNo"] ?? "";
  const answer = await takeDeviceForm(await request.formData(), { context, actor, deviceNo });
  return answer ?? redirect(`${deviceAddress(deviceNo)}?done`);
});

export default function DevicePage() {
  const { device, mayManage, mayRegister, isDone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(deviceWords);
  const problems = useRefusalProblems(answer);
  return (
    <>
      <PageHeader
        title={device.deviceNo}
        marks={<DeviceStateTag {...device} />}
        trail={[{ to: "/office/beds/devices", label: words.title }]}
      />
      <ErrorSummary problems={problems} />
      <Stack>
        {isDone && answer === undefined && (
          <Notice tone="success" announced>
            {words.done}
          </Notice>
        )}
        {answer && "secrets" in answer && <DeviceSecretsNotice secrets={answer.secrets} />}
        <Split
          main={
            <>
              <DeviceFacts device={device} />
              <DeviceHistory history={device.history} />
              <DeviceOrders orders={device.orders} mayManage={mayManage} />
            </>
          }
          side={mayManage && <DeviceDeeds state={device.state} mayRegister={mayRegister} />}
        />
      </Stack>
    </>
  );
}
