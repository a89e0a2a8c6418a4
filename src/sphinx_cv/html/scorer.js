// @ts-check
// How search ranks what it has found. Sphinx drops words of two letters, as many family names are,
// and takes "compress" for "compression"; here a page comes first that has all words as written.

/* exported Scorer */
var Scorer = (() => {
	/** @param {string} text */
	const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

	/**
	 * @param {number} page
	 * @param {string} word
	 */
	function has(page, word) {
		const forms = [word, fold(word)].flatMap((form) => [form, new Stemmer().stemWord(form)]);
		const { terms, titleterms } = Search._index;
		return [terms, titleterms].some((table) =>
			forms.some((form) => Object.hasOwn(table, form) && [table[form]].flat().includes(page)));
	}

	/**
	 * Give what a result is worth beyond the score that Sphinx gives it.
	 * @param {string} name
	 * @param {string} title
	 */
	function worth(name, title) {
		const ignored = new Set(stopwords);
		const query = new URLSearchParams(location.search).get("q") || "";
		const asked = splitQuery(query.toLowerCase()).filter((word) => !ignored.has(word));
		const page = Search._index.docnames.indexOf(name);
		if (!asked.length || !asked.every((word) => has(page, word))) return 0;
		const words = splitQuery(fold(title));
		const exact = asked.filter((word) => words.includes(fold(word))).length / asked.length;
		const phrase = ` ${words.join(" ")} `.includes(` ${splitQuery(fold(query)).join(" ")} `);
		return 10 + 10 * exact + (phrase ? 5 + 5 * (query.length / title.length) : 0);
	}

	return {
		/** @param {[string, string, string, string, number]} result */
		score: ([name, title, , , score]) => score + worth(name, title),
		objNameMatch: 11,
		objPartialMatch: 6,
		objPrio: { 0: 15, 1: 5, 2: -5 },
		objPrioDefault: 0,
		title: 15,
		partialTitle: 7,
		term: 5,
		partialTerm: 2,
	};
})();
