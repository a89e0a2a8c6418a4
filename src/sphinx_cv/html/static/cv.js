// @ts-check
"use strict";

// Adds to pages that are whole without it, within a strict Content-Security-Policy.

(() => {
	/** @typedef {[string, string, string, number, string]} Facts Year, type, venue, lead, more words */
	/**
	 * @typedef {{parts: HTMLElement[], facts: Facts, found: boolean, shown: boolean, words?: string,
	 *   spaced?: string}} Row
	 */
	/** @typedef {{rows: Row[], found: number}} List */

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

	const isLoading = () => document.readyState === "loading";

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

	/** Give what is looked through. @param {Row} row */
	function wordsOf({ parts: [term, body], facts: [year, , venue, , more] }) {
		const lines = [term, ...body.querySelectorAll(".cv-authors, .cv-venue, .cv-note")];
		return fold([...lines.map((line) => line.textContent), more, year, venue].join(" "));
	}

	/** @param {Row} row @param {string} word */
	function has(row, word) {
		const words = row.words ??= wordsOf(row);
		return word[0] === '"' ? (row.spaced ??= spaced(words)).includes(spaced(word)) : words.includes(word);
	}

	/** Offer what rows have. @param {HTMLSelectElement} menu @param {string[]} values */
	function fill(menu, values) {
		/** @type {Map<string, number>} */
		const counts = new Map();
		for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
		const names = [...counts.keys()];
		if (menu.name !== "year") names.sort(new Intl.Collator(document.documentElement.lang).compare);
		const { value } = menu;
		menu.replaceChildren(make("option", { value: "" }, say(menu.name)),
			...names.map((name) => make("option", { value: name }, `${name} (${counts.get(name)})`)));
		menu.value = value;
		menu.hidden = names.length < 2;
	}

	/** @param {Element} head @returns {() => void} What to call when the whole page is read. */
	function addFilter(head) {
		/** @type {Record<string, Facts>} */
		let facts = {};
		/** @type {Map<HTMLElement, List>} */
		const lists = new Map();
		const box = make("input", {
			type: "search", name: "q", "aria-label": say("filter"), autocomplete: "off",
			placeholder: say("what"),
		});
		const menus = ["year", "type", "venue"].map((name) => make("select", { name, "aria-label": say(name) }));
		const lead = make("button", { type: "button", "aria-pressed": "false" }, say("lead"));
		const clear = make("button", { type: "button" }, say("clear"));
		const status = make("p", { class: "cv-status", role: "status" });
		const form = make("form", { class: "cv-filter", role: "search", "aria-label": say("list") },
			box, ...menus, lead, clear, status);
		let timer = 0;
		let rest = 0;

		/** Take in the rows that the browser has read by now. */
		function readLists() {
			/** @type {NodeListOf<HTMLElement>} */
			const elements = document.querySelectorAll("dl.cv-publications");
			for (const element of elements) {
				const rows = lists.get(element)?.rows || [];
				for (const term of [...element.children].slice(2 * rows.length)) {
					const parts = /** @type {HTMLElement[]} */ ([term, term.nextElementSibling]);
					if (facts[term.id] && parts[1]) rows.push({ parts, facts: facts[term.id], found: true, shown: true });
				}
				if (rows.length) lists.set(element, { rows, found: rows.length });
			}
		}

		/** Give what is asked for, as the address writes it. */
		function asked() {
			const state = new URLSearchParams();
			for (const { name, value } of [box, ...menus]) if (value.trim()) state.set(name, value.trim());
			if (lead.ariaPressed === "true") state.set("lead", "1");
			return state;
		}

		function apply() {
			if (isLoading()) readLists();
			const state = asked();
			const words = fold(box.value).match(/"[^"]+"?|[^\s,;，、]+/g) || []; // a name in quotes is whole
			const wanted = [...menus.map((menu) => menu.value), Number(state.has("lead")) || ""];
			/** @type {Map<HTMLElement, number[]>} */
			const groups = new Map();
			let count = 0;
			for (const [element, list] of lists) {
				for (const row of list.rows)
					row.found = wanted.every((value, at) => value === "" || row.facts[at] === value)
						&& words.every((word) => has(row, word));
				const all = list.rows.length;
				list.found = list.rows.filter((row) => row.found).length;
				count += list.found;
				element.hidden = !list.found;
				// What was seen of a list, it measures; but no longer when it has other rows
				element.style.containIntrinsicBlockSize =
					`${list.found < all ? "" : "auto "}calc(${list.found} * var(--cv-tall))`;
				/** @type {HTMLElement?} */
				const group = element.closest(".cv-group");
				const [shown, sum] = group && groups.get(group) || [0, 0];
				if (group) groups.set(group, [shown + list.found, sum + all]);
			}
			groups.forEach(countGroup);
			settle();
			for (const menu of menus) menu.classList.toggle("cv-chosen", menu.value !== "");
			clear.hidden = !state.toString();
			status.textContent = clear.hidden ? ""
				: say(count ? "some" : "none", { shown: count, number: Object.keys(facts).length });
			clearTimeout(timer);
			// Browsers allow only so many changes of the address in a second.
			timer = setTimeout(() => isLoading() || write(state), 200);
		}

		/** Show and hide rows: some at once, and those below when there is time. */
		function settle(most = 300) {
			clearTimeout(rest);
			for (const { rows, found } of lists.values())
				for (const row of found ? rows : []) {
					if (row.found === row.shown) continue;
					if (most-- < 1) {
						rest = setTimeout(settle, 20);
						return;
					}
					row.shown = row.found;
					for (const part of row.parts) part.hidden = !row.found;
				}
		}

		/** Read words before one is looked for, some at a time. */
		function prepare() {
			const rows = [...lists.values()].flatMap((list) => list.rows.filter((row) => !row.words));
			for (const row of rows.slice(0, 150)) row.words = wordsOf(row);
			if (rows.length > 150) setTimeout(prepare);
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
			if (!target) return;
			settle(Infinity);
			if (!target.closest("[hidden]")) return;
			reset();
			settle(Infinity);
		}

		/** Take in what the browser has read of the page by now. */
		function look() {
			for (const { previousElementSibling: data } of document.querySelectorAll(".cv-facts + .cv-ways"))
				facts = { ...facts, ...JSON.parse(data?.textContent || "{}") };
			const values = Object.values(facts);
			menus.forEach((menu, at) => fill(menu, values.map((row) => String(row[at]))));
			lead.hidden = new Set(values.map((row) => row[3])).size < 2;
			readLists();
		}

		form.addEventListener("input", apply);
		form.addEventListener("submit", (event) => event.preventDefault());
		form.addEventListener("keydown", ({ key }) => key === "Escape" && reset());
		form.addEventListener("focusin", prepare, { once: true });
		lead.addEventListener("click", () => {
			lead.ariaPressed = String(lead.ariaPressed !== "true");
			apply();
		});
		clear.addEventListener("click", () => {
			reset();
			box.focus();
		});
		document.addEventListener("click", (event) => {
			const bar = /** @type {Element} */ (event.target).closest(".cv-bars a");
			const year = String(parseInt(bar?.ariaLabel || ""));
			if (event.metaKey || event.ctrlKey || !Object.values(facts).some((row) => row[0] === year)) return;
			event.preventDefault();
			menus[0].value = menus[0].value === year ? "" : year; // a second press takes it back
			apply();
		});
		addEventListener("popstate", read);
		addEventListener("hashchange", reveal);
		head.prepend(form);
		look();
		read();
		const state = String(asked());
		return () => {
			look();
			if (state === String(asked())) read();
			else apply(); // the reader was quicker
		};
	}

	/**
	 * Say how many rows of a group are shown; hide it without any.
	 * @param {number[]} counts
	 * @param {HTMLElement} group
	 */
	function countGroup([shown, all], group) {
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

	/** Stay where the address leads, while parts of lists on the way get the heights that they have. */
	function arrive() {
		const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
		if (!target || !document.querySelector("dl.cv-publications")) return;
		document.documentElement.style.scrollBehavior = "auto"; // what glides, comes to where it was
		let frames = 20;
		for (const hand of ["wheel", "touchmove", "keydown"])
			addEventListener(hand, () => (frames = 0), { once: true, passive: true });
		requestAnimationFrame(function step() {
			if (frames-- < 1) return;
			target.scrollIntoView();
			requestAnimationFrame(step);
		});
	}

	/** @type {(() => void) | undefined} */
	let finish;

	/** Begin with the filter as soon as there is a place for it. */
	function start() {
		const loading = isLoading();
		const head = document.querySelector(loading ? ".cv-list-head:has(> .cv-ways)" : ".cv-list-head");
		if (!finish && head) finish = addFilter(head);
		else if (!loading) finish?.();
		if (loading) {
			setTimeout(start, 30);
			return;
		}
		document.querySelectorAll(".cv-cite .cv-bibtex").forEach(addCopyButton);
		// Who comes back is left where the browser puts them
		if (/** @type {any} */ (performance.getEntriesByType("navigation")[0])?.type === "navigate") arrive();
		returnToFilter(); // last, as it fails where a browser allows no storage
	}

	document.addEventListener("toggle", ({ target }) => {
		if (target instanceof HTMLDetailsElement)
			target.querySelectorAll(".cv-bibtex").forEach(addCopyButton);
	}, true);
	addEventListener("hashchange", arrive);
	start();
})();
