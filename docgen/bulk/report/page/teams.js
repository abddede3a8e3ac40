/* The teams: goals and weights of everybody, alignment with strategy, sums of shared KPIs; and the codes of all findings. */
function showTeams() {
  find("teams").replaceChildren(...Data.teams.map(teamBox));
}

function teamBox(team, place) {
  const summary = make("summary", {}, make("h2", {}, teamName(team)), make("span", {}, many("people_of", team.people)), pills(team.found, 0), teamLinks(team, place));
  if (team.failed) summary.querySelector(".pills").prepend(make("span", { class: "pill failed" }, say("failed") + " " + figure(team.failed)));
  const box = make("details", { class: team.overview ? "team" : "team plain" }, summary);
  if (!team.overview) {
    summary.addEventListener("click", (event) => event.target.closest("a, button") || event.preventDefault());
    return box;
  }
  const fill = () => { if (box.open && box.children.length === 1) box.append(overview(team)); };
  box.addEventListener("toggle", fill);
  box.open = Data.teams.length <= 2;
  fill();
  return box;
}

function teamLinks(team, place) {
  const told = [];
  if (team.page) told.push(anchor(team.page, say("open_team")));
  else told.push(make("a", { href: "#", click: (event) => { event.preventDefault(); choose({ team: String(place) }); } }, say("see_people")));
  team.binders.forEach((path, number) => told.push(anchor(path, say("binder") + (team.binders.length > 1 ? " " + (number + 1) : ""))));
  if (team.zip) told.push(anchor(team.zip, say("archive")));
  return make("div", { class: "files" }, ...told);
}

function overview(team) {
  const all = team.overview;
  const names = team.who.map((index) => Data.people[index][Row.name]);
  const left = team.people - names.length;
  const note = left ? make("p", { class: "tiny" }, say(left === 1 ? "one_left_out" : "left_out", { count: figure(left) })) : null;
  return make("div", { class: "inside" }, weightsOfAll(all, names, note), alignment(all, names), sums(all, names), grades(all.grades));
}

function part(title, ...inside) {
  return make("section", {}, make("h3", {}, say(title)), ...inside);
}

function weightsOfAll(all, names, note) {
  const legend = all.columns.map(([title], place) => make("span", {}, make("i", { class: "c" + place % 7 }), title));
  if (all.columns.length && all.members.some((member) => member[0].some((goal) => goal[2] === null))) legend.push(make("span", {}, make("i", { class: "own" }), say("legend_own")));
  const lines = all.members.map(([goals, total, full], place) => {
    const parts = goals.map(([title, weight, column], number) => ({ title, weight, color: all.columns.length ? column : number }));
    return make("div", { class: "line" }, make("span", { title: names[place] }, names[place]), bars(parts), make("span", { class: full ? "" : "off" }, figure(total) + "%"));
  });
  return part("weights", legend.length ? make("p", { class: "legend" }, ...legend) : null, ...lines, note);
}

function alignment(all, names) {
  if (!all.alignment.length && !all.loose.length) return null;
  const rows = all.alignment.map(([id, text, served]) => {
    const people = new Set(served.map((one) => one[0])).size;
    const told = served.length ? make("td", {}, say("served", { people: figure(people), goals: figure(served.length) }), listed(served, names)) : make("td", { class: "bad" }, say("nobody_serves"));
    return make("tr", {}, make("td", { class: "id" }, id), make("td", {}, text), told);
  });
  if (all.loose.length) rows.push(make("tr", {}, make("td", { class: "id" }, "—"), make("td", {}, say("loose")), make("td", {}, listed(all.loose, names))));
  return part("alignment", make("div", { class: "table" }, make("table", {}, make("tbody", {}, ...rows))));
}

/* Names with the weight that serves: more than a dozen are no longer read. */
function listed(served, names) {
  const sums = new Map();
  for (const [member, , weight] of served) sums.set(member, (sums.get(member) || 0) + Number(weight));
  const told = [...sums].slice(0, 12).map(([member, weight]) => names[member] + " " + figure(Math.round(weight * 100) / 100) + "%");
  return make("p", { class: "tiny" }, told.join(State.language === "zh" ? "、" : ", ") + (sums.size > 12 ? " …" : ""));
}

function sums(all, names) {
  if (!all.sums.length) return null;
  const hasTarget = all.sums.some((one) => one.target !== null);
  const rows = all.sums.map((one) => {
    const kind = one.met === null ? "n" : one.met ? "n good" : "n bad";
    const carriers = one.carriers.slice(0, 12).map(([member, value]) => names[member] + " " + figure(value)).join(State.language === "zh" ? "、" : ", ");
    const cell = (value, more = "") => make("td", { class: "n" }, value === null ? "—" : figure(value) + more);
    return make("tr", {},
      make("td", {}, one.name + (one.unit ? (State.language === "zh" ? "（" + one.unit + "）" : " (" + one.unit + ")") : "")),
      ...(hasTarget ? [cell(one.target)] : []), cell(one.total),
      ...(hasTarget ? [make("td", { class: kind }, one.difference === null ? "—" : signed(one.difference)), cell(one.covered, "%")] : []),
      make("td", {}, make("p", { class: "tiny" }, carriers + (one.carriers.length > 12 ? " …" : ""))));
  });
  const before = hasTarget ? [">" + say("team_target")] : [];
  const behind = hasTarget ? [">" + say("difference"), ">" + say("covered")] : [];
  return part(hasTarget ? "sums" : "plain_sums", table([say("kpis"), ...before, ">" + say("total"), ...behind, say("carriers")], rows, "sums"), all.part ? make("p", { class: "tiny" }, say("part_note")) : null);
}

function signed(value) {
  return (Number(value) > 0 ? "+" : "") + figure(value);
}

function grades(all) {
  if (!all.length) return null;
  const most = Math.max(...all.map((one) => one[1]));
  return part("grades", make("div", { class: "scale" }, ...all.map(([grade, people]) => {
    const column = make("i");
    column.style.height = people / most * 44 + "px";
    return make("div", {}, make("b", {}, figure(people)), column, grade);
  })));
}

function showFindings() {
  const zh = State.language === "zh";
  const order = Data.codes.map((code, place) => place).sort((a, b) => Weights.indexOf(Data.codes[a][1]) - Weights.indexOf(Data.codes[b][1]) || affected(b) - affected(a) || (Data.codes[a][0] < Data.codes[b][0] ? -1 : 1));
  const rows = order.map((place) => {
    const [code, weight, titleZh, titleEn] = Data.codes[place];
    const button = make("button", { type: "button", click: () => choose({ code: String(place) }) }, say("see_people"));
    return make("tr", {}, make("td", {}, make("span", { class: "pill " + weight }, say(weight))), make("td", {}, make("code", {}, code)), make("td", {}, zh ? titleZh : titleEn), make("td", { class: "n" }, figure(affected(place))), make("td", { class: "n" }, button));
  });
  const told = rows.length ? table([say("findings"), say("code"), say("meaning"), ">" + say("affected"), ""], rows, "codes") : make("p", { class: "empty" }, say("none_found"));
  find("findings").replaceChildren(told);
}

function affected(place) {
  return Data.affected[Data.codes[place][0] + " " + Data.codes[place][1]];
}
