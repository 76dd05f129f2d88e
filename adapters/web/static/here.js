// Who looks at the page, where, and what every part of it needs.

export const { person, place, after } = document.body.dataset;
export const byId = (id) => document.getElementById(id);
export const box = byId("box");

export function made(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

// Something happened that the tour may have waited for.
export function tell(kind, action) {
  document.dispatchEvent(new CustomEvent("happened", { detail: `${kind} ${action}` }));
}
