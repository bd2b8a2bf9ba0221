/** Hands a file to the browser's downloads, under the name that the server gives it. */
export function saveFile(file: Blob, response: Response, otherwise: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = nameIn(response.headers.get("Content-Disposition")) ?? otherwise;
  link.click();
  // The download has begun by then, and holds the file itself.
  window.setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function nameIn(disposition: string | null): string | null {
  return /filename="?([\w.-]+)"?/.exec(disposition ?? "")?.[1] ?? null;
}
