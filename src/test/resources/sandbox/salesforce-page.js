// Marks the tab one is on, and brings activity lists up to date every few seconds while the page is looked at.
for (const link of document.querySelectorAll('.tabs a')) {
  if (link.pathname === location.pathname) link.setAttribute('aria-current', 'page');
}

async function refresh(list) {
  if (document.hidden || list.contains(document.activeElement) || list.querySelector('details[open]')) return;
  const answer = await fetch(list.dataset.refresh).catch(() => null);
  if (!answer || !answer.ok) return;
  const html = await answer.text();
  if (html === list.dataset.shown) return;
  const before = new Set([...list.querySelectorAll('.activity')].map(each => each.dataset.id));
  const first = list.dataset.shown === undefined;
  list.dataset.shown = html;
  const fresh = new DOMParser().parseFromString(html, 'text/html').body;
  list.replaceChildren(...fresh.childNodes);
  if (first && before.size === 0) return;
  for (const each of list.querySelectorAll('.activity')) each.classList.toggle('new', !before.has(each.dataset.id));
}

for (const list of document.querySelectorAll('[data-refresh]')) setInterval(() => refresh(list), 3000);
