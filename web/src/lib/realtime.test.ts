import { waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { RealtimeClient } from "@/lib/realtime";
import { FakeCentrifuge } from "@/testing/fake-centrifuge";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const tokens = {
  token: vi.fn<() => Promise<string | null>>(),
  renew: vi.fn<(refused: string) => Promise<string | null>>(),
};

beforeEach(() => {
  tokens.token.mockReset().mockResolvedValue("first");
  tokens.renew.mockReset();
});

async function connected(): Promise<FakeCentrifuge> {
  new RealtimeClient("ws://localhost/connection", tokens).connect();
  const server = FakeCentrifuge.latest;
  if (server === undefined) throw new Error("No client.");
  await server.options.getToken();
  return server;
}

test("a token that the server refuses is renewed, which tells the app when the session is over", async () => {
  tokens.renew.mockResolvedValue(null);
  const server = await connected();

  server.end(3500);

  await waitFor(() => expect(tokens.renew).toHaveBeenCalledExactlyOnceWith("first"));
  expect(server.state).toBe("disconnected");
});

test("a better token gets one chance", async () => {
  tokens.renew.mockResolvedValue("second");
  const server = await connected();
  server.accepting = false;

  server.end(3500);
  await waitFor(() => expect(server.token).toBe("second"));
  server.end(3500);

  expect(tokens.renew).toHaveBeenCalledExactlyOnceWith("first");
});

test("any other end is left to the client that reconnects by itself", async () => {
  const server = await connected();
  server.end(3001);
  expect(tokens.renew).not.toHaveBeenCalled();
});
