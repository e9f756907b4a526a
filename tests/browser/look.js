// Draws one card with Microsoft's renderer, and says what a person would see and could not.

const place = document.getElementById("card");
const AC = AdaptiveCards;

function named(event) {
  const kind = AC.ValidationEvent[event.event] || event.event;
  return `${kind}: ${event.message}`;
}

// One target version, so that what a client of that version would not know is a warning.
window.draw = ([card, host, version]) => {
  const [major, minor] = version.split(".").map(Number);
  const context = new AC.SerializationContext(new AC.Version(major, minor));
  const parsed = new AC.AdaptiveCard();
  parsed.hostConfig = new AC.HostConfig(host);
  parsed.parse(card, context);
  place.replaceChildren(parsed.render());
  const warnings = [];
  for (let i = 0; i < context.eventCount; i++) warnings.push(named(context.getEventAt(i)));
  for (const event of parsed.validateProperties().validationEvents) warnings.push(named(event));
  window.drawn = parsed;
  return [...new Set(warnings)];
};

function words(element) {
  const own = element.innerText || element.value || element.placeholder || "";
  return `${element.tagName.toLowerCase()} "${own.trim().slice(0, 60)}"`;
}

function visible(element) {
  return element.checkVisibility() && element.getClientRects().length > 0;
}

function widthOfText(element, text) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = getComputedStyle(element).font;
  return pen.measureText(text).width;
}

// What an input shows before anybody scrolls in it: its value, or else its placeholder.
function isCutInput(input) {
  if (input.tagName === "TEXTAREA" || ["checkbox", "radio"].includes(input.type)) return false;
  const shown =
    input.tagName === "SELECT"
      ? [...input.selectedOptions].map((option) => option.text).join("")
      : input.value || input.placeholder || "";
  const style = getComputedStyle(input);
  const arrow = input.tagName === "SELECT" ? 20 : 0;
  const room =
    input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow;
  return widthOfText(input, shown) > room + 1;
}

function isCut(element) {
  const style = getComputedStyle(element);
  const clips = (overflow) => overflow !== "visible";
  return (
    (clips(style.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
    (clips(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
  );
}

function spills(element) {
  const [inner, outer] = [element.getBoundingClientRect(), place.getBoundingClientRect()];
  return inner.right > outer.right + 1 || inner.left < outer.left - 1;
}

// An ordinary word that had to be broken because its column is too narrow; long codes may be.
const WORDS = /(?<![^\s/\u2010-\u2015-])[^\s/\u2010-\u2015\[\]-]{2,25}(?![^\s/\u2010-\u2015-])/g;

function brokenWords() {
  const broken = [];
  const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (!visible(texts.currentNode.parentElement)) continue;
    for (const word of texts.currentNode.data.matchAll(WORDS)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top)));
      if (lines.size > 1) broken.push(word[0]);
    }
  }
  return broken;
}

window.look = () => {
  const elements = [...place.querySelectorAll("*")].filter(visible);
  const controls = elements.filter((e) => e.matches("input, select, textarea"));
  const boxes = elements.filter((e) => !controls.includes(e));
  const inputs = window.drawn.getAllInputs().filter((i) => i.isVisible);
  const called = (input) => input.label || input.title || "";
  return {
    labels: Object.fromEntries(inputs.map((i) => [i.id || "", called(i)])),
    unlabelled: inputs.filter((i) => !called(i).trim()).map((i) => `${i.getJsonTypeName()} ${i.id}`),
    texts: place.innerText.split("\n").map((line) => line.trim()).filter(Boolean),
    buttons: elements.filter((e) => e.matches("button")).map((e) => e.innerText.trim()),
    cut: [...boxes.filter(isCut), ...controls.filter(isCutInput)].map(words),
    broken: brokenWords(),
    spilling: elements.filter(spills).map(words),
  };
};
