"use strict";
/* What every part of the page needs: the data, the words, and elements that hold nothing but text. */
const Words = JSON.parse(document.getElementById("words").textContent);
const Data = JSON.parse(document.getElementById("data").textContent);
/* The order of the fields of a row. */
const Row = { name: 0, employee: 1, team: 2, position: 3, failed: 4, found: 5, codes: 6, stem: 7, endings: 8, score: 9, grade: 10, counts: 11 };
const Weights = ["error", "warning", "info"];
const State = { language: Data.first, view: "people", query: "", team: "", status: "", finding: "", code: "", sort: "source" };
const find = (id) => document.getElementById(id);

function say(key, facts = {}) {
  const text = Words[key][State.language === "zh" ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (_, name) => String(facts[name]));
}

function many(key, count) {
  const one = { goal_count: "one_goal", kpi_count: "one_kpi", people_of: "person_of", n_error: "n1_error", n_warning: "n1_warning", n_info: "n1_info" };
  return say(count === 1 ? one[key] : key, { count: figure(count) });
}

/* Write a figure with commas; its digits stay as they are. */
function figure(value) {
  const [whole, rest] = String(value).replace("-", "\u2212").split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ? "." + rest : "");
}

function make(tag, told = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(told)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "click") element.addEventListener("click", value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...inside.filter((each) => each !== null && each !== undefined && each !== ""));
  return element;
}

/* Every step of a path is escaped by itself, so that # ? and % in names stay parts of the name. */
function link(path) {
  return Data.root + path.split("/").map(encodeURIComponent).join("/");
}

function anchor(path, text, told = {}) {
  return make("a", { href: link(path), ...told }, text);
}

function teamName(team) {
  return team.name || say("no_team");
}

function pills(found, failed) {
  const told = Weights.map((weight, place) => found[place] ? make("span", { class: "pill " + weight }, many("n_" + weight, found[place])) : null);
  const first = failed ? make("span", { class: "pill failed" }, say("failed")) : null;
  const none = !failed && !found.some(Boolean) ? make("span", { class: "pill" }, say("fine")) : null;
  return make("div", { class: "pills" }, first, ...told, none);
}

/* A bar whose parts are as wide as their weights; color is the number of a color, null for a goal of one's own. */
function bars(parts) {
  const total = Math.max(100, parts.reduce((sum, part) => sum + Number(part.weight), 0));
  return make("div", { class: "bars" }, ...parts.map((part) => {
    const share = Number(part.weight) / total * 100;
    const color = part.color === null ? "own" : "c" + part.color % 7;
    const piece = make("i", { class: color, title: part.title + "  " + figure(part.weight) + "%" }, share >= 9 ? figure(part.weight) + "%" : "");
    piece.style.width = share + "%";
    return piece;
  }));
}

function table(titles, rows, kind = "") {
  const head = make("tr", {}, ...titles.map((title) => title.startsWith(">") ? make("th", { class: "n", scope: "col" }, title.slice(1)) : make("th", { scope: "col" }, title)));
  return make("div", { class: "table " + kind }, make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows)));
}
