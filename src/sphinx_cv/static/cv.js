// @ts-check
"use strict";

// Adds to pages that are whole without it: a filter above long lists of papers, buttons that copy
// BibTeX, and ways back to a list as it was filtered. No handler stands in the HTML, and nothing is
// loaded or evaluated, so that a strict Content-Security-Policy is kept.

(() => {
  /**
   * One paper of a list: its elements, and what the filter compares.
   * @typedef {{id: string, parts: HTMLElement[], words: string, year: string, type: string,
   *   venue: string, lead: string, shown: boolean}} Row
   */

  /** @typedef {"year" | "type" | "venue" | "lead"} Facet */

  /** @type {Record<string, string>} Letters that Unicode does not take apart. */
  const LETTERS = {
    ø: "o", ł: "l", đ: "d", ı: "i", ħ: "h", æ: "ae", œ: "oe", ð: "d", þ: "th", ß: "ss",
    "’": "'", "‘": "'", "–": "-", "‐": "-", "‑": "-",
  };

  const STORED = "cv-filter:";

  /**
   * Give text as people type it: in lower case, without accents.
   * @param {string} text
   */
  function fold(text) {
    return text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[øłđıħæœðþß’‘–‐‑]/g, (letter) => LETTERS[letter]);
  }

  /**
   * Make an element.
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag
   * @param {Record<string, string>} attributes
   * @param {...(Node | string)} children
   */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  // The rows of a page

  /** @returns {Row[]} */
  function readRows() {
    /** @type {Row[]} */
    const rows = [];
    for (const data of document.querySelectorAll("script.cv-facts")) {
      /** @type {Record<string, [string, string, string, number, string]>} */
      const facts = JSON.parse(data.textContent || "{}");
      for (const [id, [year, type, venue, lead, more]] of Object.entries(facts)) {
        const term = document.getElementById(id);
        const body = term?.nextElementSibling;
        if (!term || !(body instanceof HTMLElement)) continue;
        const lines = [...body.children].filter((line) => line.matches(".cv-venue, .cv-note"));
        const texts = [term, ...lines].map((line) => line.textContent).concat(more, year, venue);
        rows.push({
          id, year, type, venue, lead: lead ? "1" : "", parts: [term, body],
          words: fold(texts.join(" ")), shown: true,
        });
      }
    }
    return rows;
  }

  // The controls

  /**
   * Make a menu of what the rows have, with the number of rows for each.
   * @param {Row[]} rows
   * @param {Facet} facet
   * @param {string} label
   */
  function makeMenu(rows, facet, label) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const row of rows) counts.set(row[facet], (counts.get(row[facet]) || 0) + 1);
    const names = [...counts.keys()];
    if (facet !== "year") names.sort((a, b) => a.localeCompare(b));
    const menu = make("select", { name: facet, "aria-label": label });
    menu.append(make("option", { value: "" }, label));
    for (const name of names)
      menu.append(make("option", { value: name }, `${name} (${counts.get(name)})`));
    menu.hidden = names.length < 2;
    return menu;
  }

  class Filter {
    /**
     * @param {Row[]} rows
     * @param {Element} head
     */
    constructor(rows, head) {
      this.timer = 0;
      this.rows = rows;
      this.groups = [...document.querySelectorAll(".cv-group")].filter((g) => g.querySelector(".cv-publications"));
      this.box = make("input", {
        type: "search", name: "q", "aria-label": "Filter publications", autocomplete: "off",
        placeholder: "Title, author, venue, year or keyword",
      });
      this.menus = [
        makeMenu(rows, "year", "Any year"),
        makeMenu(rows, "type", "Any type"),
        makeMenu(rows, "venue", "Any venue"),
      ];
      this.lead = make("button", { type: "button", "aria-pressed": "false" }, "First or equal-first author");
      this.lead.hidden = !rows.some((row) => row.lead) || rows.every((row) => row.lead);
      this.clear = make("button", { type: "button" }, "Clear");
      this.status = make("p", { class: "cv-status", role: "status" });
      this.form = make("form", { class: "cv-filter", role: "search", "aria-label": "Publications" },
        this.box, ...this.menus, this.lead, this.clear, this.status);
      this.listen();
      head.prepend(this.form);
      this.total = head.querySelector(".cv-total");
      this.read();
    }

    listen() {
      this.form.addEventListener("input", () => this.apply());
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.reset();
      });
      this.lead.addEventListener("click", () => {
        this.lead.ariaPressed = String(this.lead.ariaPressed !== "true");
        this.apply();
      });
      this.clear.addEventListener("click", () => {
        this.reset();
        this.box.focus();
      });
      addEventListener("popstate", () => this.read());
      addEventListener("hashchange", () => this.reveal());
    }

    /** Take the state from the address. */
    read() {
      const state = new URLSearchParams(location.search);
      this.box.value = state.get("q") || "";
      for (const menu of this.menus) {
        menu.value = state.get(menu.name) || "";
        if (menu.selectedIndex < 0) menu.value = "";
      }
      this.lead.ariaPressed = String(state.has("lead"));
      this.apply();
      this.reveal();
    }

    reset() {
      this.form.reset();
      this.lead.ariaPressed = "false";
      this.apply();
    }

    /** Show the row that the address names, though the filter hid it. */
    reveal() {
      const id = decodeURIComponent(location.hash.slice(1));
      const target = id && document.getElementById(id);
      if (target && target.closest("[hidden]")) this.reset();
      if (target && this.active) target.scrollIntoView();
    }

    /** Give what is asked for, as the address writes it. */
    get state() {
      const state = new URLSearchParams();
      if (this.box.value.trim()) state.set("q", this.box.value.trim());
      for (const menu of this.menus) if (menu.value) state.set(menu.name, menu.value);
      if (this.lead.ariaPressed === "true") state.set("lead", "1");
      return state;
    }

    get active() {
      return this.state.toString() !== "";
    }

    apply() {
      const state = this.state;
      const words = fold(state.get("q") || "").split(/\s+/);
      /** @type {Facet[]} */
      const facets = ["year", "type", "venue", "lead"];
      const asked = facets.filter((facet) => state.has(facet));
      let count = 0;
      for (const row of this.rows) {
        const shown = asked.every((facet) => row[facet] === state.get(facet))
          && words.every((word) => row.words.includes(word));
        if (shown) count += 1;
        if (shown === row.shown) continue;
        row.shown = shown;
        for (const part of row.parts) part.hidden = !shown;
      }
      this.report(count, state);
    }

    /**
     * @param {number} count
     * @param {URLSearchParams} state
     */
    report(count, state) {
      for (const group of this.groups)
        /** @type {HTMLElement} */ (group).hidden = !group.querySelector("dt:not([hidden])");
      for (const menu of this.menus) menu.classList.toggle("cv-chosen", menu.value !== "");
      const active = state.toString() !== "";
      this.clear.hidden = !active;
      this.status.textContent = active ? `${count} of ${this.rows.length} papers` : "";
      clearTimeout(this.timer);
      // Browsers allow only so many changes of the address in a second.
      this.timer = setTimeout(() => this.write(state), 200);
    }

    /**
     * Leave the state in the address, and where the papers' own pages find it.
     * @param {URLSearchParams} state
     */
    write(state) {
      const query = `?${state}`.replace(/^\?$/, "");
      if (query !== location.search)
        history.replaceState(history.state, "", location.pathname + query + location.hash);
      remember(location.pathname, query);
    }
  }

  /**
   * @param {string} path
   * @param {string} query
   */
  function remember(path, query) {
    try {
      sessionStorage.setItem(STORED + path, query);
    } catch {
      // Without storage the way back leads to the whole list.
    }
  }

  // Elsewhere

  /** Have the way back from a paper lead to the list as it was filtered. */
  function returnToFilter() {
    for (const link of document.querySelectorAll("a.cv-back")) {
      if (!(link instanceof HTMLAnchorElement)) continue;
      try {
        link.search = sessionStorage.getItem(STORED + link.pathname) || "";
      } catch {
        return;
      }
    }
  }

  /**
   * Put a button into a block of BibTeX that copies it.
   * @param {Element} block
   */
  function addCopyButton(block) {
    const source = block.querySelector("pre");
    if (!source || block.querySelector(".cv-copy")) return;
    const name = block.closest("details")?.querySelector("summary")?.ariaLabel || "BibTeX";
    const button = make("button", { type: "button", class: "cv-copy", "aria-label": `Copy ${name}` }, "Copy");
    button.addEventListener("click", async () => {
      const done = await copy(source);
      button.textContent = done ? "Copied" : "Press Ctrl+C";
      announce(done ? `Copied ${name}` : "Selected, press Ctrl+C");
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
    block.prepend(button);
  }

  /**
   * Copy the text of an element; where that is not allowed, select it.
   * @param {HTMLElement} element
   */
  async function copy(element) {
    try {
      await navigator.clipboard.writeText(element.innerText);
      return true;
    } catch {
      getSelection()?.selectAllChildren(element);
      return false;
    }
  }

  /**
   * Tell those who listen to the page.
   * @param {string} words
   */
  function announce(words) {
    const region = document.querySelector(".cv-spoken")
      || document.body.appendChild(make("p", { class: "cv-unseen cv-spoken", role: "status" }));
    region.textContent = words;
  }

  const head = document.querySelector(".cv-list-head");
  const rows = readRows();
  if (head && rows.length) new Filter(rows, head);
  returnToFilter();
  for (const block of document.querySelectorAll(".cv-cite .cv-bibtex")) addCopyButton(block);
  document.addEventListener("toggle", ({ target }) => {
    if (target instanceof HTMLDetailsElement)
      for (const block of target.querySelectorAll(".cv-bibtex")) addCopyButton(block);
  }, true);
})();
