// What happens while one looks: new comments, thanks, who is writing, what one is told. Without it a reload shows the same.
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const make = (tag, className) => Object.assign(document.createElement(tag), { className });
  const plain = { createHTML: (html) => html };
  const policy = window.trustedTypes ? trustedTypes.createPolicy("live", plain) : plain;
  const parse = (html) => new DOMParser().parseFromString(policy.createHTML(html), "text/html");

  const area = one("[data-live]");
  const bell = one("[data-bell]");
  if (!window.EventSource || !(area || bell)) return;
  const talk = area?.dataset.live;
  const find = (id) => document.getElementById(`comment-${id}`);

  // ── The bell ──────────────────────────────────────────────────────────────────────────────────────
  const ring = ({ told, label }) => {
    if (!bell || label === undefined) return;
    bell.setAttribute("aria-label", label);
    one(".tool__count", bell)?.remove();
    if (told === 0) return;
    const count = make("span", "tool__count");
    count.ariaHidden = "true";
    count.textContent = told > 99 ? "99+" : told;
    bell.append(count);
  };

  // ── Comments ──────────────────────────────────────────────────────────────────────────────────────
  const status = area && one("[data-live-status]", area);
  const known = new Map(); // What is shown of each comment, as far as a stream has told.
  const wanted = new Set();
  const elsewhere = new Set();
  let timer;

  const list = (root) => {
    if (!root) {
      let thread = one("ol.thread", area);
      if (!thread) {
        thread = make("ol", "thread");
        status.before(thread);
        one("[data-live-none]", area)?.remove();
      }
      return thread;
    }
    const branch = root.closest("li");
    let answers = one("ol.thread__replies", branch);
    if (!answers) {
      answers = make("ol", "thread__replies");
      branch.append(answers);
    }
    return answers;
  };
  // Whether it found a place on this page.
  const put = (comment, root) => {
    const old = document.getElementById(comment.id);
    if (old) {
      // Whoever is busy with it keeps it as it is: the form may stand in it, or a button have the focus.
      if (!old.contains(document.activeElement)) old.replaceWith(comment);
      return true;
    }
    const first = comment.id === `comment-${root}`;
    if (first && one("a[rel=next]", area)) return false;
    const above = first ? null : find(root);
    if (!first && !above) return false;
    const item = make("li", "");
    item.append(comment);
    list(above).append(item);
    comment.classList.add("comment--arrived");
    return true;
  };
  const say = ({ said, elsewhere: more }) => {
    status.replaceChildren(said);
    if (elsewhere.size > 0) {
      const link = Object.assign(make("a", ""), { href: `/comments/${[...elsewhere].pop()}`, textContent: status.dataset.show });
      status.replaceChildren(more, " ", link);
    }
    status.hidden = false;
  };
  const look = async (query) => {
    try {
      const answer = await fetch(`/conversations/${talk}/live?${query}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const found = await answer.json();
      const page = parse(found.html);
      let arrived = 0;
      for (const [id, root] of found.comments) {
        const comment = page.getElementById(`comment-${id}`);
        if (!comment) continue;
        if (!find(id)) arrived += 1;
        if (!put(document.adoptNode(comment), root)) elsewhere.add(id);
      }
      const heading = one("#comments");
      if (heading) heading.textContent = found.heading;
      if (arrived > 0) say(found);
    } catch { /* The next reload shows it. */ }
  };
  // A lively moment is fetched at once, and not by everybody at the same time.
  const soon = (id) => {
    wanted.add(id);
    timer ??= setTimeout(() => {
      timer = undefined;
      const ids = [...wanted].slice(0, 50);
      ids.forEach((done) => wanted.delete(done));
      if (wanted.size > 0) soon([...wanted][0]);
      look(`of=${ids.join(",")}`);
    }, 100 + Math.random() * 400);
  };
  const heard = ({ id, version, thanks, at }) => {
    last = Math.max(last, at);
    const comment = find(id);
    const same = comment && known.get(id) === version;
    known.set(id, version);
    writers.forEach((gone, who) => { if (Date.now() > gone.until) writers.delete(who); });
    if (!same) return soon(id);
    const count = one(".thanks__count", comment);
    if (count) count.textContent = thanks; else if (thanks > 0) soon(id);
  };

  // ── Who is writing ────────────────────────────────────────────────────────────────────────────────
  const SPAN = 20_000;
  const writers = new Map();
  const line = area && one("[data-live-writing]", area);
  const show = () => {
    const now = Date.now();
    writers.forEach(({ until }, who) => { if (now > until) writers.delete(who); });
    line.textContent = [...writers.values()].map(({ text }) => text).slice(0, 3).join(" ");
    line.hidden = writers.size === 0;
    if (writers.size > 0) setTimeout(show, 2_000);
  };
  const form = one("form[data-comment-form]");
  if (area && bell && form) {
    let told = 0;
    form.addEventListener("input", (event) => {
      if (event.target.name !== "text" || event.target.value.trim() === "" || Date.now() - told < SPAN / 2) return;
      told = Date.now();
      fetch(`/conversations/${talk}/writing`, { method: "POST" }).catch(() => {});
    });
  }

  // ── The stream ────────────────────────────────────────────────────────────────────────────────────
  let last = 0;
  const stream = new EventSource(talk ? `/live?on=${talk}` : "/live");
  const on = (name, act) => stream.addEventListener(name, (event) => act(JSON.parse(event.data)));
  on("begin", ({ now, comments, ...news }) => {
    ring(news);
    if (!area) return;
    // What was said between the page and the stream, or while there was none.
    const since = last > 0 ? last : now - Math.ceil(performance.now()) - 60_000;
    if (last > 0 || String(comments) !== area.dataset.liveCount) look(`after=${since}`);
    last = Math.max(last, now - 2_000);
  });
  on("told", ring);
  if (area) {
    on("comment", heard);
    on("gone", ({ id }) => {
      const comment = find(id);
      // Whoever answers it at this moment keeps their form, and hears of it when they send.
      if (!comment || one("form[data-comment-form]", comment.closest("li"))) return;
      comment.closest("li").remove();
    });
    on("writing", ({ who, text }) => {
      writers.set(who, { text, until: Date.now() + SPAN });
      show();
    });
  }
  addEventListener("pagehide", () => stream.close());
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
