// The Word view: a file drawn by docx-preview inside a shadow root, and what that leaves out put right.
"use strict";

const Word = (() => {
  const host = document.getElementById("word-host");
  const root = host.attachShadow({ mode: "open" });
  const LOOK = `
    :host { display: block; color: #000; }
    .docx-wrapper { background: none !important; padding: 0 !important; display: block !important; }
    .docx-wrapper > section.docx {
      box-sizing: border-box; position: relative; isolation: isolate; margin: 0 0 18px !important; overflow: hidden; background: #fff;
      box-shadow: 0 1px 2px rgb(28 43 51 / 12%), 0 6px 20px rgb(28 43 51 / 10%) !important;
    }
    .behind { position: static !important; }
    .behind > img { position: absolute !important; z-index: -1; }
    .chart {
      background: repeating-linear-gradient(45deg, #0e4b5008 0 8px, #0e4b5012 8px 16px); outline: 1px dashed #b9c8c7;
      color: #5a6a72; font: 12px/1.4 system-ui, sans-serif; vertical-align: top;
    }
    .chart::before { content: attr(data-said); display: grid; place-items: center; height: 100%; }
  `;
  const SETTINGS = {
    inWrapper: true, breakPages: true, useBase64URL: true, ignoreLastRenderedPageBreak: true,
    renderAltChunks: false, renderComments: false, renderChanges: false, experimental: false, debug: false,
  };

  // A first row is shaded by the table's style; the library asks the row itself, where no file of ours says it.
  function markRows(body) {
    for (const table of body.querySelectorAll("table")) {
      const rows = [...table.rows];
      const is = (name) => table.classList.contains(name);
      if (is("first-row") && rows.length) rows[0].classList.add("first-row");
      if (is("last-row") && rows.length) rows[rows.length - 1].classList.add("last-row");
      if (!is("no-hband")) {
        const plain = is("first-row") ? rows.slice(1) : rows;
        plain.forEach((row, place) => row.classList.add(place % 2 ? "even-row" : "odd-row"));
      }
      for (const row of rows) {
        if (is("first-col") && row.cells.length) row.cells[0].classList.add("first-col");
        if (is("last-col") && row.cells.length) row.cells[row.cells.length - 1].classList.add("last-col");
      }
    }
  }

  // A picture as wide as its page lies behind the text; the library puts it before it.
  function sinkGrounds(body) {
    for (const section of body.querySelectorAll("section.docx")) {
      const width = section.offsetWidth;
      for (const picture of section.querySelectorAll("div > img")) {
        if (picture.offsetWidth >= 0.9 * width) {
          picture.parentElement.classList.add("behind");
          picture.style.left = picture.style.top = "0";
        }
      }
    }
  }

  // A table as wide as its page begins at the edge of the page.
  function widenTables(body) {
    for (const section of body.querySelectorAll("section.docx")) {
      for (const table of section.querySelectorAll(":scope > article > table")) {
        if (parseFloat(table.style.width) >= 0.98 * parseFloat(section.style.width)) {
          table.style.marginLeft = `-${section.style.paddingLeft}`;
        }
      }
    }
  }

  function nameCharts(body, said) {
    for (const box of body.querySelectorAll("div:empty")) {
      if (box.style.display === "inline-block" && box.offsetHeight > 30) {
        box.classList.add("chart");
        box.dataset.said = said;
      }
    }
  }

  // A link of a document leads out of the preview only where a browser may go, and never back into it.
  function tameLinks(body) {
    for (const link of body.querySelectorAll("a[href]")) {
      const address = link.getAttribute("href");
      if (/^(https?|mailto):/i.test(address)) {
        link.target = "_blank";
        link.rel = "noopener noreferrer";
      } else if (!address.startsWith("#")) {
        link.removeAttribute("href");
      }
    }
  }

  // Every page fills the column, as those of the PDF do.
  function fit() {
    const room = host.parentElement.clientWidth - 32;
    for (const section of root.querySelectorAll("section.docx")) {
      section.style.zoom = 1;
      section.style.zoom = Math.max(0.1, room / Math.max(section.offsetWidth, 1));
    }
  }

  async function show(content, saidOfCharts) {
    const styles = document.createElement("div");
    const body = document.createElement("div");
    const look = document.createElement("style");
    look.textContent = LOOK;
    const scroller = host.parentElement;
    const [left, top] = [scroller.scrollLeft, scroller.scrollTop];
    await docx.renderAsync(content, body, styles, SETTINGS);
    root.replaceChildren(styles, body, look);
    markRows(body);
    sinkGrounds(body);
    widenTables(body);
    nameCharts(body, saidOfCharts);
    tameLinks(body);
    fit();
    scroller.scrollTo(left, top);
  }

  root.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href^='#']");
    if (!link) return;
    event.preventDefault();
    const goal = root.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
    if (goal) goal.scrollIntoView();
  });

  return { show, fit, clear: () => root.replaceChildren() };
})();
