const declared = document.querySelector<HTMLMetaElement>('meta[name="app-environment"]')?.content;

/** Where and how this page runs. The host writes its environment's name into index.html; the dev server is always development. */
export const env = {
  origin: window.location.origin,
  realtimeUrl: `${window.location.origin.replace(/^http/, "ws")}/connection/websocket`,
  development: declared === "Development" || import.meta.env.DEV,
} as const;
