// Runs in a page whose frames are cards. When all are loaded, the page becomes JSON: what each card shows at each of
// WIDTHS (CSS pixels), and what was executed.

window.executed = []; // a script of a card can reach it as parent.executed

function visibleBoxes(node) {
  const range = node.ownerDocument.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
}

// The colour of the nearest ancestor that is not transparent.
function background(element) {
  const own = getComputedStyle(element).backgroundColor;
  return own === "rgba(0, 0, 0, 0)" && element.parentElement ? background(element.parentElement) : own;
}

function visibleTexts(body) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) {
    if (walker.currentNode.data.trim() && visibleBoxes(walker.currentNode).length) nodes.push(walker.currentNode);
  }
  return nodes;
}

function isCutOff(text, width) {
  const scrolls = text.parentElement.closest("table, pre");
  return !scrolls && visibleBoxes(text).some((box) => box.left < 0 || box.right > width);
}

function inks(texts, body) {
  const typing = [...body.querySelectorAll("input")];
  const pairs = [...texts.map((text) => [text.data, text.parentElement]), ...typing.map((box) => [box.value, box])];
  return pairs.map(([text, element]) => ({
    text,
    colour: getComputedStyle(element).color,
    background: background(element),
  }));
}

function linesOf(block) {
  const style = getComputedStyle(block);
  const height = block.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
  return Math.round(height / parseFloat(style.lineHeight));
}

// Whether the hint is to be seen before and after the learner asks for it.
function askForHint(body) {
  const hint = body.querySelector("div.hint");
  if (!hint) return [];
  const before = hint.offsetHeight > 0;
  body.querySelector("a.hint").click();
  return [before, hint.offsetHeight > 0];
}

function measure(frame, width, hint) {
  frame.width = width;
  const { documentElement: root, body } = frame.contentDocument;
  const texts = visibleTexts(body);
  const first = body.querySelector(".text, .question");
  return {
    width: root.clientWidth,
    scrolls: root.scrollWidth > root.clientWidth,
    cut_off: texts.filter((text) => isCutOff(text, root.clientWidth)).map((text) => text.data),
    asked: first.innerText,
    answer: body.querySelector(".answer")?.innerText ?? "",
    right_to_left: getComputedStyle(first).direction === "rtl",
    paper: background(body),
    inks: inks(texts, body),
    gaps: [...body.querySelectorAll(".cloze")].map((gap) => ({ text: gap.innerText, colour: background(gap) })),
    code_in_gaps: [...body.querySelectorAll(".cloze > code")].map((code) => getComputedStyle(code).backgroundColor),
    code: [...body.querySelectorAll("pre")].map((block) => ({ text: block.innerText, lines: linesOf(block) })),
    images: [...body.querySelectorAll("img")].map((image) => [image.naturalWidth, image.width]),
    sounds: body.querySelectorAll(".replay-button").length,
    hint,
  };
}

function measureAtAllWidths(frame) {
  const hint = askForHint(frame.contentDocument.body);
  return WIDTHS.map((width) => measure(frame, width, hint));
}

addEventListener("load", () => {
  const cards = [...document.querySelectorAll("iframe")].map(measureAtAllWidths);
  document.body.textContent = JSON.stringify({ cards, executed: window.executed });
});
