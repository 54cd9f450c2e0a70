// Makes pages better that work without it: answering in place, previews while one types, drafts kept, pictures, keys.
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // The only way from text to nodes, and only for pages and previews that our own server rendered.
  const plain = { createHTML: (html) => html };
  const policy = window.trustedTypes ? trustedTypes.createPolicy("app", plain) : plain;
  const parse = (html) => new DOMParser().parseFromString(policy.createHTML(html), "text/html");

  // Storage may be full or forbidden: then nothing is kept, and nothing breaks.
  const shelf = (kind) => ({
    get: (key) => { try { return JSON.parse(window[kind].getItem(key)); } catch { return null; } },
    put: (key, value) => { try { window[kind].setItem(key, JSON.stringify(value)); } catch { /* not kept */ } },
    drop: (key) => { try { window[kind].removeItem(key); } catch { /* was not kept */ } },
    keys: () => { try { return Object.keys(window[kind]); } catch { return []; } },
  });
  const kept = shelf("localStorage");
  const visit = shelf("sessionStorage");

  const post = (url, body, signal) =>
    fetch(url, { method: "POST", body, signal, headers: { Accept: "application/json" } });
  const later = (work, pause) => {
    let timer;
    return () => { clearTimeout(timer); timer = setTimeout(work, pause); };
  };

  // ── Drafts: what was typed and not sent comes back ──────────────────────────────────────────────
  const PREFIX = "draft ";
  const LIFE = 180 * 86_400_000;
  const fields = (form) =>
    all("textarea[name], input[type=text][name], input:not([type])[name]", form).filter((field) => field.name !== "website");
  const typed = (form) => Object.fromEntries(fields(form).map((field) => [field.name, field.value]));
  const previews = (button) => button?.value === "preview";

  const arrived = () => {
    const sent = visit.get("sent");
    visit.drop("sent");
    const way = performance.getEntriesByType("navigation")[0]?.type;
    const answered = sent && way === "navigate" && location.href !== sent.from && Date.now() - sent.at < 120_000;
    if (answered && !one("[data-failed]")) kept.drop(sent.key);
    for (const key of kept.keys()) {
      if (key.startsWith(PREFIX) && !(kept.get(key)?.at > Date.now() - LIFE)) kept.drop(key);
    }
  };

  const keepDraft = (form) => {
    const key = PREFIX + form.dataset.draft;
    const { revision, parent } = form.elements;
    const opened = revision?.value;
    const draft = kept.get(key);
    const differs = draft && fields(form).some((field) => draft.fields[field.name] !== undefined && draft.fields[field.name] !== field.value);
    if (differs && !("returned" in form.dataset)) {
      for (const field of fields(form)) field.value = draft.fields[field.name] ?? field.value;
      // With the revision that it was typed on: if somebody was faster, the server says so and shows both.
      if (revision && draft.revision) revision.value = draft.revision;
      if (parent && draft.parent) one(`[data-reply="${CSS.escape(draft.parent)}"]`)?.click();
      const button = make("button", { type: "button", className: "link-btn", textContent: form.dataset.discard });
      const notice = make("div", { className: "notice notice--plain" }, make("p", { textContent: form.dataset.restored }), button);
      notice.setAttribute("role", "status");
      button.addEventListener("click", () => {
        kept.drop(key);
        form.reset();
        if (revision) revision.value = opened;
        notice.remove();
        fields(form)[0]?.dispatchEvent(new Event("input", { bubbles: true }));
      });
      // Where the server had kept some of it, the page says so already.
      if (!one("[data-draft-notice]", form.parentElement)) form.prepend(notice);
    }
    let waits = false;
    const keepNow = () => {
      waits = false;
      const now = typed(form);
      const empty = Object.values(now).every((value) => value === "");
      if (empty) return kept.drop(key);
      kept.put(key, { fields: now, revision: revision?.value, parent: parent?.value, at: Date.now() });
    };
    const keep = later(keepNow, 400);
    form.addEventListener("input", () => { waits = true; keep(); });
    addEventListener("pagehide", () => { if (waits) keepNow(); });
    form.addEventListener("submit", (event) => {
      if (!previews(event.submitter)) visit.put("sent", { key, from: location.href, at: Date.now() });
    });
  };

  // ── Previews while one types ────────────────────────────────────────────────────────────────────
  const PAUSE = 900;
  const LEAST = 4_000; // Between two of them: the server counts what it renders.
  const preview = (area) => {
    const form = area.closest("form");
    const text = one("textarea[name=source], textarea[name=text]", form);
    const place = one("[data-preview-text]", area);
    let last = 0;
    let running;
    const show = async () => {
      if (text.value.trim() === "") { area.hidden = true; return; }
      if (Date.now() - last < LEAST) return again();
      last = Date.now();
      running?.abort();
      running = new AbortController();
      const body = new URLSearchParams(new FormData(form));
      body.set(area.dataset.preview, "preview");
      try {
        const answer = await post(form.action, body, running.signal);
        if (answer.status === 429) last += 60_000;
        if (!answer.ok) return;
        const { html } = await answer.json();
        place.replaceChildren(...parse(html).body.childNodes);
        area.hidden = false;
      } catch { /* The button does the same. */ }
    };
    const again = later(show, PAUSE);
    text.addEventListener("input", again);
  };

  // ── Answering in place ──────────────────────────────────────────────────────────────────────────
  const answering = (form) => {
    const say = form.closest("#say") ?? form;
    const home = document.createComment("the form's own place");
    say.before(home);
    const reset = () => {
      home.after(say);
      form.elements.parent.value = "";
      one("[data-answers]", form)?.remove();
    };
    // Members have words of their own for each comment that they answer, which may have to be fetched.
    const turn = (parent) => {
      const detail = { parent };
      form.dispatchEvent(new CustomEvent("answering", { detail }));
      return detail.done;
    };
    const answer = (link) => {
      reset();
      const comment = link.closest(".comment");
      const name = one(".comment__name", comment).textContent;
      const cancel = make("button", { type: "button", className: "link-btn", textContent: form.dataset.cancel });
      cancel.addEventListener("click", () => { reset(); turn(""); link.focus(); });
      const words = form.dataset.replying.replace("…", name);
      const line = make("p", { className: "meta" }, `${words} `, cancel);
      line.dataset.answers = "";
      form.prepend(line);
      form.elements.parent.value = link.dataset.reply;
      comment.after(say);
      form.elements.text.focus();
      return turn(link.dataset.reply);
    };
    // What of a comment is marked is quoted; if nothing is, all of it, as the server would.
    const marked = (comment) => {
      const marks = getSelection();
      const text = one(".comment__text", comment);
      if (!text || marks.isCollapsed || !text.contains(marks.anchorNode) || !text.contains(marks.focusNode)) return "";
      return marks.toString().trim();
    };
    const plainly = (line) => line.replace(/[\\`*_[\]<>~|&$^!]/g, "\\$&").replace(/^[#+\-=:]/, "\\$&").replace(/^(\d+)([.)])/, "$1\\$2");
    const quoting = async (comment, words) => {
      const id = comment.id.slice("comment-".length);
      if (words) {
        const lead = plainly(form.dataset.wrote.replace("…", one(".comment__name", comment).textContent));
        return [`[${lead}](/comments/${id})`, ...words.split(/\s*\n\s*/).map(plainly)].map((line) => `> ${line}\n`).join(">\n");
      }
      const response = await fetch(`/comments/${id}/quotation`, { headers: { Accept: "application/json" } });
      return response.ok ? (await response.json()).markdown : "";
    };
    const quote = async (link) => {
      const comment = link.closest(".comment");
      const words = marked(comment);
      try {
        const piece = await quoting(comment, words);
        if (form.elements.parent.value !== link.dataset.quote) await answer(one("a[data-reply]", comment));
        const { text } = form.elements;
        if (!text.value.includes(piece.trimEnd())) text.value = `${text.value.trimEnd()}${text.value.trim() ? "\n\n" : ""}${piece}\n`;
        text.focus();
        text.setSelectionRange(text.value.length, text.value.length);
        text.dispatchEvent(new Event("input", { bubbles: true }));
      } catch { location.assign(link.href); }
    };
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[data-reply], a[data-quote]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (link.dataset.quote) quote(link); else answer(link);
    });
  };

  // ── Thanks without leaving the page ─────────────────────────────────────────────────────────────
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.action.endsWith("/thanks")) return;
    event.preventDefault();
    try {
      const answer = await post(form.action, new URLSearchParams(new FormData(form)));
      if (!answer.ok) throw answer;
      const now = await answer.json();
      const button = one(".thanks", form);
      button.setAttribute("aria-pressed", now.thanked);
      one("span", button).firstChild.data = now.label;
      one(".thanks__count", button).textContent = now.count;
      form.elements.thanks.value = now.thanked ? "no" : "yes";
    } catch { form.submit(); }
  });

  // ── What was just sent can be taken back for half a minute ──────────────────────────────────────
  for (const form of all("[data-undo]")) setTimeout(() => { if (!form.contains(document.activeElement)) form.remove(); }, 30_000);

  // ── Pictures: pasted, dropped or chosen, described, put in ──────────────────────────────────────
  const pictures = (text) => {
    const words = text.dataset;
    const box = text.closest(".composer") ?? text;
    const chooser = make("input", { type: "file", accept: "image/*", hidden: true });
    const open = make("button", { type: "button", className: "link-btn", textContent: words.pictureChoose });
    open.addEventListener("click", () => chooser.click());
    one("[data-picture-slot]", text.form)?.prepend(open, " ", chooser);

    const put = (piece) => {
      const before = text.value.slice(0, text.selectionStart);
      const gap = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
      text.setRangeText(`${gap}${piece}\n\n`, text.selectionStart, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
      text.focus();
    };
    const ask = (file) => {
      const alt = make("input", { className: "input", type: "text", maxLength: 400 });
      const label = make("label", {}, words.pictureAlt, " ", make("span", { className: "field__hint", textContent: `${file.name}. ${words.pictureHint}` }), alt);
      const insert = make("button", { type: "button", className: "btn btn--small", textContent: words.pictureInsert });
      const cancel = make("button", { type: "button", className: "btn btn--small", textContent: words.pictureCancel });
      const state = make("p", { className: "meta" });
      state.setAttribute("role", "status");
      const panel = make("div", { className: "panel picture-ask" }, label, make("p", { className: "row" }, insert, cancel), state);
      const send = async () => {
        insert.disabled = true;
        state.textContent = words.pictureBusy;
        const body = new FormData();
        body.set("alt", alt.value);
        body.set("file", file);
        try {
          const answer = await post("/pictures", body);
          const { markdown, url, error } = await answer.json();
          if (error) { insert.disabled = false; state.textContent = error; return; }
          panel.remove();
          if (words.pictures !== "html") return put(markdown);
          const image = make("img", { alt: alt.value });
          image.setAttribute("src", url);
          put(image.outerHTML);
        } catch (failed) {
          insert.disabled = false;
          const told = failed.status === 422 ? (await failed.json()).error : "";
          state.textContent = told || words.pictureFailed;
        }
      };
      insert.addEventListener("click", send);
      cancel.addEventListener("click", () => { panel.remove(); text.focus(); });
      alt.addEventListener("keydown", (event) => {
        if (event.key === "Enter") { event.preventDefault(); send(); }
      });
      box.after(panel);
      alt.focus();
    };
    const take = (event, files) => {
      const found = [...(files ?? [])].filter((file) => file.type.startsWith("image/"));
      if (found.length === 0) return;
      event.preventDefault();
      found.reverse().forEach(ask);
    };
    chooser.addEventListener("change", (event) => { take(event, chooser.files); chooser.value = ""; });
    text.addEventListener("paste", (event) => take(event, event.clipboardData?.files));
    text.addEventListener("dragover", (event) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    });
    text.addEventListener("drop", (event) => take(event, event.dataTransfer?.files));
  };

  // ── A time of the site, said in the reader's own ────────────────────────────────────────────────
  const clock = (input) => {
    const zone = input.dataset.zone;
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone === own) return;
    const hint = make("span", { className: "meta" });
    hint.setAttribute("role", "status");
    input.closest(".field").append(hint);
    const ahead = (at) => Date.parse(`${new Date(at).toLocaleString("sv-SE", { timeZone: zone }).replace(" ", "T")}Z`) - at;
    const say = () => {
      const wall = Date.parse(`${input.value}Z`);
      if (Number.isNaN(wall)) { hint.textContent = ""; return; }
      // Twice, since the first guess may lie on the other side of a change of clocks.
      const at = wall - ahead(wall - ahead(wall));
      const date = new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "full", timeStyle: "short" });
      hint.textContent = `${input.dataset.there} ${date}`;
    };
    input.addEventListener("input", say);
    say();
  };

  // ── Suggestions while one types what to search for ──────────────────────────────────────────────
  const suggesting = (input) => {
    const list = make("ul", { id: `${input.id}-suggestions`, className: "combo__list", hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.dataset.suggestions);
    const told = make("p", { className: "visually-hidden" });
    told.setAttribute("role", "status");
    input.after(list, told);
    const say = (name, value) => input.setAttribute(`aria-${name}`, value);
    input.setAttribute("role", "combobox");
    say("autocomplete", "list");
    say("controls", list.id);
    say("expanded", "false");
    let running;
    let asked = "";
    let quiet = 0; // Until then the server has had enough.

    const options = () => [...list.children];
    const active = () => options().findIndex((option) => option.ariaSelected === "true");
    const choose = (place) => {
      options().forEach((option, at) => { option.ariaSelected = String(at === place); });
      const option = options()[place];
      if (option) say("activedescendant", option.id); else input.removeAttribute("aria-activedescendant");
      option?.scrollIntoView({ block: "nearest" });
    };
    const close = () => {
      running?.abort();
      list.hidden = true;
      say("expanded", "false");
      choose(-1);
    };
    const open = () => {
      list.hidden = list.children.length === 0;
      say("expanded", String(!list.hidden));
    };
    const go = (option, event) => {
      if (event.ctrlKey || event.metaKey) window.open(option.dataset.href, "_blank", "noopener");
      else location.assign(option.dataset.href);
    };
    const icon = (name) => {
      const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      drawing.setAttribute("class", "icon");
      drawing.setAttribute("aria-hidden", "true");
      const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
      if (name) use.setAttribute("href", `#i-${name}`);
      drawing.append(use);
      return drawing;
    };
    const show = ({ suggestions, told: words }) => {
      list.replaceChildren(...suggestions.map((one, at) => {
        const text = make("bdi", { textContent: one.text });
        const kind = make("span", { className: "combo__kind", textContent: one.kind });
        const option = make("li", { id: `${list.id}-${at}`, className: "combo__option" }, icon(one.icon), text, " ", kind);
        option.setAttribute("role", "option");
        option.ariaSelected = "false";
        option.dataset.href = one.href;
        return option;
      }));
      open();
      told.textContent = words;
    };
    const ask = async () => {
      const typed = input.value.trim();
      if (typed === asked || Date.now() < quiet) return;
      asked = typed;
      close();
      if (typed.length < 2) { list.replaceChildren(); told.textContent = ""; return; }
      running = new AbortController();
      try {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: running.signal });
        if (answer.status === 429) quiet = Date.now() + 30_000;
        if (!answer.ok) return;
        const found = await answer.json();
        if (typed === input.value.trim() && document.activeElement === input) show(found);
      } catch { /* The button searches all the same. */ }
    };
    input.addEventListener("input", later(ask, 150));
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const count = list.children.length;
      const at = active();
      if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
      else if (event.key === "Enter" && !list.hidden && at >= 0) { event.preventDefault(); go(options()[at], event); }
      else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count > 0) {
        event.preventDefault();
        // Before the first and after the last stands the box itself.
        const step = event.key === "ArrowDown" ? 1 : -1;
        const next = list.hidden ? (step > 0 ? 0 : count - 1) : at < 0 && step < 0 ? count - 1 : at + step;
        open();
        choose(next >= count ? -1 : next);
      }
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // The box keeps the focus.
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) go(option, event);
    });
  };

  // ── Keys ────────────────────────────────────────────────────────────────────────────────────────
  const keysSwitch = (root) => {
    const off = one("[data-keys-off]", root);
    if (!off) return;
    off.hidden = false;
    const box = one("[data-keys-switch]", off);
    box.checked = kept.get("keys") !== "off";
    box.addEventListener("change", () => kept.put("keys", box.checked ? "on" : "off"));
  };
  const help = async () => {
    try {
      const page = parse(await (await fetch("/keys")).text());
      const dialog = make("dialog", { className: "keys-dialog" }, one("[data-keys]", page));
      const close = one("[data-keys-close]", dialog);
      close.hidden = false;
      close.addEventListener("click", () => dialog.close());
      dialog.addEventListener("close", () => dialog.remove());
      keysSwitch(dialog);
      document.body.append(dialog);
      dialog.showModal();
    } catch { location.assign("/keys"); }
  };
  const items = () => all(".comment, [data-item]").filter((item) => item.getClientRects().length > 0);
  const here = () => document.activeElement?.closest(".comment, [data-item]");
  // The comment in which one stands, or of which something is marked.
  const spoken = () => {
    const marks = getSelection();
    const marked = marks.isCollapsed ? null : marks.anchorNode.parentElement?.closest(".comment");
    return marked ?? here() ?? make("p");
  };
  const move = (step) => {
    const list = items();
    const at = list.indexOf(here());
    const top = list.findIndex((item) => item.getBoundingClientRect().top > 8);
    const next = at >= 0 ? at + step : step > 0 ? top : (top < 0 ? list.length : top) - 1;
    const item = list[next];
    if (!item) return;
    item.tabIndex = -1;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "start" });
  };
  const search = () => {
    const field = one("main input[type=search]");
    if (field) field.focus(); else location.assign("/search");
  };
  const writes = (target) => target.isContentEditable || target.matches?.("input, textarea, select");

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if ((event.ctrlKey || event.metaKey) && key === "Enter") {
      const form = target.form;
      const button = form && one("[data-send]", form);
      if (button) { event.preventDefault(); form.requestSubmit(button); }
      return;
    }
    const plainKey = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    if (!plainKey || writes(target) || one("dialog[open]") || kept.get("keys") === "off" && key !== "?") return;
    const act = {
      "?": help,
      "/": search,
      j: () => move(1),
      k: () => move(-1),
      r: () => one("[data-reply]", spoken())?.click(),
      q: () => one("[data-quote]", spoken())?.click(),
      e: () => one("[data-edit]", spoken())?.click(),
    }[key] ?? (() => one(`[data-key="${CSS.escape(key)}"]`, here() ?? make("p"))?.click());
    if (key === "/" || key === "?") event.preventDefault();
    // The key that moves into a field must not be typed there.
    if ("rqe".includes(key)) event.preventDefault();
    act();
  });

  // ── Work asked for at the door, while very many wrong passwords are tried ─────────────────────────
  const solve = async (challenge, bits) => {
    const text = new TextEncoder();
    const fits = async (answer) => {
      const hash = await crypto.subtle.digest("SHA-256", text.encode(`${challenge} ${answer}`));
      return new DataView(hash).getUint32(0) >>> (32 - bits) === 0;
    };
    // Many at a time: waiting for each takes longer than its hash.
    for (let from = 0; ; from += 256) {
      const found = await Promise.all(Array.from({ length: 256 }, (_, at) => fits(from + at)));
      if (found.includes(true)) return from + found.indexOf(true);
    }
  };
  const working = (form) => form.addEventListener("submit", async (event) => {
    const { answer, challenge } = form.elements;
    if (answer.value || !window.crypto?.subtle) return;
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    answer.value = await solve(challenge.value, Number(form.dataset.work));
    // Not at once: Chromium still takes the first sending for under way, and would forget this one.
    setTimeout(() => form.requestSubmit());
  });

  // ── Begin ───────────────────────────────────────────────────────────────────────────────────────
  arrived();
  all("form[data-comment-form]").forEach(answering);
  all("form[data-draft]").forEach(keepDraft);
  all("[data-preview]").forEach(preview);
  all("textarea[data-pictures]").forEach(pictures);
  all("input[data-zone]").forEach(clock);
  all("input[data-suggest]").forEach(suggesting);
  all("form[data-work]").forEach(working);
  keysSwitch(document);
  one("[data-faults]")?.focus();
  one("form[action='/sign-out']")?.addEventListener("submit", () => {
    // The next one at this machine is somebody else.
    kept.keys().filter((key) => key.startsWith(PREFIX)).forEach(kept.drop);
  });
})();
