/* The list of people: what is shown of each, what is searched, and in which order. */
const Step = 100;
const Page = { shown: [], limit: Step, open: new Set() };

function prepare() {
  const places = new Map();
  Page.people = Data.people.map((row, index) => {
    const team = Data.teams[row[Row.team]];
    const place = places.get(team) || 0;
    places.set(team, place + 1);
    const text = [row[Row.name], row[Row.employee], row[Row.position], team.name, Data.details ? Data.details[index].number : ""].join("\n");
    return { row, index, place, team, text: fold(text) };
  });
}

function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}

function matches(person) {
  const row = person.row, found = row[Row.found];
  if (State.team !== "" && row[Row.team] !== Number(State.team)) return false;
  if (State.status && (State.status === "failed") !== Boolean(row[Row.failed])) return false;
  if (State.finding === "error" && !found[0] || State.finding === "warning" && !found[1]) return false;
  if (State.finding === "clean" && (found[0] || found[1])) return false;
  return State.code === "" || row[Row.codes].includes(Number(State.code));
}

const Orders = {
  name: (a, b) => Page.collator.compare(a.row[Row.name], b.row[Row.name]),
  employee: (a, b) => Page.collator.compare(a.row[Row.employee], b.row[Row.employee]),
  findings: (a, b) => Weights.reduce((said, _, place) => said || b.row[Row.found][place] - a.row[Row.found][place], b.row[Row.failed] - a.row[Row.failed]),
  score: (a, b) => Number(b.row[Row.score] || -1) - Number(a.row[Row.score] || -1),
};

function select() {
  const words = fold(State.query).split(/\s+/).filter(Boolean);
  const people = Page.people.filter((person) => matches(person) && words.every((word) => person.text.includes(word)));
  Page.collator = new Intl.Collator(State.language === "zh" ? "zh-CN" : "en", { numeric: true });
  if (Orders[State.sort]) people.sort((a, b) => Orders[State.sort](a, b) || a.index - b.index);
  Page.shown = people;
}

function columns() {
  const told = [[say("name"), "minmax(150px, 1.1fr)"], [say("position"), "minmax(140px, 1.1fr)"]];
  if (Data.details) told.push([say("goals"), "minmax(190px, 1.7fr)"]);
  if (Data.facts.final) told.push([say("score"), "104px"]);
  told.push([say("findings"), "minmax(110px, 1fr)"], [say("files"), "minmax(120px, 1fr)"]);
  return told;
}

function showPeople() {
  select();
  const list = find("list");
  list.style.setProperty("--columns", columns().map((column) => column[1]).join(" "));
  list.replaceChildren(make("div", { class: "head" }, ...columns().map((column) => make("div", {}, column[0]))));
  list.append(...Page.shown.slice(0, Page.limit).map(showPerson));
  list.hidden = !Page.shown.length;
  find("count").textContent = say("shown", { shown: figure(Page.shown.length), all: figure(Data.people.length) });
  find("empty").hidden = Page.shown.length > 0;
  showMore();
}

function showMore() {
  const left = Page.shown.length - Page.limit;
  find("more").hidden = left <= 0;
  find("more").textContent = say("more", { count: figure(Math.min(left, Step)) });
}

function grow(step) {
  const before = Page.limit;
  Page.limit += step;
  find("list").append(...Page.shown.slice(before, Page.limit).map(showPerson));
  showMore();
}

function showPerson(person) {
  const box = make("article", { class: "person", id: "p" + person.index });
  box.append(make("div", { class: "row" }, ...cells(person)));
  if (Page.open.has(person.index)) open(box, person);
  return box;
}

function cells(person) {
  const row = person.row;
  const told = [who(person), make("div", { class: "role" }, row[Row.position], make("small", {}, teamName(person.team)))];
  if (Data.details) told.push(weights(person));
  if (Data.facts.final) told.push(make("div", { class: "result" }, make("b", {}, figure(row[Row.score])), row[Row.grade]));
  told.push(pills(row[Row.found], row[Row.failed]));
  told.push(make("div", { class: "files" }, ...Data.endings[row[Row.endings]].map((ending) => anchor(filePath(row, ending), Data.names.endings[ending]))));
  return told;
}

function filePath(row, ending) {
  return row[Row.stem] + ending;
}

function who(person) {
  const inside = [make("b", {}, person.row[Row.name]), make("small", {}, person.row[Row.employee])];
  if (!Data.details) {
    const page = person.team.pages[Math.floor(person.place / Data.chunk)];
    return make("a", { class: "who", href: link(page) + "#p" + person.place % Data.chunk }, ...inside);
  }
  const told = { class: "who", type: "button", "aria-expanded": String(Page.open.has(person.index)), click: () => toggle(person) };
  return make("button", told, ...inside);
}

function weights(person) {
  const detail = Data.details[person.index];
  if (!detail.goals) return make("div", {});
  const parts = detail.goals.map((goal, place) => ({ weight: goal[2], title: Data.texts[goal[1]], color: place }));
  const [goals, kpis] = person.row[Row.counts];
  return make("div", {}, bars(parts), make("p", { class: "tiny" }, many("goal_count", goals) + " · " + many("kpi_count", kpis)));
}

function toggle(person) {
  const box = find("p" + person.index);
  if (Page.open.delete(person.index)) {
    box.classList.remove("open");
    box.querySelector(".detail").remove();
    box.querySelector(".who").setAttribute("aria-expanded", "false");
  } else {
    Page.open.add(person.index);
    open(box, person);
  }
}

function open(box, person) {
  box.classList.add("open");
  box.querySelector(".who").setAttribute("aria-expanded", "true");
  box.append(detail(person));
}

function detail(person) {
  const told = Data.details[person.index];
  const findings = make("div", {}, make("h3", {}, say("findings")), ...findingCards(person, told));
  const goals = told.goals ? make("div", {}, make("h3", {}, say("goals")), ...told.goals.map((goal, place) => goalCard(told, goal, place))) : null;
  return make("div", { class: "detail" }, facts(told), goals ? make("div", { class: told.findings.length ? "two" : "" }, goals, findings) : findings);
}

function facts(told) {
  if (!told.goals) return null;
  const total = told.goals.reduce((sum, goal) => sum + Number(goal[2]), 0);
  const stage = Data.names.stages[told.stage][State.language === "zh" ? 0 : 1];
  const all = [["number", told.number], ["period", Data.texts[told.period]], ["stage", stage], ["manager", told.manager], ["milestones", figure(told.milestones)], ["sum", figure(Math.round(total * 1e6) / 1e6) + "%"]];
  return make("dl", { class: "facts" }, ...all.filter((fact) => fact[1]).map(([key, value]) => make("div", {}, make("dt", {}, say(key)), make("dd", {}, value))));
}

function goalCard(told, [id, title, weight, due, strategy, kpis], place) {
  const served = strategy.map((each) => each + " " + (Data.texts[told.strategy[each]] || "")).join(State.language === "zh" ? "；" : "; ");
  const sub = [say("due", { day: due }), served ? say("serves") + " " + served : say("serves_nothing")].join(" · ");
  const rows = kpis.map(([, name, unit, , baseline, target, share]) => make("tr", {},
    make("td", {}, Data.texts[name]),
    make("td", { class: "n" }, baseline === null ? "—" : figure(baseline)),
    make("td", { class: "n" }, make("b", {}, figure(target))),
    make("td", {}, Data.texts[unit]),
    make("td", { class: "n" }, figure(share) + "%")));
  const titles = [["kpis", ""], ["baseline", "n"], ["target", "n"], ["unit", ""], ["weight", "n"]];
  const head = make("tr", {}, ...titles.map(([title, kind]) => make("th", { class: kind, scope: "col" }, say(title))));
  const list = rows.length ? make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows)) : null;
  const top = make("header", {}, make("span", { class: "id" }, id), make("b", {}, Data.texts[title]), make("strong", {}, figure(weight) + "%"));
  return make("div", { class: "goal k" + place % 7 }, top, make("p", { class: "sub" }, sub), list);
}

function findingCards(person, told) {
  const cards = told.findings.map(findingCard);
  if (person.row[Row.failed]) cards.unshift(make("p", { class: "why" }, say("not_made_yet")));
  else if (!cards.length) cards.push(make("p", { class: "tiny" }, say("no_findings")));
  if (told.more) cards.push(make("p", { class: "tiny" }, say("not_listed", { count: figure(told.more) })));
  return cards;
}

function findingCard([code, place, reasonZh, hintZh, reasonEn, hintEn]) {
  const [name, weight, titleZh, titleEn] = Data.codes[code];
  const zh = State.language === "zh";
  const hint = Data.texts[zh ? hintZh : hintEn];
  return make("div", { class: "finding " + weight },
    make("p", {}, zh ? titleZh : titleEn, make("code", {}, name)),
    place ? make("p", { class: "place" }, place) : null,
    make("p", {}, Data.texts[zh ? reasonZh : reasonEn]),
    hint ? make("p", { class: "hint" }, say("hint") + hint) : null);
}
