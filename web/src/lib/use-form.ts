import { useRef, useState, type SubmitEvent } from "react";
import { ApiError, correlationOf, messageOf } from "@/lib/problem";

type Values<Field extends string> = Record<Field, string>;

interface FormOptions<Field extends string> {
  fields: readonly Field[];
  submit: (values: Values<Field>) => Promise<void>;
  /** Checks what can be known before asking the server. */
  validate?: (values: Values<Field>) => Partial<Record<Field, string>>;
  /** Sentences for failures that concern the form as a whole, by problem code. */
  sentences?: Readonly<Record<string, string>>;
}

export interface FormState<Field extends string> {
  busy: boolean;
  errors: Partial<Record<Field, readonly string[]>>;
  /** What went wrong with the form as a whole. */
  failure: { message: string; correlationId: string | null } | null;
}

/**
 * A form whose inputs keep their own values, so that password managers, autofill and paste just work. The server's problem details land
 * next to their fields; what belongs to no field of this form stands above it; the focus goes to the first wrong field.
 */
export function useForm<Field extends string>({ fields, submit, validate, sentences = {} }: FormOptions<Field>) {
  const form = useRef<HTMLFormElement>(null);
  const [state, setState] = useState<FormState<Field>>({ busy: false, errors: {}, failure: null });

  const fail = (errors: FormState<Field>["errors"], failure: FormState<Field>["failure"]) => {
    setState({ busy: false, errors, failure });
    const first = fields.find((field) => errors[field] !== undefined);
    const found = first === undefined ? null : form.current?.elements.namedItem(first);
    const input = found instanceof RadioNodeList ? found[0] : found;
    if (input instanceof HTMLElement) input.focus();
  };

  const onSubmit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (state.busy) return;
    const values = read(new FormData(event.currentTarget), fields);
    const found = messages(fields, validate?.(values) ?? {});
    if (Object.keys(found).length > 0) {
      fail(found, null);
      return;
    }
    setState({ busy: true, errors: {}, failure: null });
    try {
      await submit(values);
      setState({ busy: false, errors: {}, failure: null });
    } catch (error) {
      const errors = error instanceof ApiError ? ofForm(fields, error.fields) : {};
      const mapped = Object.keys(errors).length > 0;
      const known = error instanceof ApiError ? sentences[error.code] : undefined;
      fail(errors, mapped ? null : { message: known ?? messageOf(error), correlationId: correlationOf(error) });
    }
  };

  return { ...state, form: { ref: form, onSubmit, noValidate: true } };
}

function read<Field extends string>(data: FormData, fields: readonly Field[]): Values<Field> {
  const text = (field: Field) => {
    const value = data.get(field);
    return typeof value === "string" ? value : "";
  };
  return Object.fromEntries(fields.map((field) => [field, text(field)])) as Values<Field>;
}

function messages<Field extends string>(fields: readonly Field[], found: Partial<Record<Field, string>>) {
  const errors: FormState<Field>["errors"] = {};
  for (const field of fields) {
    const message = found[field];
    if (message !== undefined) errors[field] = [message];
  }
  return errors;
}

function ofForm<Field extends string>(fields: readonly Field[], problem: ApiError["fields"]) {
  const errors: FormState<Field>["errors"] = {};
  for (const field of fields) {
    const message = problem[field];
    if (message !== undefined && message.length > 0) errors[field] = message;
  }
  return errors;
}
