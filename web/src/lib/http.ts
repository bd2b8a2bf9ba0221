import { noteCorrelation } from "@/lib/correlation";
import { ConnectionError } from "@/lib/problem";

/** `fetch` that tells "no answer" from "an answer that is a failure" and notes the correlation id. */
export async function send(input: Request | URL | string, init?: RequestInit): Promise<Response> {
  try {
    const response = await fetch(input, init);
    noteCorrelation(response);
    return response;
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") throw error;
    throw new ConnectionError(error);
  }
}
