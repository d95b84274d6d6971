// What 长辈版 promises of every page: targets one can hit, text one can read.
import assert from "node:assert/strict";

/** Fails on targets lower than 60 px and on text smaller than 18 px; links within a sentence are exempt. */
export async function ample(page) {
  const found = await page.evaluate(() => {
    const isShown = (element) => element.getClientRects().length && getComputedStyle(element).visibility === "visible";
    const small = [];
    for (const target of document.querySelectorAll("a, button, select, input, textarea, summary")) {
      if (!isShown(target) || target.matches(".skip")) continue;
      const inSentence = target.closest("p, svg, h1, dd, li")?.matches("p, svg, h1") || isInText(target);
      // A box to tick is hit by its label.
      const box = target.matches("[type=radio], [type=checkbox]") ? target.labels[0] ?? target : target;
      const { height } = box.getBoundingClientRect();
      if (!inSentence && height < 60) small.push(`${name(target)}: ${height} px high`);
    }
    for (const element of document.querySelectorAll("body *")) {
      const has = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (has && isShown(element) && size < 18) small.push(`${name(element)}: ${size} px`);
    }
    return [...new Set(small)];

    function name(element) {
      return `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} ${element.textContent.trim().slice(0, 40)}`;
    }
    function isInText(target) {
      return [...target.parentNode.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    }
  });
  assert.deepEqual(found, [], page.url());
}
