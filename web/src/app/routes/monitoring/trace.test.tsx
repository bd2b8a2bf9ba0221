import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { administrator, aGrant, aRequestPage, aTrace } from "@/testing/examples";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const trace = aTrace();

test("a trace shows request, message and push in order, with offset and duration", async () => {
  server.use(http.get(`${root}/api/v1/monitoring/traces/corr-1`, () => HttpResponse.json(trace)));
  await renderApp("/monitoring/traces/corr-1", aGrant(administrator));

  const steps = within(await screen.findByRole("list", { name: "Timeline" })).getAllByRole("listitem");
  expect(steps).toHaveLength(3);
  expect(steps[0]).toHaveTextContent("POST /api/v1/auth/register");
  expect(steps[0]).toHaveTextContent("Request · Identity");
  expect(steps[1]).toHaveTextContent("Failed");
  expect(steps[1]).toHaveTextContent("+130 ms");
  expect(steps[2]).toHaveTextContent("Push · Realtime");
  expect(steps[2]).toHaveTextContent("2.5 ms");
  expect(screen.getByText("202")).toBeInTheDocument();
});

test("an unknown correlation id is said to be not found", async () => {
  server.use(
    http.get(`${root}/api/v1/monitoring/traces/gone`, () => problem(404, "monitoring.trace_not_found", "Not kept.")),
  );
  await renderApp("/monitoring/traces/gone", aGrant(administrator));
  expect(await screen.findByText("Not found")).toBeVisible();
});

test("requests are filtered by the address and lead to their trace", async () => {
  const questions: string[] = [];
  server.use(
    http.get(`${root}/api/v1/monitoring/requests`, ({ request }) => {
      questions.push(new URL(request.url).search);
      return HttpResponse.json(aRequestPage());
    }),
    http.get(`${root}/api/v1/monitoring/traces/corr-1`, () => HttpResponse.json(trace)),
  );
  const { user } = await renderApp("/monitoring/requests?correlationId=corr-1&status=202", aGrant(administrator));

  await user.click(await screen.findByRole("link", { name: "corr-1" }));

  expect(questions[0]).toBe("?page=1&pageSize=25&correlationId=corr-1&status=202");
  expect(await screen.findByRole("list", { name: "Timeline" })).toBeVisible();
});
