([card, hostConfig]) => {
  const markdown = window.markdownit();
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown.render(text);
    result.didProcess = true;
  };
  const parsed = new AdaptiveCards.AdaptiveCard();
  parsed.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
  const context = new AdaptiveCards.SerializationContext();
  parsed.parse(card, context);

  const frame = document.getElementById("card");
  const element = parsed.render();
  frame.replaceChildren(...(element ? [element] : []));

  const known = new Set(["AdaptiveCard", "Column", "TableRow", "TableCell", "TextRun"]);
  const { defaultElements, defaultActions } = AdaptiveCards.GlobalRegistry;
  for (const registry of [defaultElements, defaultActions])
    for (let i = 0; i < registry.getItemCount(); i++) known.add(registry.getItemAt(i).typeName);

  // Elements by the places that hold them: `type` means other things in data and in choices.
  const places = ["body", "items", "columns", "rows", "cells", "actions", "inlines", "images", "card"];
  const unknown = [];
  const look = (node) => {
    if (Array.isArray(node)) return node.forEach(look);
    if (!node || typeof node !== "object") return;
    if (node.type && !known.has(node.type)) {
      if (node.fallback && node.fallback !== "drop") look(node.fallback);
      else if (!node.fallback) unknown.push(node.type);
      return;
    }
    places.forEach((place) => look(node[place]));
  };
  look(card);

  const events = [];
  for (let i = 0; i < context.eventCount; i++) events.push(context.getEventAt(i).message);

  const left = frame.getBoundingClientRect().left;
  const parts = [...frame.querySelectorAll("*")].map((part) => part.getBoundingClientRect());
  const needs = Math.ceil(Math.max(0, ...parts.map((box) => (box.width ? box.right - left : 0))));
  const drawn = frame.innerText.trim() !== "" || frame.querySelector("img, input") !== null;
  return { drawn, unknown, events, needs, has: frame.clientWidth };
}
