// Writing, for members: drafts kept while one types. Without it there is a button that keeps them.
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const json = { Accept: "application/json" };
  const words = (form) => one("textarea[name=source], textarea[name=text]", form);

  // ── Drafts ──────────────────────────────────────────────────────────────────────────────────────
  const PAUSE = 3_000;
  const keeping = (form) => {
    const { of, draft, title } = form.elements;
    const text = words(form);
    const status = one("[data-draft-status]", form);
    const begun = new Set((form.dataset.begun ?? "").split(" ").filter(Boolean).map((id) => `${of.value.slice(0, 16)}-${id}`));
    const elsewhere = new Map(); // What was written in this form for other places.
    const local = `draft ${form.dataset.draft}`; // What the browser keeps while the server does not answer.
    let timer;
    let running;
    let asked; // The conflict that somebody has to decide about first.
    let sent = false;

    const say = (told) => { if (status.textContent !== told) status.textContent = told; };
    const soon = (pause = PAUSE) => { timer ??= setTimeout(keep, pause); };
    const forget = (shown) => {
      try {
        if (!shown || JSON.parse(localStorage.getItem(local))?.fields[text.name] === text.value) localStorage.removeItem(local);
      } catch { /* Nothing was kept there. */ }
    };
    const post = (body, more) => fetch("/drafts", { method: "POST", headers: json, body, ...more });
    const fields = () => new URLSearchParams(new FormData(form));

    const keep = async () => {
      clearTimeout(timer);
      timer = undefined;
      if (sent || asked) return;
      if (running) { await running.done.catch(() => {}); if (!sent && !asked) soon(0); return; }
      const body = fields();
      const place = of.value;
      const typed = text.value;
      const stop = new AbortController();
      running = { stop, done: store(body, place, typed, stop.signal) };
      try { await running.done; } finally { running = undefined; }
    };
    const store = async (body, place, typed, signal) => {
      try {
        const answer = await post(body, { signal });
        const now = (answer.headers.get("content-type") ?? "").includes("json") ? await answer.json() : {};
        if (now.newer) return ask(now, place);
        if (answer.status === 429 || answer.status === 503) soon(60_000);
        if (!answer.ok) return say(now.told ?? form.dataset.notKept);
        if (of.value === place) draft.value = now.draft;
        if (text.value === typed) { say(now.told); forget(true); }
      } catch (failed) {
        if (failed.name !== "AbortError") { say(form.dataset.notKept); soon(30_000); }
      }
    };
    const ask = (now, place) => {
      if (of.value !== place) return;
      say("");
      const told = make("p", { textContent: now.told });
      const take = make("button", { type: "button", className: "btn btn--small", textContent: now.take });
      const over = make("button", { type: "button", className: "btn btn--small", textContent: now.over });
      asked = make("div", { className: "notice notice--bad notice--plain" }, told, make("p", { className: "row" }, take, over));
      asked.setAttribute("role", "alert");
      const decide = () => { asked.remove(); asked = undefined; draft.value = now.draft; text.focus(); };
      take.addEventListener("click", () => {
        text.value = now.text;
        if (title) title.value = now.title;
        decide();
        forget();
      });
      over.addEventListener("click", () => { decide(); keep(); });
      form.before(asked);
    };

    form.addEventListener("input", (event) => { if (event.target.name) soon(); });
    form.addEventListener("change", () => soon());
    form.addEventListener("submit", (event) => {
      if (event.submitter?.value === "preview") return;
      sent = true;
      clearTimeout(timer);
      running?.stop.abort();
    });
    // What is still on its way goes with the page.
    const leave = () => { if (timer && !sent && !asked) { clearTimeout(timer); timer = undefined; post(fields(), { keepalive: true }).catch(() => {}); } };
    addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", () => { if (document.hidden && timer) keep(); });
    addEventListener("pageshow", (event) => { if (event.persisted) sent = false; });

    const notice = one("[data-draft-notice]", form.parentElement);
    notice?.addEventListener("submit", () => { sent = true; clearTimeout(timer); forget(); });
    one("[data-keep]", form)?.remove();
    forget(true);
    if (text.value !== text.defaultValue) soon();

    // ── Each comment that is answered has words of its own ────────────────────────────────────────
    const known = async (place) => {
      if (elsewhere.has(place)) return elsewhere.get(place);
      if (!begun.has(place)) return null;
      try { return await (await fetch(`/drafts/${place}`, { headers: json })).json(); } catch { return null; }
    };
    form.addEventListener("answering", async ({ detail: parent }) => {
      const from = of.value;
      const place = parent ? `${from.slice(0, 16)}-${parent}` : from.slice(0, 16);
      if (place === from) return;
      const there = await known(place);
      const writes = text.value.trim() !== "";
      if (writes && there?.text) {
        // Both stay.
        if (timer) await keep();
        elsewhere.set(from, { text: text.value, draft: draft.value });
      } else if (writes && draft.value) {
        // The words go along, and are in one place only.
        const body = new URLSearchParams({ of: from });
        fetch("/drafts/deletion", { method: "POST", headers: json, body }).catch(() => {});
      }
      of.value = place;
      draft.value = there?.draft ?? "";
      if (there?.text || !writes) text.value = there?.text ?? ""; else soon();
      say(writes && there?.text ? form.dataset.moved : "");
      if (notice) notice.hidden = one("[name=of]", notice).value !== place;
      text.focus();
    });
  };

  // ── Begin ───────────────────────────────────────────────────────────────────────────────────────
  all("form[data-kept]").forEach(keeping);
})();
