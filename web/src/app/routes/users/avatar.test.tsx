import { fireEvent, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { aGrant, aUser } from "@/testing/examples";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const drawn = vi.fn();

beforeEach(() => {
  drawn.mockClear();
  // jsdom reads no pictures and draws none.
  vi.stubGlobal("createImageBitmap", (file: File) =>
    file.type === "image/png" ? Promise.resolve({ width: 800, height: 600 }) : Promise.reject(new Error("No picture.")),
  );
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue({
    clearRect: vi.fn(),
    drawImage: drawn,
  } as never);
  vi.spyOn(HTMLCanvasElement.prototype, "toBlob").mockImplementation((done, type) =>
    done(new Blob(["cropped"], { type: type ?? "" })),
  );
});

function servePerson(avatarUrl: string | null = null) {
  const served = {
    user: aUser({ avatarUrl, version: 4 }),
    asked: [] as unknown[],
    refusal: null as (() => Response) | null,
  };
  const become = (asked: unknown, next: string | null) => {
    served.asked.push(asked);
    if (served.refusal !== null) return served.refusal();
    served.user = { ...served.user, avatarUrl: next, version: 5 };
    return HttpResponse.json(served.user);
  };
  server.use(
    http.get(`${root}/api/v1/users/me`, () => HttpResponse.json(served.user)),
    http.put(`${root}/api/v1/users/me/avatar`, ({ request: { headers } }) =>
      become([headers.get("If-Match"), headers.get("Content-Type")], "/api/v1/avatars/new"),
    ),
    http.delete(`${root}/api/v1/users/me/avatar`, ({ request }) => become(request.headers.get("If-Match"), null)),
  );
  return served;
}

async function choose(type = "image/png") {
  const { user } = await renderApp("/profile", aGrant());
  await screen.findByRole("button", { name: /picture/ });
  const files = [new File(["file"], "me", { type })];
  fireEvent.change(screen.getByLabelText("Picture file"), { target: { files } });
  return user;
}

test("a picture is cropped to a square and shown", async () => {
  const served = servePerson();
  const user = await choose();
  await screen.findByRole("dialog", { name: "Choose what is shown" });
  expect(drawn).toHaveBeenLastCalledWith(expect.anything(), 100, 0, 600, 600, 0, 0, 512, 512);

  fireEvent.change(screen.getByLabelText("Zoom"), { target: { value: "2" } });
  expect(drawn).toHaveBeenLastCalledWith(expect.anything(), 250, 150, 300, 300, 0, 0, 512, 512);
  screen.getByRole("img", { name: "What is shown" }).focus();
  await user.keyboard("{ArrowRight}{ArrowUp}");
  expect(drawn).toHaveBeenLastCalledWith(expect.anything(), 265, 135, 300, 300, 0, 0, 512, 512);

  await user.click(screen.getByRole("button", { name: "Show this" }));
  expect(await screen.findByText("Your picture is shown")).toBeVisible();
  expect(served.asked).toEqual([['"4"', "image/webp"]]);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a file that is no picture is said to be none, and nothing is sent", async () => {
  const served = servePerson();
  await choose("text/html");
  expect(await screen.findByText("This file is no picture that can be shown")).toBeVisible();
  expect(served.asked).toEqual([]);
});

test("a picture that is refused leaves what was shown, and says why", async () => {
  const served = servePerson("/api/v1/avatars/old");
  served.refusal = () => problem(412, "request.stale", "Somebody changed this in the meantime; load it again.");
  const user = await choose();
  await user.click(await screen.findByRole("button", { name: "Show this" }));
  expect(await screen.findByText("Somebody changed this in the meantime; load it again.")).toBeVisible();
  expect(screen.getByRole("dialog")).toBeVisible();
});

test("a picture is taken away", async () => {
  const served = servePerson("/api/v1/avatars/old");
  const { user } = await renderApp("/profile", aGrant());
  await user.click(await screen.findByRole("button", { name: "Remove" }));
  expect(await screen.findByText("Your picture is gone")).toBeVisible();
  expect(served.asked).toEqual(['"4"']);
  await waitFor(() => expect(screen.getByRole("button", { name: "Add a picture" })).toBeVisible());
});
