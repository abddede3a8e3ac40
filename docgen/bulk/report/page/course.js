/* What the reader does: language, views, filters, keys, and the address of the page. */
const Views = { people: showPeople, teams: showTeams, findings: showFindings };

function showHead() {
  document.documentElement.lang = State.language;
  const team = Data.kind === "team" ? Data.teams[0] : null;
  document.title = (team ? teamName(team) + " · " : "") + say("title");
  find("title").textContent = team ? teamName(team) : say("title");
  find("eyebrow").textContent = say(team ? "title" : "eyebrow");
  find("back").hidden = !team;
  find("back").textContent = "← " + say("back");
  find("back").href = link("index.html");
  const stages = Data.facts.stages.map((stage) => Data.names.stages[stage][State.language === "zh" ? 0 : 1]);
  find("lead").textContent = [Data.facts.period, ...stages].filter(Boolean).join(" · ");
  find("figures").replaceChildren(...figures());
  find("links").replaceChildren(...headLinks(team));
  find("large").hidden = Data.kind !== "index";
  find("large").textContent = say("large");
  find("foot").textContent = say("keys");
  find("empty").textContent = say("nobody");
}

function figures() {
  const { people, failed, files, found } = Data.facts;
  const told = [[people, "people", ""], [people - failed, "made", ""]];
  if (failed) told.push([failed, "failed", "failed"]);
  if (Data.kind !== "team") told.push([Data.teams.length, "teams", ""]);
  told.push([files, "files", ""]);
  if (found[0]) told.push([found[0], "error", "warn"]);
  told.push([found[1], "warning", found[1] ? "warn" : ""]);
  return told.map(([value, key, kind]) => make("li", { class: kind }, make("b", {}, figure(value)), make("span", {}, say((value === 1 && "f1_" + key in Words ? "f1_" : "f_") + key))));
}

function headLinks(team) {
  const told = [anchor(Data.summary, say("summary"))];
  if (!team) return told;
  team.binders.forEach((path, number) => told.push(anchor(path, say("binder") + (team.binders.length > 1 ? " " + (number + 1) : ""))));
  if (team.zip) told.push(anchor(team.zip, say("archive")));
  return told;
}

function fillFilters() {
  find("search").placeholder = say("search");
  find("search").setAttribute("aria-label", say("search"));
  const zh = State.language === "zh";
  const teams = Data.teams.map((team, place) => [String(place), teamName(team) + " (" + figure(team.people) + ")"]);
  const codes = Data.codes.map((code, place) => [String(place), code[0] + " " + code[zh ? 2 : 3]]).sort((a, b) => a[1] < b[1] ? -1 : 1);
  options("team", [["", say("all_teams")], ...teams]);
  options("status", [["", say("all_status")], ["made", say("made")], ["failed", say("failed")]]);
  options("finding", [["", say("all_findings")], ["error", say("with_error")], ["warning", say("with_warning")], ["clean", say("clean")]]);
  options("code", [["", say("all_codes")], ...codes]);
  const score = Data.facts.final ? [["score", say("by_score")]] : [];
  options("sort", [["source", say("by_source")], ["name", say("by_name")], ["employee", say("by_employee")], ["findings", say("by_findings")], ...score]);
  find("clear").textContent = say("clear");
  find("team").hidden = Data.teams.length < 2;
  find("code").hidden = !Data.codes.length;
}

function options(name, told) {
  find(name).setAttribute("aria-label", say(name === "finding" ? "findings" : name));
  find(name).replaceChildren(...told.map(([value, text]) => make("option", { value }, text)));
  find(name).value = State[name];
}

function showView() {
  for (const name of Object.keys(Views)) find(name).hidden = name !== State.view;
  for (const tab of document.querySelectorAll("[data-view]")) {
    const count = { people: Data.people.length, teams: Data.teams.length, findings: Data.codes.length }[tab.dataset.view];
    tab.textContent = say(tab.dataset.view) + " " + figure(count);
    if (tab.dataset.view === State.view) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
    tab.hidden = Data.kind === "team" && Data.teams.length === 1 && tab.dataset.view === "teams" && !Data.teams[0].overview;
  }
  find("filters").hidden = State.view !== "people";
  for (const name of ["team", "status", "finding", "code"]) find(name).classList.toggle("on", State[name] !== "");
  find("clear").hidden = !["query", "team", "status", "finding", "code"].some((name) => State[name] !== "");
  Views[State.view]();
}

function showLanguage(language) {
  State.language = language;
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === language));
  find("languages").setAttribute("aria-label", say("language"));
  showHead();
  fillFilters();
  showView();
  try { localStorage.setItem("docgen-language", language); } catch { /* not in this browser */ }
}

/* Show the people that fit, and only this. */
function choose(wanted) {
  Object.assign(State, { query: "", team: "", status: "", finding: "", code: "", view: "people" }, wanted);
  find("search").value = State.query;
  Page.limit = Step;
  fillFilters();
  showView();
  window.scrollTo({ top: 0 });
}

function visit() {
  const found = /^#p(\d+)$/.exec(location.hash);
  if (!found || !Data.details || !Page.people[Number(found[1])]) return;
  const index = Number(found[1]);
  Page.open.add(index);
  Page.limit = Math.max(Page.limit, index + 1);
  choose({});
  Page.limit = Math.max(Page.limit, index + 1);
  showView();
  find("p" + index).scrollIntoView({ block: "center" });
}

function listen() {
  for (const button of document.querySelectorAll("[data-language]")) button.addEventListener("click", () => showLanguage(button.dataset.language));
  for (const tab of document.querySelectorAll("[data-view]")) tab.addEventListener("click", () => { State.view = tab.dataset.view; showView(); });
  for (const name of ["team", "status", "finding", "code", "sort"]) find(name).addEventListener("change", () => { State[name] = find(name).value; Page.limit = Step; showView(); });
  find("search").addEventListener("input", () => { State.query = find("search").value; Page.limit = Step; showView(); });
  find("filters").addEventListener("submit", (event) => event.preventDefault());
  find("filters").addEventListener("reset", (event) => { event.preventDefault(); choose({}); });
  find("more").addEventListener("click", () => grow(Step));
  window.addEventListener("hashchange", visit);
  window.addEventListener("beforeprint", () => grow(2000));
  document.addEventListener("keydown", keys);
}

function keys(event) {
  const writing = event.target.closest("input, select, textarea");
  if (event.key === "Escape" && State.view === "people") { event.preventDefault(); choose({}); find("search").blur(); return; }
  if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
  const view = { 1: "people", 2: "teams", 3: "findings" }[event.key];
  if (view) { State.view = view; showView(); }
  if (event.key === "/") { event.preventDefault(); State.view = "people"; showView(); find("search").focus(); find("search").select(); }
}

function begin() {
  let language = Data.first;
  try { language = localStorage.getItem("docgen-language") || language; } catch { /* not in this browser */ }
  prepare();
  listen();
  showLanguage(language in { zh: 1, en: 1 } ? language : Data.first);
  visit();
}

begin();
