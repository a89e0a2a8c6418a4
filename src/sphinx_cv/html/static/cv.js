"use strict";

// Adds to pages that are whole without it, within a strict Content-Security-Policy.

(() => {
	/**
	 * What menus offer and how often, the last of them who leads; and of each row, by its anchor,
	 * its places there, and more words.
	 * @typedef {{menus: [string, number][][], rows: Map<string, any[]>}} Facts
	 */
	/**
	 * @typedef {{parts: HTMLElement[], facts: [string, string, string, number, string], found: boolean,
	 *   shown: boolean, words?: string, spaced?: string}} Row
	 */
	/** @typedef {{rows: Row[], found: number, group: HTMLElement?}} List */

	const STORED = "cv-filter:";

	// Letters that Unicode does not take apart.
	const LETTERS = {
		ø: "o", ł: "l", đ: "d", ı: "i", ħ: "h", æ: "ae", œ: "oe", ð: "d", þ: "th", ß: "ss",
		"’": "'", "‘": "'", "–": "-", "‐": "-", "‑": "-",
	};

	/** Give text as people type it: in lower case, without accents. */
	const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")
		.replace(/[øłđıħæœðþß’‘–‐‑]/g, (letter) => LETTERS[letter]);

	/** Put one space for all that parts words. */
	const spaced = (text) => ` ${text.replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;

	const isLoading = () => document.readyState === "loading";

	const WORDS = JSON.parse(document.currentScript?.dataset.words || "{}");

	const say = (name, facts = {}) => WORDS[name].replace(/\{(\w+)\}/g, (_, key) => facts[key]);

	function make(tag, attributes, ...children) {
		const element = document.createElement(tag);
		for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
		element.append(...children);
		return element;
	}

	function wordsOf({ parts: [term, body], facts: [year, , venue, , more] }) {
		const lines = [term, ...body.querySelectorAll(".cv-authors, .cv-venue, .cv-note")];
		return fold([...lines.map((line) => line.textContent), more, year, venue].join(" "));
	}

	function has(row, word) {
		const words = row.words ??= wordsOf(row);
		return word[0] === '"' ? (row.spaced ??= spaced(words)).includes(spaced(word)) : words.includes(word);
	}

	function fill(menu, offers) {
		const counts = new Map();
		for (const [name, count] of offers.flat()) counts.set(name, (counts.get(name) || 0) + count);
		const names = [...counts.keys()].filter(Boolean);
		// Each list has them in order; to sort is slow
		if (offers[1] && menu.name !== "year") names.sort(new Intl.Collator(document.documentElement.lang).compare);
		const { value } = menu;
		menu.replaceChildren(make("option", { value: "" }, say(menu.name)),
			...names.map((name) => make("option", { value: name }, `${name} (${counts.get(name)})`)));
		menu.value = value;
		menu.hidden = names.length < 2;
	}

	/** Give what to call when the whole page is read. */
	function addFilter(head) {
		/** @type {Facts[]} */
		const told = [];
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
		let work = settling();
		let number = 0;

		function factsOf(id) {
			const facts = told.find(({ rows }) => rows.has(id));
			return facts?.rows.get(id).map((fact, at) => facts.menus[at]?.[fact][0] ?? fact);
		}

		/** Take in the rows that the browser has read by now. */
		function readLists() {
			const elements = document.querySelectorAll("dl.cv-publications");
			for (const element of elements) {
				const rows = lists.get(element)?.rows || [];
				for (const term of [...element.children].slice(2 * rows.length)) {
					const parts = [term, term.nextElementSibling];
					const facts = factsOf(term.id);
					if (facts && parts[1]) rows.push({ parts, facts, found: true, shown: true });
				}
				if (rows.length) lists.set(element, { rows, found: rows.length, group: element.closest(".cv-group") });
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
			let count = 0;
			for (const list of lists.values()) {
				list.found = 0;
				for (const row of list.rows) {
					row.found = wanted.every((value, at) => value === "" || row.facts[at] === value)
						&& words.every((word) => has(row, word));
					if (row.found) list.found++;
				}
				count += list.found;
			}
			work = settling();
			settle();
			for (const menu of menus) menu.classList.toggle("cv-chosen", menu.value !== "");
			clear.hidden = !state.toString();
			status.textContent = clear.hidden ? ""
				: say(count ? "some" : "none", { shown: count, number });
			clearTimeout(timer);
			// Browsers allow only so many changes of the address in a second.
			timer = setTimeout(() => isLoading() || write(state), 200);
		}

		/** Show and hide, from the top on, with a break after the first screen and after much work. */
		function* settling() {
			const groups = new Map();
			for (const { rows, found, group } of lists.values()) {
				const [shown, all] = groups.get(group) || [0, 0];
				groups.set(group, [shown + found, all + rows.length]);
			}
			let room = 40; // rows of a high screen
			let most = 300;
			for (const [element, { rows, found, group }] of lists) {
				if (group) countGroup(group, groups.get(group));
				element.hidden = !found;
				// What was seen of a list, it measures; but no longer when it has other rows
				element.style.containIntrinsicBlockSize =
					`${found < rows.length ? "" : "auto "}calc(${found} * var(--cv-tall))`;
				for (const row of found ? rows : []) {
					if (row.found !== row.shown) {
						row.shown = row.found;
						for (const part of row.parts) part.hidden = !row.found;
						most--;
					}
					if (most && !(row.found && !--room)) continue;
					most = 300;
					yield;
				}
			}
		}

		/** Show what one sees, and the rest when there is time. */
		function settle() {
			clearTimeout(rest);
			if (!work.next().done) rest = setTimeout(settle, 20);
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
			Array.from(work);
			if (!target.closest("[hidden]")) return;
			reset();
			Array.from(work);
		}

		/** Take in what the browser has read of the page by now. */
		function look() {
			let news = false;
			for (const { previousElementSibling: data } of document.querySelectorAll(".cv-facts + .cv-ways")) {
				const facts = JSON.parse(data.textContent);
				facts.rows = new Map(facts.rows);
				number += facts.rows.size;
				told.push(facts);
				data.remove(); // so that it is read once
				news = true;
			}
			if (news) menus.forEach((menu, at) => fill(menu, told.map((facts) => facts.menus[at])));
			lead.hidden = new Set(told.flatMap((facts) => facts.menus[3].map(([value]) => value))).size < 2;
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
			const bar = event.target.closest(".cv-bars a");
			const year = String(parseInt(bar?.ariaLabel));
			if (event.metaKey || event.ctrlKey || ![...menus[0].options].some(({ value }) => value === year)) return;
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

	/** Say how many rows of a group are shown; hide it without any. */
	function countGroup(group, [shown, all]) {
		const count = group.querySelector(".cv-count");
		if (count) {
			const papers = count.dataset.all ||= count.textContent;
			const text = shown === all ? papers : say("part", { shown, papers });
			if (count.textContent !== text) count.textContent = text;
		}
		group.hidden = !shown;
	}

	/** Leave the state in the address and for papers' pages. */
	function write(state) {
		const query = state.toString() && `?${state}`;
		if (query !== location.search) history.replaceState(null, "", location.pathname + query + location.hash);
		sessionStorage.setItem(STORED + location.pathname, query);
	}

	/** Have the way back from a paper lead to the list as it was filtered. */
	function returnToFilter() {
		const links = document.querySelectorAll("a.cv-back");
		for (const link of links) link.search = sessionStorage.getItem(STORED + link.pathname) || "";
	}

	/** Put a button above BibTeX that copies it. */
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

	let finish;

	// Before the browser draws what it has read, as a long list takes it a while
	const watching = new MutationObserver(start);

	/** Begin with the filter as soon as there is a place for it. */
	function start() {
		const loading = isLoading();
		const head = document.querySelector(".cv-list-head > .cv-ways")?.parentElement;
		if (loading && !head) return;
		watching.disconnect();
		if (!finish && head) finish = addFilter(head);
		else finish?.();
		if (loading) return;
		document.querySelectorAll(".cv-cite .cv-bibtex").forEach(addCopyButton);
		// Who comes back is left where the browser puts them
		if (performance.getEntriesByType("navigation")[0]?.type === "navigate") arrive();
		returnToFilter(); // last, as it fails where a browser allows no storage
	}

	document.addEventListener("toggle", ({ target }) => {
		if (target instanceof HTMLDetailsElement)
			target.querySelectorAll(".cv-bibtex").forEach(addCopyButton);
	}, true);
	addEventListener("hashchange", arrive);
	document.addEventListener("DOMContentLoaded", start);
	watching.observe(document, { childList: true, subtree: true });
	start();
})();
