import type { paths } from "@/api/schema";

type Method = "get" | "put" | "post" | "patch" | "delete";
type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : never;

/** The JSON answer of an operation, addressed by its route rather than by a schema's name: `Answer<"/api/v1/users", "get">`. */
export type Answer<Path extends keyof paths, Verb extends Method, Status extends number = 200> =
  paths[Path] extends Record<Verb, { responses: infer Responses }>
    ? Status extends keyof Responses
      ? Json<Responses[Status]>
      : never
    : never;

/** The JSON body that an operation takes. */
export type Body<Path extends keyof paths, Verb extends Method> =
  paths[Path] extends Record<Verb, { requestBody: infer Content }> ? Json<Content> : never;

/** The query parameters that an operation takes. */
export type Query<Path extends keyof paths, Verb extends Method> =
  paths[Path] extends Record<Verb, { parameters: { query?: infer Parameters } }> ? NonNullable<Parameters> : never;
