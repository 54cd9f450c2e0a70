// Writing, for members: drafts kept while one types, names and titles completed. Without it a button keeps drafts, and one
// types the rest oneself.
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
    const { of, draft } = form.elements;
    const text = words(form);
    const status = one("[data-draft-status]", form);
    const begun = new Set((form.dataset.begun ?? "").split(" ").filter(Boolean).map((id) => `${of.value.slice(0, 16)}-${id}`));
    const elsewhere = new Map(); // What was written in this form for other places.
    const local = `draft ${form.dataset.draft}`; // What the browser keeps while the server does not answer.
    let timer;
    let running;
    let asked; // The conflict that somebody has to decide about first.
    let sent = false;
    let waits = false; // To be sent, for what is on its way.

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
      asked = make("div", { className: "notice notice--bad notice--plain notice--draft" }, told, make("p", { className: "row" }, take, over));
      asked.setAttribute("role", "alert");
      // The page once more, filled from it with all its fields.
      take.addEventListener("click", () => { sent = true; forget(); location.assign(`/drafts/${place}`); });
      over.addEventListener("click", () => {
        asked.remove();
        asked = undefined;
        draft.value = now.draft;
        text.focus();
        keep();
      });
      form.before(asked);
    };

    form.addEventListener("input", (event) => { if (event.target.name) soon(); });
    form.addEventListener("change", () => soon());
    form.addEventListener("submit", (event) => {
      const by = event.submitter;
      clearTimeout(timer);
      timer = undefined;
      if (running && !sent) {
        // First what is on its way: the form goes with the version that comes of it, and not before it is there.
        event.preventDefault();
        if (waits) return;
        waits = true;
        const patience = setTimeout(() => running?.stop.abort(), 2_000);
        running.done.finally(() => { clearTimeout(patience); running = undefined; waits = false; setTimeout(() => form.requestSubmit(by)); });
      } else sent = true;
    });
    // What is still on its way goes with the page.
    const leave = () => { if (timer && !sent && !asked) { clearTimeout(timer); timer = undefined; post(fields(), { keepalive: true }).catch(() => {}); } };
    addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", () => { if (document.hidden && timer) keep(); });
    addEventListener("pageshow", (event) => { if (event.persisted) sent = false; });

    const notice = one("[data-draft-notice]", form.parentElement);
    const others = one("[data-draft-begun]", form.parentElement);
    const home = of.value;
    notice?.addEventListener("submit", () => { sent = true; clearTimeout(timer); forget(); });
    one("[data-keep]", form)?.remove();
    forget(true);
    if (text.value !== text.defaultValue || "returned" in form.dataset && text.value.trim() !== "") soon();

    // ── Each comment that is answered has words of its own ────────────────────────────────────────
    const known = async (place) => {
      if (elsewhere.has(place)) return elsewhere.get(place);
      if (!begun.has(place)) return null;
      try { return await (await fetch(`/drafts/${place}`, { headers: json })).json(); } catch { return null; }
    };
    const turn = async (parent) => {
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
      if (others) others.hidden = place !== home;
      if (notice) notice.hidden = one("[name=of]", notice).value !== place;
      text.focus();
    };
    form.addEventListener("answering", ({ detail }) => { detail.done = turn(detail.parent); });
  };

  // ── Completing: people after @, titles after # or / ────────────────────────────────────────────────
  const icon = (name) => {
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    drawing.setAttribute("class", "icon");
    drawing.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `#i-${name}`);
    drawing.append(use);
    return drawing;
  };
  const completing = (text, number) => {
    const list = make("ul", { id: `completions-${number}`, className: "combo__list", hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", text.dataset.completions);
    const told = make("p", { className: "visually-hidden" });
    told.setAttribute("role", "status");
    const box = make("div", { className: "combo" });
    text.before(box);
    box.append(text, list, told);
    text.setAttribute("aria-autocomplete", "list");
    text.setAttribute("aria-haspopup", "listbox");
    text.setAttribute("aria-controls", list.id);
    let running;
    let timer;
    let quiet = 0; // Until then the server has had enough.
    let left = ""; // What somebody did not want completed.

    // The beginning at the caret: its sign, its words, and where it stands.
    const begun = () => {
      if (text.selectionStart !== text.selectionEnd) return null;
      const before = text.value.slice(Math.max(0, text.selectionStart - 60), text.selectionStart);
      const found = /(?:^|[\s(])([@#/])([\p{L}\p{N}][\p{L}\p{N}._’'-]*(?: [\p{L}\p{N}._’'-]*){0,4})$/u.exec(before);
      if (!found) return null;
      const [, sign, words] = found;
      if (sign === "@" && words.includes(" ") || words.trim().length < 2) return null;
      return { sign, words, from: text.selectionStart - words.length - 1 };
    };
    const options = () => [...list.children];
    const at = () => options().findIndex((option) => option.ariaSelected === "true");
    const choose = (place) => {
      options().forEach((option, here) => { option.ariaSelected = String(here === place); });
      const option = options()[place];
      if (option) text.setAttribute("aria-activedescendant", option.id); else text.removeAttribute("aria-activedescendant");
      option?.scrollIntoView({ block: "nearest" });
    };
    const close = () => {
      running?.abort();
      clearTimeout(timer);
      choose(-1);
      list.hidden = true;
      told.textContent = "";
    };
    const put = (option) => {
      const here = begun();
      if (!here) return close();
      text.setRangeText(`${option.dataset.put} `, here.from, text.selectionStart, "end");
      close();
      text.focus();
      text.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const show = ({ suggestions, told: words }) => {
      list.replaceChildren(...suggestions.map((one, here) => {
        const option = make("li", { id: `${list.id}-${here}`, className: "combo__option" },
          icon(one.icon), make("bdi", { textContent: one.text }), " ", make("span", { className: "combo__kind", textContent: one.kind }));
        option.setAttribute("role", "option");
        option.dataset.put = one.put;
        return option;
      }));
      list.hidden = suggestions.length === 0;
      choose(suggestions.length > 0 ? 0 : -1);
      told.textContent = suggestions.length > 0 ? words : "";
    };
    const ask = async () => {
      const here = begun();
      if (!here || here.words === left || Date.now() < quiet) return close();
      running?.abort();
      running = new AbortController();
      const query = new URLSearchParams({ [here.sign === "@" ? "name" : "title"]: here.words });
      try {
        const answer = await fetch(`/completions?${query}`, { signal: running.signal, headers: json });
        if (answer.status === 429) quiet = Date.now() + 30_000;
        if (!answer.ok) return;
        const found = await answer.json();
        if (begun()?.words === here.words && document.activeElement === text) show(found);
      } catch { /* Whoever goes on typing needs no help. */ }
    };
    text.addEventListener("input", (event) => {
      clearTimeout(timer);
      if (!begun()) return close();
      if (!event.isComposing) timer = setTimeout(ask, 150);
    });
    text.addEventListener("blur", close);
    text.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const count = list.children.length;
      const act = {
        Escape: () => { left = begun()?.words ?? ""; close(); },
        Enter: () => put(options()[at()]),
        Tab: () => put(options()[at()]),
        ArrowDown: () => choose((at() + 1) % count),
        ArrowUp: () => choose((at() + count - 1) % count),
      }[event.key];
      if (!act || event.shiftKey || at() < 0) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // The text keeps the focus.
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) put(option);
    });
  };

  // ── Begin ───────────────────────────────────────────────────────────────────────────────────────
  all("form[data-kept]").forEach(keeping);
  all("textarea[data-completions]").forEach(completing);
})();
