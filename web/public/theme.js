// Runs before the first paint, so that no page flashes in the wrong theme. Kept apart from the bundle: it must block, the bundle must not.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem("monolith.theme");
  } catch {
    // Storage can be switched off; the system's theme is right then.
  }
  const dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
