// @ts-check
"use strict";

// Adds to pages that are whole without it, within a strict Content-Security-Policy.

(() => {
	/**
	 * @typedef {{parts: HTMLElement[], words: string, year: string, type: string, venue: string,
	 *   lead: string, shown: boolean, spaced?: string}} Row
	 */
	/** @typedef {"year" | "type" | "venue" | "lead"} Facet */

	const STORED = "cv-filter:";

	/** @type {Record<string, string>} Letters that Unicode does not take apart. */
	const LETTERS = {
		ø: "o", ł: "l", đ: "d", ı: "i", ħ: "h", æ: "ae", œ: "oe", ð: "d", þ: "th", ß: "ss",
		"’": "'", "‘": "'", "–": "-", "‐": "-", "‑": "-",
	};

	/** Give text as people type it: in lower case, without accents. @param {string} text */
	const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")
		.replace(/[øłđıħæœðþß’‘–‐‑]/g, (letter) => LETTERS[letter]);

	/** Put one space for all that parts words. @param {string} text */
	const spaced = (text) => ` ${text.replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;

	const WORDS = JSON.parse(document.currentScript?.dataset.words || "{}");

	/** Give filled words. @param {string} name @param {Record<string, unknown>} [facts] */
	const say = (name, facts = {}) => WORDS[name].replace(/\{(\w+)\}/g, (_, key) => facts[key]);

	/**
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

	/** @returns {Row[]} The rows of all long lists of the page. */
	function readRows() {
		return [...document.querySelectorAll("script.cv-facts")].flatMap((data) => {
			/** @type {Record<string, [string, string, string, number, string]>} */
			const facts = JSON.parse(data.textContent || "{}");
			return Object.entries(facts).flatMap(([id, [year, type, venue, lead, more]]) => {
				const term = document.getElementById(id);
				const body = term?.nextElementSibling;
				if (!term || !(body instanceof HTMLElement)) return [];
				const lines = [term, ...body.querySelectorAll(".cv-authors, .cv-venue, .cv-note")];
				const words = fold([...lines.map((line) => line.textContent), more, year, venue].join(" "));
				return { parts: [term, body], words, year, type, venue, lead: lead ? "1" : "", shown: true };
			});
		});
	}

	/**
	 * @param {Row[]} rows
	 * @param {Facet} facet
	 */
	function makeMenu(rows, facet) {
		/** @type {Map<string, number>} */
		const counts = new Map();
		for (const row of rows) counts.set(row[facet], (counts.get(row[facet]) || 0) + 1);
		const names = [...counts.keys()];
		if (facet !== "year") names.sort(new Intl.Collator(document.documentElement.lang).compare);
		const label = say(facet);
		const menu = make("select", { name: facet, "aria-label": label },
			make("option", { value: "" }, label),
			...names.map((name) => make("option", { value: name }, `${name} (${counts.get(name)})`)));
		menu.hidden = names.length < 2;
		return menu;
	}

	/**
	 * @param {Row[]} rows
	 * @param {Element} head
	 */
	function addFilter(rows, head) {
		/** @type {NodeListOf<HTMLElement>} */
		const groups = document.querySelectorAll(".cv-group:has(> .cv-publications)");
		const box = make("input", {
			type: "search", name: "q", "aria-label": say("filter"), autocomplete: "off",
			placeholder: say("what"),
		});
		/** @type {Facet[]} */
		const facets = ["year", "type", "venue"];
		const menus = facets.map((facet) => makeMenu(rows, facet));
		const lead = make("button", { type: "button", "aria-pressed": "false" }, say("lead"));
		lead.hidden = new Set(rows.map((row) => row.lead)).size < 2;
		const clear = make("button", { type: "button" }, say("clear"));
		const status = make("p", { class: "cv-status", role: "status" });
		const form = make("form", { class: "cv-filter", role: "search", "aria-label": say("list") },
			box, ...menus, lead, clear, status);
		let timer = 0;

		/** Give what is asked for, as the address writes it. */
		function asked() {
			const state = new URLSearchParams();
			for (const { name, value } of [box, ...menus]) if (value.trim()) state.set(name, value.trim());
			if (lead.ariaPressed === "true") state.set("lead", "1");
			return state;
		}

		function apply() {
			const state = asked();
			const words = fold(box.value).match(/"[^"]+"?|[^\s,;，、]+/g) || []; // a name in quotes is whole
			const wanted = /** @type {Facet[]} */ ([...facets, "lead"]).filter((facet) => state.has(facet));
			let count = 0;
			for (const row of rows) {
				const shown = wanted.every((facet) => row[facet] === state.get(facet))
					&& words.every((word) => word[0] === '"'
						? (row.spaced ??= spaced(row.words)).includes(spaced(word)) : row.words.includes(word));
				count += Number(shown);
				if (shown !== row.shown) for (const part of row.parts) part.hidden = !shown;
				row.shown = shown;
			}
			groups.forEach(countGroup);
			for (const menu of menus) menu.classList.toggle("cv-chosen", menu.value !== "");
			clear.hidden = !state.toString();
			status.textContent = clear.hidden ? ""
				: say(count ? "some" : "none", { shown: count, number: rows.length });
			clearTimeout(timer);
			// Browsers allow only so many changes of the address in a second.
			timer = setTimeout(() => write(state), 200);
		}

		/** Take the state from the address, and show the row that it names. */
		function read() {
			const state = new URLSearchParams(location.search);
			box.value = state.get("q") || "";
			for (const menu of menus) {
				menu.value = state.get(menu.name) || "";
				if (menu.selectedIndex < 0) menu.value = "";
			}
			lead.ariaPressed = String(state.has("lead"));
			apply();
			reveal();
		}

		function reset() {
			form.reset();
			lead.ariaPressed = "false";
			apply();
		}

		function reveal() {
			const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
			if (target?.closest("[hidden]")) reset();
			if (location.search) target?.scrollIntoView();
		}

		form.addEventListener("input", apply);
		form.addEventListener("submit", (event) => event.preventDefault());
		form.addEventListener("keydown", ({ key }) => key === "Escape" && reset());
		lead.addEventListener("click", () => {
			lead.ariaPressed = String(lead.ariaPressed !== "true");
			apply();
		});
		clear.addEventListener("click", () => {
			reset();
			box.focus();
		});
		/** @type {NodeListOf<SVGAElement>} */
		const bars = document.querySelectorAll(".cv-bars a");
		for (const bar of bars)
			bar.addEventListener("click", (event) => {
				const year = parseInt(bar.getAttribute("aria-label") || "").toString();
				if (event.metaKey || event.ctrlKey || !rows.some((row) => row.year === year)) return;
				event.preventDefault();
				menus[0].value = menus[0].value === year ? "" : year; // a second press takes it back
				apply();
			});
		addEventListener("popstate", read);
		addEventListener("hashchange", reveal);
		head.prepend(form);
		read();
	}

	/** Say how many rows of a group are shown; hide it without any. @param {HTMLElement} group */
	function countGroup(group) {
		const all = group.querySelectorAll("dt").length;
		const shown = group.querySelectorAll("dt:not([hidden])").length;
		const count = group.querySelector(".cv-count");
		if (count instanceof HTMLElement) {
			const papers = count.dataset.all ||= String(count.textContent);
			count.textContent = shown === all ? papers : say("part", { shown, papers });
		}
		group.hidden = !shown;
	}

	/** Leave the state in the address and for papers' pages. @param {URLSearchParams} state */
	function write(state) {
		const query = state.toString() && `?${state}`;
		if (query !== location.search) history.replaceState(null, "", location.pathname + query + location.hash);
		sessionStorage.setItem(STORED + location.pathname, query);
	}

	/** Have the way back from a paper lead to the list as it was filtered. */
	function returnToFilter() {
		/** @type {NodeListOf<HTMLAnchorElement>} */
		const links = document.querySelectorAll("a.cv-back");
		for (const link of links) link.search = sessionStorage.getItem(STORED + link.pathname) || "";
	}

	/** Put a button above BibTeX that copies it. @param {Element} source */
	function addCopyButton(source) {
		if (source.closest(".cv-code")) return;
		const name = source.closest("details")?.querySelector("summary")?.ariaLabel || "BibTeX";
		const button = make("button", { type: "button", class: "cv-copy", "aria-label": say("copyName", { name }) }, say("copy"));
		const spoken = make("span", { class: "cv-unseen", role: "status" });
		button.addEventListener("click", async () => {
			try {
				await navigator.clipboard.writeText(source.textContent || "");
				button.textContent = say("copied");
				spoken.textContent = say("copiedName", { name });
			} catch {
				// Copying is for secure addresses; elsewhere the reader presses the keys.
				getSelection()?.selectAllChildren(source);
				spoken.textContent = button.textContent = say("press");
			}
			setTimeout(() => (button.textContent = say("copy")), 2000);
		});
		const block = make("div", { class: "cv-code" });
		source.replaceWith(block);
		block.append(button, spoken, source);
	}

	const head = document.querySelector(".cv-list-head");
	const rows = readRows();
	if (head && rows.length) addFilter(rows, head);
	document.querySelectorAll(".cv-cite .cv-bibtex").forEach(addCopyButton);
	document.addEventListener("toggle", ({ target }) => {
		if (target instanceof HTMLDetailsElement)
			target.querySelectorAll(".cv-bibtex").forEach(addCopyButton);
	}, true);
	returnToFilter(); // last, as it fails where a browser allows no storage
})();
