// The page: it listens to the server and shows the newest moment; pages are pictures, drawn when they are seen.
"use strict";

const find = (id) => document.getElementById(id);
const state = { moment: null, reader: Texts.first, zoom: 1, word: null, output: null, linked: "waiting" };
const [SMALLEST, LARGEST] = [0.3, 4];
const SEVERITIES = ["error", "warning", "info"];

function say(key, facts = {}) {
  const text = Texts.words[state.reader][key] || "";
  return text.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
}

function make(tag, { text, cls, ...rest } = {}, ...inside) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (cls) made.className = cls;
  for (const [name, value] of Object.entries(rest)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

// ---- words ----

function speak() {
  document.documentElement.lang = state.reader === "zh" ? "zh-CN" : "en";
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", say(node.dataset.label));
    if (node.tagName === "BUTTON") node.title = say(node.dataset.label);
  }
  for (const button of document.querySelectorAll("[data-reader]")) press(button, button.dataset.reader === state.reader);
  find("spec").setAttribute("aria-label", say("spec"));
  find("locale").setAttribute("aria-label", say("document"));
  showLink();
  if (state.moment) show(state.moment);
}

const press = (button, is) => button.setAttribute("aria-pressed", String(is));

// ---- the bar ----

function showBar(moment) {
  const { pack } = moment;
  const title = pack.titles[state.reader] || pack.name;
  find("pack").textContent = title;
  find("chain").textContent = pack.chain.length
    ? `${pack.name} · ${say("extends", { chain: pack.chain.join(" → ") })}` : pack.name;
  document.title = `${title} · ${say("preview")}`;
  const options = moment.specs.map((spec, place) =>
    make("option", { value: place, text: spec.sample ? `${spec.name} (${say("sample")})` : spec.name }));
  const chooser = find("spec");
  if ([...chooser.options].map((o) => o.text).join() !== options.map((o) => o.text).join()) chooser.replaceChildren(...options);
  chooser.value = moment.spec;
  find("locale").value = moment.locale || "";
}

const clock = (made) => new Date(made.moment).toLocaleTimeString(state.reader === "zh" ? "zh-CN" : "en-GB");

function showState(moment) {
  const { made, phase } = moment;
  const busy = phase !== "done";
  const bad = !busy && !moment.current;
  find("progress").classList.toggle("busy", busy);
  find("state").dataset.state = busy ? "busy" : bad ? "failed" : "done";
  find("state-text").textContent = busy ? say(phase)
    : bad ? say("failed") : say("made", { time: clock(made), seconds: made.seconds.toFixed(1) });
}

function showLink() {
  find("link").dataset.state = state.linked;
  find("link-text").textContent = say(state.linked);
  find("link").title = say(state.linked);
}

// ---- findings ----

function showFindings(moment) {
  const list = find("list");
  const groups = SEVERITIES.map((severity) => [severity, moment.findings.filter((f) => f.severity === severity)]);
  const parts = [];
  for (const [severity, findings] of groups) {
    if (!findings.length) continue;
    parts.push(make("h3", { text: `${say(severity)} ${findings.length}` }));
    parts.push(...findings.map(card));
  }
  if (!parts.length) {
    const first = moment.phase === "done" && moment.current ? say("none") : say("looking");
    parts.push(make("p", { cls: "fineword" }, make("b", { text: first }), say("none_more")));
  }
  const told = JSON.stringify([state.reader, moment.findings, moment.phase === "done"]);
  if (told !== list.dataset.told) {
    list.dataset.told = told;
    list.replaceChildren(...parts);
  }
  find("tally").replaceChildren(...groups.filter(([, findings]) => findings.length).map(([severity, findings]) =>
    make("span", { cls: severity, title: say(severity) }, make("b", { text: findings.length }), ` ${say(findings.length === 1 ? `one_${severity}` : severity)}`)));
}

function card(finding) {
  const said = finding.said[state.reader];
  const place = finding.place || finding.path;
  const button = make("button", { type: "button", cls: `finding ${finding.severity}`, title: say("copy"), "data-code": finding.code },
    make("span", { cls: "top" }, make("b", { text: said.title }), make("code", { text: finding.code })));
  if (place) button.append(make("span", { cls: "place", text: [finding.place, finding.path].filter(Boolean).join("  ") }));
  button.append(make("span", { text: said.reason }));
  if (finding.excerpt) button.append(make("span", { cls: "excerpt", text: finding.excerpt }));
  if (finding.trail.length) button.append(make("span", { cls: "trail", text: say("in", { trail: finding.trail.join(" → ") }) }));
  if (said.hint) button.append(make("span", { cls: "hint", text: say("hint") + said.hint }));
  button.addEventListener("click", () => copy(place || finding.code));
  return button;
}

async function copy(place) {
  try {
    await navigator.clipboard.writeText(place);
    toast(say("copied", { place }));
  } catch {
    toast(say("not_copied", { place }));
  }
}

let fading = 0;
function toast(text) {
  const node = find("toast");
  node.textContent = text;
  node.classList.add("on");
  clearTimeout(fading);
  fading = setTimeout(() => node.classList.remove("on"), 2200);
}

// ---- pages of the PDF ----

const pages = find("pages");
const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    target.dataset.near = isIntersecting ? "yes" : "";
    if (isIntersecting) draw(target);
  }
}, { root: pages, rootMargin: "900px 0px" });

// Every page fills the column, also one that lies on its side.
const pageWidth = () => Math.max(60, Math.round((pages.clientWidth - 32) * state.zoom));

function placePages(made) {
  while (pages.querySelectorAll(".page").length > made.sizes.length) pages.lastElementChild.remove();
  if (!pages.querySelector(".page")) pages.replaceChildren();
  made.sizes.forEach((size, place) => {
    let figure = pages.children[place];
    if (!figure) {
      figure = make("figure", { cls: "page" }, make("img", { alt: "", decoding: "async" }), make("figcaption"));
      pages.append(figure);
      seen.observe(figure);
    }
    const [width, image] = [pageWidth(), figure.firstElementChild];
    image.style.width = `${width}px`;
    image.style.height = `${Math.round((width * size[1]) / size[0])}px`;
    figure.dataset.wanted = `/page/${made.number}/${place + 1}?width=${Math.min(4000, Math.round(width * devicePixelRatio))}`;
    image.alt = say("page", { number: place + 1, count: made.sizes.length });
    figure.lastElementChild.textContent = `${place + 1} / ${made.sizes.length}`;
    if (figure.dataset.near) draw(figure);
  });
}

// The old picture stays until the new one is there.
function draw(figure) {
  const wanted = figure.dataset.wanted;
  if (!wanted || figure.dataset.asked === wanted) return;
  figure.dataset.asked = wanted;
  const next = new Image();
  next.src = wanted;
  next.decode().then(() => {
    if (figure.dataset.asked === wanted) figure.firstElementChild.src = wanted;
  }, () => { if (figure.dataset.asked === wanted) figure.dataset.asked = ""; });
}

function showPages(moment) {
  const { made } = moment;
  if (!made || !made.sizes.length) {
    pages.replaceChildren(make("p", { cls: "empty", text: say(moment.phase === "done" ? "no_pdf" : moment.phase) }));
    find("pdf-count").textContent = "";
  } else {
    placePages(made);
    find("pdf-count").textContent = say("pages", { count: made.sizes.length });
  }
  links("pdf-files", made, (file) => file.output === "pdf");
  find("zoom").textContent = `${Math.round(state.zoom * 100)}%`;
}

function links(id, made, choose) {
  const files = made ? made.files.filter(choose) : [];
  find(id).replaceChildren(...files.map((file) => make("a", {
    href: `/file/${made.number}/${encodeURIComponent(file.output)}?name=${encodeURIComponent(file.name)}`,
    download: file.name, text: `${say("download")} ${file.name.replace(/^.*?(\.[^.]*\.?[^.]*)$/, "$1")}`, title: file.name,
  })));
}

function zoom(factor) {
  state.zoom = factor ? Math.min(LARGEST, Math.max(SMALLEST, state.zoom * factor)) : 1;
  if (state.moment) showPages(state.moment);
}

// ---- Word ----

async function showWord(moment) {
  const { made } = moment;
  const outputs = made ? made.word : [];
  if (!outputs.includes(state.output)) state.output = outputs[0] || null;
  find("word-tabs").replaceChildren(...(outputs.length < 2 ? [] : outputs.map((output) => {
    const tab = make("button", { type: "button", text: output });
    press(tab, output === state.output);
    tab.addEventListener("click", () => { state.output = output; showWord(state.moment); });
    return tab;
  })));
  links("word-files", made, (file) => outputs.includes(file.output));
  const empty = find("word-empty");
  empty.hidden = Boolean(state.output);
  empty.textContent = say(moment.phase === "done" ? "no_word" : moment.phase);
  const wanted = state.output && document.body.dataset.view !== "pdf"
    ? `/file/${made.number}/${encodeURIComponent(state.output)}` : null;
  if (!state.output) Word.clear();
  if (!wanted || wanted === state.word) return;
  state.word = wanted;
  try {
    const answer = await fetch(wanted);
    if (!answer.ok) throw new Error(answer.status);
    const content = await answer.arrayBuffer();
    if (state.word === wanted) await Word.show(content, say("chart"));
  } catch {
    if (state.word !== wanted) return;
    Word.clear();
    empty.hidden = false;
    empty.textContent = say("broken_word");
  }
}

// ---- a moment ----

function showAge(moment) {
  const { made, phase, current } = moment;
  const old = Boolean(made) && phase === "done" && !current;
  for (const id of ["pages", "word-pages"]) {
    if (phase === "done") find(id).classList.toggle("old", old);
  }
  for (const id of ["pdf-stale", "word-stale"]) {
    find(id).hidden = !old;
    find(id).textContent = old ? say("stale", { time: clock(made) }) : "";
  }
}

function show(moment) {
  state.moment = moment;
  showBar(moment);
  showState(moment);
  showFindings(moment);
  showAge(moment);
  showPages(moment);
  showWord(moment);
}

function receive(moment) {
  if (moment.made) moment.made.moment = Date.now() - moment.made.age * 1000;
  show(moment);
}

// ---- what the reader does ----

function view(name) {
  document.body.dataset.view = name;
  for (const button of document.querySelectorAll("button[data-view]")) press(button, button.dataset.view === name);
  refit();
}

function refit() {
  if (!state.moment) return;
  showPages(state.moment);
  showWord(state.moment);
  Word.fit();
}

function choose() {
  const query = new URLSearchParams({ spec: find("spec").value, locale: find("locale").value });
  fetch(`/choose?${query}`);
}

const KEYS = {
  1: () => view("pdf"), 2: () => view("word"), 3: () => view("both"),
  "+": () => zoom(1.2), "=": () => zoom(1.2), "-": () => zoom(1 / 1.2), 0: () => zoom(0),
  f: () => (document.querySelector(".finding") || find("list")).focus(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select, input")) return;
  const act = KEYS[event.key.toLowerCase()];
  if (act) { event.preventDefault(); act(); }
  const cards = [...document.querySelectorAll(".finding")];
  const place = cards.indexOf(document.activeElement);
  if (place >= 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const next = cards[place + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) next.focus();
  }
});
for (const button of document.querySelectorAll("button[data-view]")) button.addEventListener("click", () => view(button.dataset.view));
for (const button of document.querySelectorAll("[data-reader]")) {
  button.addEventListener("click", () => { state.reader = button.dataset.reader; state.word = null; speak(); });
}
find("zoom-in").addEventListener("click", () => zoom(1.2));
find("zoom-out").addEventListener("click", () => zoom(1 / 1.2));
find("fit").addEventListener("click", () => zoom(0));
find("spec").addEventListener("change", choose);
find("locale").addEventListener("change", choose);
let sizing = 0;
new ResizeObserver(() => { clearTimeout(sizing); sizing = setTimeout(refit, 80); }).observe(document.querySelector("main"));

// ---- the server ----

function listen() {
  const events = new EventSource("/events");
  events.onopen = () => { state.linked = "connected"; showLink(); };
  events.onmessage = (event) => receive(JSON.parse(event.data));
  events.onerror = () => { state.linked = "gone"; showLink(); };
}

speak();
view(innerWidth < 1180 ? "pdf" : "both");
listen();
