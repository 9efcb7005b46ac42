"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const choices = JSON.parse($("choices").textContent);
  const holder = $("cards");
  const cards = [...holder.querySelectorAll("article.card")];
  const byId = new Map(cards.map((card) => [card.id, card]));
  const storageKey = `scrutineer ${document.documentElement.dataset.run}`;
  const LONG = 1100;
  const FORMULA = /^[=+\-@\uff1d\uff0b\uff0d\uff20]/;

  /* ---- The cells of a card that can be corrected, with what stands in them ---- */

  const wordingOf = (part, table) => part.querySelector(`.wording[data-of="${table}"]`)?.textContent ?? "";
  const answersOf = (card) => [...card.querySelectorAll(".answer")];

  function rowsOf(card) {
    const rows = [];
    const { rec, document: file, page, number, category, kind, alone } = card.dataset;
    const wording = wordingOf(card, "recommendations");
    if (rec) {
      rows.push({ table: "recommendations", row_id: rec, document: file, page, wording, title: "Recommendation", cells: { text: wording, number, category, kind } });
      if (alone === "yes") {
        rows.push({ table: "matches", row_id: rec, document: file, page, wording, title: "Its response", cells: { response_id: "" } });
      }
    }
    for (const [i, answer] of answersOf(card).entries()) {
      const of = answer.dataset;
      const title = answersOf(card).length > 1 ? `Response ${i + 1} (${of.document}, page ${of.page})` : "Response";
      if (rec) {
        rows.push({ table: "matches", row_id: rec, document: file, page, wording, title: `${title}: is it the right one?`, cells: { response_id: of.response } });
      }
      const cells = { status: of.status, text: wordingOf(answer, "responses"), number: of.number };
      rows.push({ table: "responses", row_id: of.response, document: of.document, page: of.page, wording: of.known, title, cells });
    }
    return rows;
  }

  /* ---- What people say: by card, kept in the browser until it is saved ---- */

  let said = new Map();
  let foreign = [];

  function keep() {
    try {
      localStorage.setItem(storageKey, JSON.stringify([...said]));
    } catch {
      $("notkept").hidden = false;
    }
  }

  function restore() {
    let stored = [];
    try {
      stored = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    } catch {
      $("notkept").hidden = false;
    }
    let stale = 0;
    for (const [id, entry] of stored) {
      const card = byId.get(id);
      const open = (entry.changes ?? []).filter((change) => !isDone(card, change));
      const changes = card ? open.filter((change) => fits(card, change)) : [];
      const done = entry.verdict === "corrected" ? !open.length : card ? entry.verdict === "accepted" && card.dataset.checked : wasRejected(id);
      if (done) continue;
      stale += card ? open.length - changes.length : 1;
      if (card && (entry.verdict !== "corrected" || changes.length)) said.set(id, { ...entry, changes });
    }
    if (stale) notify(`${stale} thing${stale > 1 ? "s" : ""} kept from an earlier page no longer fit the rows and were left out.`);
    if (stored.length) keep();
  }

  /* Whether the run that made this page was given a change already, or it is so anyhow. */
  const isDone = (card, change) =>
    (card && rowsOf(card).some((row) => isOf(row, change) && row.cells[change.column] === change.now)) ||
    data.earlier.some((line) => ["table", "row_id", "column", "was", "now"].every((name) => cellOf(line, name) === change[name]));
  const wasRejected = (id) => data.earlier.some((line) => line.verdict === "rejected" && id.endsWith(`-${line.row_id}`));

  const isOf = (row, change) => row.table === change.table && row.row_id === change.row_id;
  const fits = (card, change) => rowsOf(card).some((row) => isOf(row, change) && row.cells[change.column] === change.was);

  function say(card, verdict, changes = [], note = "") {
    said.set(card.id, { verdict, changes, note });
    notify("");
    keep();
    show(card);
    tellProgress();
  }

  function sayUnlessCorrected(card, verdict) {
    if (said.get(card.id)?.changes.length) {
      notify("This card has corrections that you made. Take them back first, or correct it again.");
      return;
    }
    say(card, verdict);
  }

  function takeBack(card) {
    said.delete(card.id);
    keep();
    show(card);
    tellProgress();
  }

  const LABELS = { text: "wording", number: "number", category: "category", kind: "kind", status: "status", response_id: "response" };

  const shortly = (change, value) => {
    const told = change.column === "response_id" ? responseChoices().get(value)?.text ?? "no response" : value || "empty";
    return told.length > 200 ? `${told.slice(0, 199)}\u2026` : told;
  };

  function show(card) {
    const entry = said.get(card.id);
    const chip = card.querySelector(".said");
    card.dataset.said = entry?.verdict ?? "";
    chip.hidden = !entry;
    const columns = [...new Set((entry?.changes ?? []).map((change) => LABELS[change.column]))].join(", ");
    chip.textContent = entry ? `checked: ${{ accepted: "right", rejected: "not a recommendation", corrected: `${columns} corrected` }[entry.verdict]}` : "";
    const told = (entry?.changes ?? []).map((change) => `${LABELS[change.column]}: ${shortly(change, change.was)} \u2192 ${shortly(change, change.now)}`);
    if (entry?.note) told.push(`note: ${entry.note}`);
    const list = card.querySelector(".changes");
    list.hidden = !told.length;
    list.replaceChildren(...told.map((text) => {
      const item = document.createElement("li");
      item.textContent = text;
      return item;
    }));
    card.querySelector('[data-do="undo"]').hidden = !entry;
  }

  function tellProgress() {
    const counts = { accepted: 0, corrected: 0, rejected: 0 };
    for (const entry of said.values()) counts[entry.verdict] += 1;
    const earlier = cards.filter((card) => card.dataset.checked && !said.has(card.id)).length;
    const parts = Object.entries(counts).filter(([, n]) => n).map(([verdict, n]) => `${n} ${verdict}`);
    if (earlier) parts.push(`${earlier} checked before`);
    $("progress").textContent = parts.length ? `${parts.join(", ")} of ${cards.length}` : "Nothing said yet";
  }

  function notify(text) {
    $("notice").textContent = text;
    $("notice").hidden = !text;
  }

  /* ---- corrections.csv ---- */

  const cellOf = (row, column) => String(row[column] ?? "");
  const beginning = (text) => [...text].slice(0, data.shown).join("");
  const named = (row, column) => `${row.table} ${row.row_id} ${column}`;

  /* What all cards together make of the cells: a response that answers several recommendations stands on several cards. */
  function changedCells() {
    const changed = new Map();
    for (const entry of said.values()) for (const change of entry.changes) changed.set(named(change, change.column), change.now);
    return changed;
  }

  const stateOf = (row, changed) =>
    data.correctable[row.table].map((column) => beginning(changed.get(named(row, column)) ?? row.cells[column])).join(" | ");

  /* The lines a card gives: what is corrected, then what is right as it is (with the corrections), or that it is rejected. */
  function linesOf(card, entry, changed) {
    const line = (row, verdict, change = {}) =>
      ({ ...row, wording: beginning(row.wording), verdict, column: change.column ?? "", was: change.was ?? "", now: change.now ?? "", note: entry.note });
    const rows = rowsOf(card);
    if (entry.verdict === "rejected") return { rejected: [line(rows[0], "rejected")], corrected: [], accepted: [] };
    const kind = changed.get(`recommendations ${card.dataset.rec} kind`) ?? card.dataset.kind;
    const unpaired = new Set(entry.changes.filter((change) => change.column === "response_id").map((change) => change.was));
    const corrected = [];
    const accepted = [];
    for (const row of rows) {
      const pair = row.cells.response_id;
      if (card.dataset.rec && row.table !== "recommendations" && kind === "decision") continue;
      if (row.table === "matches" && !pair && kind !== "scrutiny" && !entry.changes.some((change) => change.table === "matches")) continue;
      const own = entry.changes.filter((change) => isOf(row, change) && row.cells[change.column] === change.was);
      corrected.push(...own.map((change) => line(row, "corrected", change)));
      if (row.table === "matches") {
        if (!own.length) accepted.push(line(row, "accepted", { column: "response_id", was: pair, now: pair }));
      } else if (!unpaired.has(row.row_id)) accepted.push(line(row, "accepted", { was: stateOf(row, changed) }));
    }
    return { rejected: [], corrected, accepted };
  }

  const guarded = (text) => (FORMULA.test(text) ? `'${text}` : text);
  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lineOf = (row) => data.columns.map((column) => quoted(guarded(cellOf(row, column).replace(/[\t\r\n]+/g, " ")))).join(",");

  function csv() {
    const changed = changedCells();
    const own = cards.filter((card) => said.has(card.id)).map((card) => linesOf(card, said.get(card.id), changed));
    const inOrder = ["corrected", "accepted", "rejected"].flatMap((verdict) => own.flatMap((lines) => lines[verdict]));
    const lines = [...data.earlier, ...foreign, ...inOrder].map(lineOf);
    return `${[data.columns.join(","), ...new Set(lines)].join("\n")}\n`;
  }

  function save() {
    if (!said.size && !foreign.length && !data.earlier.length) {
      notify("There is nothing to save yet: accept, correct or reject a card first.");
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
    link.download = "corrections.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    notify("Saved as corrections.csv, where your browser puts downloads. Give it to the next run with --corrections.");
  }

  function parse(text) {
    const rows = [];
    let row = [], cell = "", inQuotes = false;
    const endCell = () => { row.push(cell); cell = ""; };
    const endRow = () => { endCell(); if (row.length > 1 || row[0]) rows.push(row); row = []; };
    for (let i = 0; i < text.length; i += 1) {
      const c = text[i];
      if (inQuotes) {
        if (c === '"' && text[i + 1] === '"') { cell += '"'; i += 1; } else if (c === '"') inQuotes = false; else cell += c;
      } else if (c === '"') inQuotes = true;
      else if (c === ",") endCell();
      else if (c === "\n") endRow();
      else if (c !== "\r") cell += c;
    }
    if (cell || row.length) endRow();
    return rows;
  }

  function load(text) {
    const [head, ...body] = parse(text.replace(/^\ufeff/, ""));
    if (!head || data.columns.some((column) => !head.includes(column))) {
      notify("This is no corrections.csv: its first line does not name the columns.");
      return;
    }
    const unguarded = (cell) => (cell[0] === "'" && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell);
    const lines = body.map((cells) => Object.fromEntries(head.map((column, i) => [column, unguarded(cells[i] ?? "")])));
    const earlier = new Set(data.earlier.map(lineOf));
    const unread = lines.filter((line) => !earlier.has(lineOf(line)));
    const spokenOf = new Set(unread.filter((line) => line.table !== "responses").map((line) => line.row_id));
    const owner = new Map();
    for (const card of cards) {
      for (const row of rowsOf(card)) {
        const key = `${row.table} ${row.row_id}`;
        const isLone = !card.dataset.rec;
        if (row.table !== "responses" || isLone || (spokenOf.has(card.dataset.rec) && !owner.has(key))) owner.set(key, card);
      }
    }
    const entries = new Map();
    let elsewhere = 0;
    for (const line of unread) {
      const card = owner.get(`${line.table} ${line.row_id}`);
      const change = { table: line.table, row_id: line.row_id, column: line.column, was: line.was, now: line.now };
      const entry = entries.get(card) ?? { verdict: "accepted", changes: [], note: "" };
      const before = entry.changes.find((c) => isOf(c, change) && c.column === change.column && c.now === change.was);
      if (!card || (line.verdict === "corrected" && !before && !fits(card, change))) {
        foreign.push(line);
        elsewhere += 1;
        continue;
      }
      if (before) before.now = change.now;
      else if (line.verdict === "corrected") entry.changes.push(change);
      if (line.verdict === "rejected") entry.rejected = true;
      entry.note = entry.note || line.note;
      entries.set(card, entry);
    }
    for (const [card, entry] of entries) {
      const verdict = entry.rejected ? "rejected" : entry.changes.length ? "corrected" : "accepted";
      say(card, verdict, verdict === "rejected" ? [] : entry.changes, entry.note);
    }
    const kept = elsewhere ? ` ${elsewhere} line${elsewhere > 1 ? "s" : ""} that fit no row here are kept and saved again.` : "";
    notify(`Loaded what is said of ${entries.size} card${entries.size === 1 ? "" : "s"}.${kept}`);
  }

  /* ---- Correcting a card ---- */

  const editor = $("editor");
  let edited = null;
  let inputs = [];

  let shown = null;

  function responseChoices() {
    if (shown) return shown;
    shown = new Map();
    for (const card of cards) {
      for (const answer of answersOf(card)) {
        const { response, document: file, page, number, known } = answer.dataset;
        shown.set(response, { group: file, text: `${number || "no number"}, page ${page} of ${file}: ${known.slice(0, 70)}` });
      }
    }
    return shown;
  }

  function option(value, text, select, parent = select) {
    const made = document.createElement("option");
    made.value = value;
    made.textContent = text;
    parent.append(made);
  }

  function inputFor(column, value) {
    if (column === "text") {
      const area = document.createElement("textarea");
      area.value = value;
      return area;
    }
    if (column === "number") {
      const field = document.createElement("input");
      field.value = value;
      return field;
    }
    const select = document.createElement("select");
    if (column === "response_id") {
      option("", "no response", select);
      const groups = new Map();
      for (const [id, { group, text }] of responseChoices()) {
        if (!groups.has(group)) {
          const made = document.createElement("optgroup");
          made.label = group;
          select.append(made);
          groups.set(group, made);
        }
        option(id, text, select, groups.get(group));
      }
    } else if (column === "category") {
      option("", "no category", select);
      for (const name of choices.category) option(name, name, select);
    } else {
      for (const [name, words] of Object.entries(choices[column])) option(name, words, select);
    }
    select.value = value;
    return select;
  }

  function edit(card) {
    edited = card;
    inputs = [];
    const before = said.get(card.id);
    const fields = rowsOf(card).map((row) => {
      const set = document.createElement("fieldset");
      const legend = document.createElement("legend");
      legend.textContent = row.title;
      set.append(legend);
      for (const [column, was] of Object.entries(row.cells)) {
        if (!data.correctable[row.table].includes(column)) continue;
        const label = document.createElement("label");
        const name = LABELS[column];
        label.textContent = name[0].toUpperCase() + name.slice(1);
        const change = before?.changes.find((c) => c.table === row.table && c.row_id === row.row_id && c.column === column && c.was === was);
        const input = inputFor(column, change?.now ?? was);
        input.required = row.table === "recommendations" && column === "text";
        label.append(input);
        set.append(label);
        inputs.push({ input, table: row.table, row_id: row.row_id, column, was });
      }
      return set;
    });
    $("fields").replaceChildren(...fields);
    $("note").value = before?.note ?? "";
    $("editorhead").textContent = `Correct: ${card.querySelector("h3").textContent.trim()}`;
    editor.returnValue = "";
    editor.showModal();
    editor.scrollTop = 0;
    for (const area of editor.querySelectorAll("textarea")) area.setSelectionRange(0, 0);
    for (const area of editor.querySelectorAll("textarea")) area.scrollTop = 0;
  }

  editor.addEventListener("close", () => {
    if (editor.returnValue === "save") {
      const changes = inputs
        .map(({ input, ...cell }) => ({ ...cell, now: input.value.replace(/\s+/g, " ").trim() }))
        .filter((change) => change.now !== change.was);
      say(edited, changes.length ? "corrected" : "accepted", changes, $("note").value.trim());
    }
    edited?.focus();
  });

  /* ---- Long wordings ---- */

  for (const wording of document.querySelectorAll(".wording")) {
    if (wording.textContent.length < LONG) continue;
    const more = document.createElement("button");
    more.type = "button";
    more.className = "small more";
    more.textContent = "Show all of it";
    more.addEventListener("click", () => {
      const clipped = wording.classList.toggle("clipped");
      more.textContent = clipped ? "Show all of it" : "Show less";
    });
    wording.classList.add("clipped");
    wording.after(more);
  }

  /* ---- Pictures ---- */

  const source = (name) => data.pictures[name] ?? name;
  const sheetsOf = (svg) => svg.dataset.pages.trim().split(" ").map((told) => told.split("|"));

  function draw(svg) {
    const image = svg.querySelector("image");
    if (!image.hasAttribute("href")) image.setAttribute("href", source(sheetsOf(svg)[0][0]));
    return image;
  }

  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) { draw(entry.target); watcher.unobserve(entry.target); }
  }, { rootMargin: "1500px" });
  for (const svg of document.querySelectorAll("svg.sheet")) watcher.observe(svg);

  function view(figure) {
    const svg = figure.querySelector("svg.sheet");
    if (!svg) return;
    const pages = sheetsOf(svg).map(([name, width, height], i) => {
      const whole = svg.cloneNode(true);
      whole.setAttribute("viewBox", `0 0 ${width} ${height}`);
      const image = whole.querySelector("image");
      image.setAttribute("width", width);
      image.setAttribute("height", height);
      image.setAttribute("href", source(name));
      if (i) {
        whole.querySelector(".mark").remove();
        whole.setAttribute("aria-label", `Picture of the page on which it goes on (${i + 1})`);
      }
      return whole;
    });
    $("sheets").replaceChildren(...pages);
    $("viewerhead").textContent = figure.querySelector("figcaption span").textContent;
    $("viewer").showModal();
    const mark = pages[0].querySelector(".mark").getBoundingClientRect();
    $("sheets").scrollTop += mark.top - $("sheets").getBoundingClientRect().top - 80;
  }

  async function loadAll() {
    const images = cards.filter((card) => !card.hidden).flatMap((card) => [...card.querySelectorAll("svg.sheet")]).map(draw);
    await Promise.all(images.map((image) => new Promise((done) => {
      const probe = new Image();
      probe.onload = probe.onerror = done;
      probe.src = image.getAttribute("href");
    })));
  }

  /* ---- Which cards are shown, and in which order ---- */

  const searched = new Map();
  const SEARCHED = "h3, h4, .chips, .from, .stem, .wording, .facts, .told, .place figcaption span";
  const textOf = (card) => {
    if (!searched.has(card)) {
      const texts = [...card.querySelectorAll(SEARCHED)].map((part) => part.textContent);
      searched.set(card, texts.join(" ").toLowerCase().replace(/\s+/g, " "));
    }
    return searched.get(card);
  };
  const chosen = (id) => $(id)?.value ?? "";

  function isShown(card, words) {
    const of = card.dataset;
    const checked = of.checked || of.said;
    const looks = { "": true, review: of.review === "yes", query: of.query === "yes", unchecked: !checked, checked: Boolean(checked), late: of.late === "yes" };
    return (
      (!chosen("report") || of.report === chosen("report")) &&
      (!chosen("kind") || of.kind === chosen("kind")) &&
      (!chosen("category") || (of.category || "none") === chosen("category")) &&
      (!chosen("status") || of.status === chosen("status")) &&
      looks[chosen("look")] &&
      words.every((word) => textOf(card).includes(word))
    );
  }

  function filter() {
    const words = chosen("search").toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const card of cards) {
      card.hidden = !isShown(card, words);
      shown += !card.hidden;
    }
    $("count").textContent = shown === cards.length ? `${shown} card${shown === 1 ? "" : "s"}` : `${shown} of ${cards.length} cards`;
  }

  const place = new Map(cards.map((card, i) => [card, i]));
  const keyed = {
    reading: () => 0,
    unsure: (card) => Number(card.dataset.confidence),
    due: (card) => card.dataset.due || "9999",
    status: (card) => card.dataset.status,
  };

  function order() {
    const key = keyed[chosen("order")];
    const compare = (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : place.get(a) - place.get(b));
    holder.append(...[...cards].sort(compare));
  }

  /* ---- Keys and clicks ---- */

  const visible = () => [...holder.children].filter((card) => !card.hidden);

  function step(by) {
    const shown = visible();
    const at = shown.indexOf(document.activeElement.closest?.("article.card"));
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1)];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "start" });
  }

  const actions = {
    accept: (card) => sayUnlessCorrected(card, "accepted"),
    correct: edit,
    reject: (card) => sayUnlessCorrected(card, "rejected"),
    undo: takeBack,
    page: (card, button) => view(button?.closest("figure") ?? card.querySelector("figure")),
  };
  const keys = { a: "accept", c: "correct", r: "reject", u: "undo", w: "page" };

  holder.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (!button) return;
    const card = button.closest("article.card");
    actions[button.dataset.do](card, button);
    if (button.hidden) card.focus();
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, dialog");
    if (typing || event.ctrlKey || event.altKey || event.metaKey || !$("keys").checked) return;
    const card = document.activeElement.closest?.("article.card");
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") $("search").focus();
    else if (card && keys[event.key]) actions[keys[event.key]](card);
    else return;
    event.preventDefault();
  });

  $("tools").addEventListener("input", filter);
  $("tools").addEventListener("submit", (event) => event.preventDefault());
  $("order").addEventListener("input", order);
  $("save").addEventListener("click", save);
  $("print").addEventListener("click", () => loadAll().then(() => window.print()));
  window.addEventListener("beforeprint", () => cards.filter((card) => !card.hidden).forEach((card) => card.querySelectorAll("svg.sheet").forEach(draw)));
  $("load").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file) load(await file.text());
    event.target.value = "";
  });

  restore();
  cards.forEach(show);
  tellProgress();
  filter();
})();
