// Suggestions under the search box: an editable combobox with a list box, after the ARIA practices.
"use strict";

(() => {
  const input = document.getElementById("q");
  const list = document.getElementById("suggestions");
  if (!input || !list) return;
  let found = [];
  let active = -1;
  let asked = 0;
  let timer = 0;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-controls", "suggestions");
  input.setAttribute("aria-autocomplete", "list");
  const close = () => { list.hidden = true; active = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  close();
  const mark = (index) => {
    active = index;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === index)));
    if (index >= 0) input.setAttribute("aria-activedescendant", `suggestion-${index}`);
    else input.removeAttribute("aria-activedescendant");
  };
  const draw = () => {
    list.replaceChildren(...found.map((each, index) => {
      const item = document.createElement("li");
      const name = document.createElement("bdi");
      const kind = document.createElement("span");
      item.id = `suggestion-${index}`;
      item.setAttribute("role", "option");
      item.className = `kind-${each.kind}`;
      name.textContent = each.label;
      kind.className = "quiet";
      kind.textContent = each.name === each.label ? each.kindName : `${each.kindName} · ${each.name}`;
      item.append(name, kind);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); location.href = each.page; });
      return item;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  };
  const ask = async () => {
    const text = input.value.trim();
    const number = (asked += 1);
    if (!text) { found = []; return draw(); }
    const values = new URLSearchParams({ q: text });
    const language = new URLSearchParams(location.search).get("l");
    if (language) values.set("l", language);
    try {
      const response = await fetch(`/search.json?${values}`);
      if (!response.ok || number !== asked) return undefined;
      found = (await response.json()).results.slice(0, 10);
      if (number === asked) draw();
    } catch { close(); }
    return undefined;
  };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.href = found[active].page;
    } else if (event.key === "Escape") close();
  });
})();
